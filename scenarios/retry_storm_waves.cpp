#include "scenarios/retry_storm_waves.hpp"

#include "scenarios/ask.hpp"

#include <algorithm>

namespace scenarios {

Wave highest_wave_after_outage(const core::Trace& trace) {
    Wave wave;
    const core::EventId up = first_mark(trace, "the service is up again");
    const core::Instant since = up == core::EventId::none ? trace.end() : trace[up].at;
    std::int64_t before = 0;
    for (std::size_t i = 0; i < trace.size(); ++i) {
        const core::Event& event = trace.events()[i];
        if (event.kind != core::EventKind::counter || trace.text(event.label) != "in_flight") {
            continue;
        }
        const core::EventId id{static_cast<std::uint32_t>(i)};
        if (event.at >= since && event.value > std::max(before, wave.calls)) { // a call begins
            wave = {id, event.value};
        }
        before = event.value;
    }
    return wave;
}

} // namespace scenarios
