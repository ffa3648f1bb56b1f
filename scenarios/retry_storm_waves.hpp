#pragma once
#include "core/trace/trace.hpp"

namespace scenarios {

// What a trace of retry-storm tells about its waves.

struct Wave {
    core::EventId at = core::EventId::none; ///< the first time that so many calls were under way
    std::int64_t calls = 0;
};

/// The most calls at a time that began after the service was up again; none: nobody called.
Wave highest_wave_after_outage(const core::Trace& trace);

} // namespace scenarios
