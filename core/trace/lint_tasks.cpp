#include "core/base/time_text.hpp"
#include "core/trace/left_behind.hpp"
#include "core/trace/lint_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace core {

namespace {

/// The first event of that kind, or none.
EventId first_of(const Trace& trace, EventKind kind) {
    for (std::size_t i = 0; i < trace.size(); ++i) {
        if (trace.events()[i].kind == kind) {
            return to_event_id(i);
        }
    }
    return EventId::none;
}

bool contains(const std::vector<TaskId>& tasks, TaskId task) {
    return std::find(tasks.begin(), tasks.end(), task) != tasks.end();
}

/// By task id: where the task failed, or none.
std::vector<EventId> failures_of(const Trace& trace) {
    std::vector<EventId> failures(trace.tasks().size() + 1, EventId::none);
    for (std::size_t i = 0; i < trace.size(); ++i) {
        if (trace.events()[i].kind == EventKind::failed) {
            failures[index_of(trace.events()[i].task)] = to_event_id(i);
        }
    }
    return failures;
}

/// One finding for all failures that nobody looked at; the first one is told in full.
void add_ignored(const Trace& trace, std::vector<EventId> failed, std::vector<Finding>& found) {
    if (failed.empty()) {
        return;
    }
    std::sort(failed.begin(), failed.end());
    std::vector<TaskId> others;
    for (std::size_t i = 1; i < failed.size(); ++i) {
        others.push_back(trace[failed[i]].task);
    }
    const Event& event = trace[failed.front()];
    const std::string more =
        others.empty() ? "" : fmt::format(", nor at what {} failed with", names_of(trace, others));
    found.push_back(
        {FindingKind::error_ignored, failed.front(), event.task,
         fmt::format("{} failed at {} with {}, and nobody ever looked at the error{}.",
                     trace.name(event.task), time_text(event.at), trace.text(event.label), more)});
}

/// What a task knows of requests to stop, as far as swallowing is concerned.
struct Asked {
    std::int32_t count = 0;          ///< requests that nobody has taken back
    int cleanups = 0;                ///< that are under way
    EventId learned = EventId::none; ///< delivered outside of a cleanup; none: it need not stop
    bool reported = false;
};

class SwallowedCancels {
public:
    explicit SwallowedCancels(const Trace& trace)
        : m_trace(trace), m_asked(trace.tasks().size() + 1) {}

    void see(const Event& event, EventId id) {
        Asked& asked = m_asked[index_of(event.task)];
        switch (event.kind) {
        case EventKind::cancel_requested:
            asked.count = event.value;
            break;
        case EventKind::uncancelled:
            asked.count = event.value;
            asked.learned = event.value == 0 ? EventId::none : asked.learned;
            break;
        case EventKind::thrown:
            learn(asked, event, id);
            break;
        case EventKind::cleanup_started:
            ++asked.cleanups;
            break;
        case EventKind::cleanup_ended:
            asked.cleanups -= asked.cleanups > 0 ? 1 : 0;
            break;
        case EventKind::suspended: // waiting for children or permits can be part of stopping
            if (event.wait_kind() == WaitKind::sleep && asked.cleanups == 0) {
                report(asked, event, "went to sleep again");
            }
            break;
        case EventKind::done:
            report(asked, event, "ended normally");
            break;
        default:
            break;
        }
    }

    /// One finding for all tasks that have swallowed a request; the first one is told in full.
    void add_to(std::vector<Finding>& found) const {
        if (m_swallowed.empty()) {
            return;
        }
        const std::span<const TaskId> others = std::span{m_swallowed.tasks}.subspan(1);
        const std::string more =
            others.empty() ? "" : fmt::format("; so did {}", names_of(m_trace, others));
        found.push_back({FindingKind::cancel_swallowed, m_swallowed.first,
                         m_swallowed.tasks.front(), m_first + more + "."});
    }

private:
    /// A task that is woken by Ctrl-C, or to break a deadlock, may well end normally; and a group
    /// that asks its own parent only wants it to leave the body.
    bool must_stop(const Event& request) const {
        if (request.cause == EventId::none) {
            return true;
        }
        const Event& why = m_trace[request.cause];
        switch (why.kind) {
        case EventKind::deadlock:
        case EventKind::signal:
        case EventKind::group_child_ended:
            return false;
        case EventKind::group_aborted:
            return why.task != request.task;
        default:
            return true;
        }
    }

    void learn(Asked& asked, const Event& event, EventId id) {
        if (asked.count == 0 || asked.cleanups > 0 || event.cause == EventId::none) {
            return;
        }
        const Event& request = m_trace[event.cause];
        if (request.kind == EventKind::cancel_requested && request.task == event.task &&
            must_stop(request)) {
            asked.learned = asked.learned == EventId::none ? id : asked.learned;
        }
    }

    void report(Asked& asked, const Event& event, std::string_view what) {
        if (asked.learned == EventId::none || asked.count == 0 || asked.reported) {
            return;
        }
        asked.reported = true;
        if (m_swallowed.empty()) {
            m_first = fmt::format("{} learned at {} that it should stop, and {} at {} as if "
                                  "nothing had been said",
                                  m_trace.name(event.task), time_text(m_trace[asked.learned].at),
                                  what, time_text(event.at));
        }
        m_swallowed.add(asked.learned, event.task);
    }

