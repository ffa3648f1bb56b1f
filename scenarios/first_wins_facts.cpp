#include "scenarios/first_wins_facts.hpp"

#include "scenarios/ask.hpp"

#include <algorithm>

namespace scenarios {

namespace {

constexpr std::string_view wins = " wins";

bool is_replica(const core::Trace& trace, const core::TaskInfo& task) {
    return trace.text(task.name).starts_with("replica-");
}

/// By task: the event that ended it, or none.
std::vector<core::EventId> ends_of(const core::Trace& trace) {
    std::vector<core::EventId> ends(trace.tasks().size() + 1, core::EventId::none);
    for (std::size_t i = 0; i < trace.size(); ++i) {
        const core::Event& event = trace.events()[i];
        if (core::ends_task(event.kind)) {
            ends[core::index_of(event.task)] = core::EventId{static_cast<std::uint32_t>(i)};
        }
    }
    return ends;
}

} // namespace

std::optional<Winner> winner_of(const core::Trace& trace) {
    for (const core::Event& event : trace.events()) {
        const std::string_view text = trace.text(event.label);
        if (event.kind == core::EventKind::mark && text.ends_with(wins)) {
            const std::string_view name = text.substr(0, text.size() - wins.size());
            return Winner{name, first_event(trace, core::EventKind::done, name),
                          first_mark(trace, "main goes on with")};
        }
    }
    return std::nullopt;
}

std::int64_t running_at(const core::Trace& trace, core::EventId event) {
    const auto ends = ends_of(trace);
    return std::count_if(trace.tasks().begin(), trace.tasks().end(),
                         [&](const core::TaskInfo& task) {
                             return is_replica(trace, task) && task.created < event &&
                                    ends[core::index_of(task.id)] > event;
                         });
}

core::Duration work_since(const core::Trace& trace, core::Instant moment) {
    const auto ends = ends_of(trace);
    core::Duration work{};
    for (const core::TaskInfo& task : trace.tasks()) {
        const core::EventId end = ends[core::index_of(task.id)];
        if (is_replica(trace, task)) {
            const core::Instant until = end == core::EventId::none ? trace.end() : trace[end].at;
            const core::Instant from = std::max(moment, trace[task.created].at);
            work += std::max(core::Duration::zero(), until - from);
        }
    }
    return work;
}

} // namespace scenarios
