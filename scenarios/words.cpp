#include "scenarios/words.hpp"

#include "core/base/time_text.hpp"
#include "core/trace/metrics.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scenarios {

std::int64_t figure(const core::Trace& trace, std::string_view metric) {
    return core::metric(trace, metric).value_or(0);
}

std::int64_t peak(const core::Trace& trace, std::string_view counter) {
    std::int64_t most = 0;
    for (const core::Event& event : trace.events()) {
        if (event.kind == core::EventKind::counter && trace.text(event.label) == counter) {
            most = std::max<std::int64_t>(most, event.value);
        }
    }
    return most;
}

std::string to_words(std::int64_t us) {
    return core::time_text(std::chrono::microseconds{us});
}

std::string count_of(std::int64_t count, std::string_view noun) {
    if (count == 0) {
        return fmt::format("no {}", noun);
    }
    return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::string_view was(std::int64_t count) {
    return count > 1 ? "were" : "was";
}

} // namespace scenarios