    const Trace& m_trace;
    Affected m_swallowed;
    std::string m_first;        // what the first of them did
    std::vector<Asked> m_asked; // by task id
};

/// Cleanups by task, and what became of them.
class Cleanups {
public:
    explicit Cleanups(const Trace& trace) : m_open(trace.tasks().size() + 1) {
        for (std::size_t i = 0; i < trace.size(); ++i) {
            see(trace, to_event_id(i));
        }
        for (const TaskInfo& task : trace.tasks()) {
            for (const EventId begun : m_open[index_of(task.id)]) {
                m_unended.add(begun, task.id);
            }
        }
    }

    const Affected& interrupted() const { return m_interrupted; }
    const Affected& unended() const { return m_unended; }

private:
    void see(const Trace& trace, EventId id) {
        const Event& event = trace[id];
        std::vector<EventId>& open = m_open[index_of(event.task)];
        if (event.kind == EventKind::cleanup_started) {
            open.push_back(id);
        } else if (event.kind == EventKind::cleanup_ended) {
            if (!open.empty()) {
                open.pop_back();
            }
            if (trace.text(event.label) == "CancelledError") {
                m_interrupted.add(id, event.task);
            }
        } else if (ends_task(event.kind)) {
            open.clear(); // an error has left them
        }
    }

    std::vector<std::vector<EventId>> m_open; // by task id, innermost last
    Affected m_interrupted;
    Affected m_unended;
};

} // namespace

void find_ignored_errors(const Trace& trace, std::vector<Finding>& found) {
    const std::vector<EventId> failures = failures_of(trace);
    std::vector<EventId> ignored;
    for (std::size_t i = 0; i < trace.size(); ++i) {
        const Event& event = trace.events()[i];
        // Of main's error the runner knows; what has no error is about tasks that never ended.
        if (event.kind != EventKind::loop_error || event.error() == LabelId::none ||
            event.task == main_task) {
            continue;
        }
        const EventId failed = failures[index_of(event.task)];
        if (event.task != TaskId::none && failed != EventId::none) {
            ignored.push_back(failed);
        } else {
            found.push_back(
                {FindingKind::error_ignored, to_event_id(i), event.task,
                 fmt::format("The loop reported {} at {}: {}.", trace.text(event.error()),
                             time_text(event.at), trace.text(event.label))});
        }
    }
    // Who was left behind by an error has nobody who could see another one.
    for (const TaskId task : left_behind(trace).by_error) {
        const EventId failed = failures[index_of(task)];
        if (failed != EventId::none &&
            std::find(ignored.begin(), ignored.end(), failed) == ignored.end()) {
            ignored.push_back(failed);
        }
    }
    add_ignored(trace, std::move(ignored), found);
}

void find_outliving_tasks(const Trace& trace, std::vector<Finding>& found) {
    const LeftBehind left = left_behind(trace);
    if (!left.by_error.empty()) {
        const EventId seen = first_of(trace, EventKind::error_seen);
        found.push_back(
            {FindingKind::outlives_caller, seen, left.by_error.front(),
             fmt::format("{} still ran when {} had seen the error at {} and went on, "
                         "and nobody awaited {} any more.",
                         names_of(trace, left.by_error), trace.name(trace[seen].task),
                         time_text(trace[seen].at), left.by_error.size() == 1 ? "it" : "them")});
    }
    std::vector<TaskId> by_end;
    for (const TaskId task : left.tasks) {
        if (!contains(left.by_error, task)) {
            by_end.push_back(task);
        }
    }
    if (!by_end.empty()) {
        const EventId over = first_of(trace, EventKind::main_ended);
        found.push_back({FindingKind::outlives_caller, over, by_end.front(),
                         fmt::format("{} still ran when the main program was over at {}.",
                                     names_of(trace, by_end), time_text(trace[over].at))});
    }
}

void find_swallowed_cancels(const Trace& trace, std::vector<Finding>& found) {
    SwallowedCancels rule{trace};
    for (std::size_t i = 0; i < trace.size(); ++i) {
        if (trace.events()[i].task != TaskId::none) {
            rule.see(trace.events()[i], to_event_id(i));
        }
    }
    rule.add_to(found);
}

void find_interrupted_cleanups(const Trace& trace, std::vector<Finding>& found) {
    const Cleanups cleanups{trace};
    const auto add = [&](const Affected& affected, std::string_view one, std::string_view many) {
        if (affected.empty()) {
            return;
        }
        const bool is_one = affected.tasks.size() == 1;
        found.push_back({FindingKind::cleanup_interrupted, affected.first, affected.tasks.front(),
                         fmt::format("The {} of {} {} {}.", is_one ? "cleanup" : "cleanups",
                                     names_of(trace, affected.tasks), is_one ? one : many,
                                     time_text(trace[affected.first].at))});
    };
    add(cleanups.interrupted(), "was cancelled halfway at",
        "were cancelled halfway, the first of them at");
    add(cleanups.unended(), "never came to an end after it had begun at",
        "never came to an end; the first of them had begun at");
}

} // namespace core
