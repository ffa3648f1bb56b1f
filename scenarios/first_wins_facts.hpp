#pragma once
#include "core/trace/trace.hpp"

#include <optional>
#include <string_view>

namespace scenarios {

// What a trace of first-wins tells about its race.

/// The replica whose answer main took.
struct Winner {
    std::string_view name;
    core::EventId done = core::EventId::none;    ///< it ends
    core::EventId goes_on = core::EventId::none; ///< main has the answer and goes on; none: not yet
};

/// Nobody, if the race was not won.
std::optional<Winner> winner_of(const core::Trace& trace);

/// Replicas that were asked and had not ended when this event happened.
std::int64_t running_at(const core::Trace& trace, core::EventId event);

/// How long all replicas worked after that moment, summed; since the start, if it is 0.
core::Duration work_since(const core::Trace& trace, core::Instant moment);

} // namespace scenarios
