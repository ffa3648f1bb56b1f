#pragma once
#include "app/timeline/layout.hpp"

namespace app {

/// What lies under the pointer.
struct Hit {
    enum class Kind : std::uint8_t {
        nothing,
        lane, ///< a lane, but no bar at this place
        box,
        fold,
        gap,
        marker,
        cap,
        signal,
        counter,
        gap_band, ///< a squeezed idle gap
    };
    Kind kind = Kind::nothing;
    core::TaskId task = core::TaskId::none;
    std::size_t index = 0;                     ///< into the layout's vector of that kind
    core::EventId event = core::EventId::none; ///< the event that began or is the thing

    explicit operator bool() const { return kind != Kind::nothing; }
    friend bool operator==(const Hit&, const Hit&) = default;
};

/// The topmost thing at (x, y), small things first: markers and caps may be missed by `reach`
/// pixels, since a projector's pointer is hard to hold still.
Hit hit_test(const TimelineLayout& layout, float x, float y, float reach = 4);

/// The lane at that height (also for the name column), or none.
core::TaskId lane_at(const TimelineLayout& layout, float y);

} // namespace app
