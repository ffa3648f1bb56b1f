#include "tests/live/watched_run.hpp"

#include <algorithm>

namespace support {

using core::EventKind;

scenarios::RunSpec WatchedRun::live_spec(std::string_view words) {
    scenarios::RunSpec spec = spec_of(words);
    spec.clock = scenarios::ClockKind::live;
    return spec;
}

void WatchedRun::wait_for_count(std::string_view counter, std::int64_t value) {
    wait_until(counter, [&](const core::Trace& trace) {
        const std::vector<std::int64_t> values = counted(trace, counter);
        return std::any_of(values.begin(), values.end(), [&](auto v) { return v >= value; });
    });
}

std::size_t WatchedRun::wait_for_mark(std::string_view text) {
    wait_until(text,
               [&](const core::Trace& trace) { return index_of_mark(trace, text) < trace.size(); });
    return index_of_mark(trace(), text);
}

const core::Trace& WatchedRun::wait_for_end() {
    wait_for("the end of the run", [&] { return m_run->is_over(); });
    return trace();
}

void WatchedRun::set(std::string_view param, std::int64_t value) {
    const auto params = m_spec.values.params();
    const auto found = std::find_if(params.begin(), params.end(),
                                    [&](const scenarios::Param& p) { return p.id == param; });
    REQUIRE(found != params.end());
    m_run->set(static_cast<std::size_t>(found - params.begin()), value);
}

std::vector<std::int64_t> counted(const core::Trace& trace, std::string_view counter,
                                  std::size_t from) {
    std::vector<std::int64_t> values;
    for (const core::Event& event : trace.events().subspan(from)) {
        if (event.kind == EventKind::counter && trace.text(event.label) == counter) {
            values.push_back(event.value);
        }
    }
    return values;
}

std::size_t index_of_mark(const core::Trace& trace, std::string_view text) {
    const auto events = trace.events();
    const auto found = std::find_if(events.begin(), events.end(), [&](const core::Event& event) {
        return event.kind == EventKind::mark && trace.text(event.label) == text;
    });
    return static_cast<std::size_t>(found - events.begin());
}

const core::Event& main_end(const core::Trace& trace) {
    const auto events = trace.events();
    const auto found = std::find_if(events.begin(), events.end(), [](const core::Event& event) {
        return event.kind == EventKind::main_ended;
    });
    REQUIRE(found != events.end());
    return *found;
}

} // namespace support
