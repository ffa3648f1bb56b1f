#pragma once
#include "app/timeline/lanes.hpp"

#include <cstdint>
#include <string>

namespace app {

/// A place on the axis that a pointer asks for.
struct Snap {
    double place = 0;                          ///< on the axis of the map
    core::EventId event = core::EventId::none; ///< what it snapped to; none: nothing was near
};

/// How near an edge has to be to be snapped to, in points.
inline constexpr float snap_points = 15;

/// The nearest edge of a state of `task` within `reach` of `place`; if there is none, or no task,
/// the nearest event of any task; if there is none either, the place itself. Only the first `told`
/// events count.
Snap snap_to_edge(const TimelineIndex& index, const AxisMap& map, core::TaskId task, double place,
                  double reach, std::size_t told = SIZE_MAX);

/// The nearest turning point within `reach`, else as above for no task.
Snap snap_to_turning_point(const TimelineIndex& index, const AxisMap& map, double place,
                           double reach, std::size_t told = SIZE_MAX);

/// What lies within a measured stretch, its ends included.
struct Measured {
    core::Duration length{}; ///< in order: from the first event to the last
    std::size_t events = 0;
    bool goes_on = false; ///< there may be more, which are not told
    friend bool operator==(const Measured&, const Measured&) = default;
};
/// `span` on the axis without squeezed gaps; of the first `told` events.
Measured measure(const core::Trace& trace, Axis axis, const Window& span,
                 std::size_t told = SIZE_MAX);

/// "150 ms, 24 events", "150 ms, 24 events so far".
std::string text_of(const Measured& measured);

} // namespace app
