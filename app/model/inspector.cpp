#include "app/model/inspector.hpp"

#include "app/model/words.hpp"
#include "app/timeline/ticks.hpp"
#include "core/trace/explain.hpp"

#include <fmt/format.h>

namespace app {
namespace {

std::string wait_text(const core::Trace& trace, const core::TaskState& state) {
    const std::string_view label = trace.text(state.wait_label);
    if (state.queued) {
        return label.empty() ? "in line for a permit" : fmt::format("in line for {}", label);
    }
    if (state.waits_for != core::TaskId::none) {
        return fmt::format("waits for {}", trace.name(state.waits_for));
    }
    switch (state.wait) {
    case core::WaitKind::yield:
        return "waits for its next turn";
    case core::WaitKind::sleep:
        return "sleeps";
    default:
        return label.empty() ? "waits" : fmt::format("waits for {}", label);
    }
}

std::string ended_text(const core::Trace& trace, const core::TaskState& state) {
    const std::string_view outcome = trace.text(state.outcome);
    switch (state.phase) {
    case core::TaskPhase::done:
        return outcome.empty() ? "ended normally" : fmt::format("ended with result {}", outcome);
    case core::TaskPhase::failed:
        return fmt::format("failed with {}", outcome);
    default:
        return state.never_ran ? "cancelled before it ran" : "cancelled";
    }
}

class FactList {
public:
    FactList(const core::Trace& trace, const core::TraceState& at, core::TaskId task)
        : m_trace(trace), m_task(task), m_state(at.task(task)), m_now(at.now()) {}

    std::vector<Fact> take() && {
        add_times();
        add_waiting();
        add_stopping();
        if (m_state.line != 0 && m_state.file != 0) {
            m_facts.push_back(
                {.name = "Line",
                 .value = fmt::format("{}:{}", file_name(m_trace.file(m_state.file)), m_state.line),
                 .is_line = true});
        }
        const core::TaskId parent = m_trace.task(m_task).parent;
        m_facts.push_back({.name = "Created by",
                           .value = std::string{m_trace.name(parent)},
                           .task = parent,
                           .event = m_trace.task(m_task).created});
        return std::move(m_facts);
    }

private:
    void add_times() {
        if (m_state.since == core::EventId::none) {
            return;
        }
        const core::Instant since = m_trace[m_state.since].at;
        const bool ended = core::has_ended(m_state.phase);
        m_facts.push_back({.name = ended ? "Ended at" : "Since",
                           .value = exact_time(since),
                           .event = m_state.since});
        const core::Instant created = m_trace[m_trace.task(m_task).created].at;
        m_facts.push_back({.name = ended ? "Lived for" : "Has lived for",
                           .value = exact_time((ended ? since : m_now) - created)});
        if (m_state.outcome != core::LabelId::none) {
            const bool failed = m_state.phase == core::TaskPhase::failed;
            m_facts.push_back({.name = failed ? "Error" : "Result",
                               .value = std::string{m_trace.text(m_state.outcome)},
                               .event = m_state.since});
        }
    }

    void add_waiting() {
        if (m_state.phase == core::TaskPhase::waiting && m_state.waits_for != core::TaskId::none) {
            m_facts.push_back({.name = "Waits for",
                               .value = std::string{m_trace.name(m_state.waits_for)},
                               .task = m_state.waits_for,
                               .event = m_state.since});
        }
    }

    void add_stopping() {
        if (m_state.stop_request != core::EventId::none) {
            m_facts.push_back({.name = "Asked to stop",
                               .value = exact_time(m_trace[m_state.stop_request].at),
                               .event = m_state.stop_request});
        }
        if (m_state.cancel_count > 0) {
            m_facts.push_back(
                {.name = "Cancel requests", .value = std::to_string(m_state.cancel_count)});
        }
    }

    const core::Trace& m_trace;
    core::TaskId m_task;
    const core::TaskState& m_state;
    core::Instant m_now;
    std::vector<Fact> m_facts;
};

std::vector<Cause> causes_of(const core::Trace& trace, core::EventId event) {
    std::vector<Cause> causes;
    if (event == core::EventId::none) {
        return causes;
    }
    for (const core::EventId id : core::telling_causes(trace, event)) {
        causes.push_back({id, exact_time(trace[id].at), core::sentence(trace, id)});
    }
    return causes;
}

} // namespace

std::string state_text(const core::Trace& trace, const core::TaskState& state) {
    switch (state.phase) {
    case core::TaskPhase::absent:
        return "not created yet";
    case core::TaskPhase::created:
        return "created, has not run yet";
    case core::TaskPhase::running:
        return state.cleanup_depth > 0 ? "cleans up" : "runs";
    case core::TaskPhase::waiting:
        break;
    default:
        return ended_text(trace, state);
    }
    const std::string wait = wait_text(trace, state);
    return state.cleanup_depth > 0 ? "cleans up: " + wait : wait;
}

Inspection inspect(const core::Trace& trace, const core::TraceState& state, core::TaskId task,
                   core::EventId event) {
    Inspection result;
    result.event = event;
    result.why = causes_of(trace, event);
    if (task == core::TaskId::none) {
        result.name = event == core::EventId::none ? "" : core::sentence(trace, event);
        return result;
    }
    result.task = task;
    result.name = trace.name(task);
    result.state = state_role(state.task(task));
    result.state_text = state_text(trace, state.task(task));
    if (state.task(task).phase != core::TaskPhase::absent) {
        result.facts = FactList{trace, state, task}.take();
        if (event == core::EventId::none) {
            result.why = causes_of(trace, core::why(trace, task, state.count()));
        }
    }
    return result;
}

} // namespace app
