#include "core/trace/explain.hpp"

#include <fmt/format.h>

namespace core {

namespace {

/// "group batch", or "the group" for one without a name or whose name says no more than that.
std::string named(const Trace& trace, std::string_view what, LabelId name) {
    const std::string_view noun = what.substr(what.rfind(' ') + 1);
    return name == LabelId::none || trace.text(name) == noun
               ? fmt::format("the {}", what)
               : fmt::format("{} {}", what, trace.text(name));
}

std::string counted(std::int64_t count, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", count, count == 1 ? one : many);
}

/// "with ValueError: no route", or `otherwise` for an empty text.
std::string with_text(const Trace& trace, std::string_view before, LabelId text,
                      std::string_view otherwise = {}) {
    return text == LabelId::none ? std::string{otherwise}
                                 : fmt::format("{}{}", before, trace.text(text));
}

std::string awaited(const Trace& trace, const Event& suspended) {
    if (suspended.target() != TaskId::none) {
        return std::string{trace.name(suspended.target())};
    }
    const auto label_or = [&](std::string_view otherwise) {
        return with_text(trace, {}, suspended.label, otherwise);
    };
    switch (suspended.wait_kind()) {
    case WaitKind::group:
        return "the children of " + named(trace, "group", suspended.label);
    case WaitKind::gather:
        return "the tasks that it gathers";
    case WaitKind::task:
    case WaitKind::wait:
        return label_or("other tasks");
    case WaitKind::condition:
        return label_or("a condition");
    case WaitKind::queue:
        return label_or("a queue");
    case WaitKind::io:
        return label_or("the network");
    default:
        return label_or("a future");
    }
}

std::string waiting(const Trace& trace, const Event& event) {
    switch (event.wait_kind()) {
    case WaitKind::yield:
        return "lets others run first";
    case WaitKind::sleep:
        return "sleeps";
    case WaitKind::permit:
        return "waits in line for " + with_text(trace, {}, event.label, "a permit");
    default:
        return "waits for " + awaited(trace, event);
    }
}

std::string where_it_waited(const Trace& trace, const Event* suspended) {
    if (suspended == nullptr) {
        return "where it waited";
    }
    switch (suspended->wait_kind()) {
    case WaitKind::yield:
        return "where it let others run";
    case WaitKind::sleep:
        return "where it slept";
    case WaitKind::permit:
        return "where it stood in line for " + with_text(trace, {}, suspended->label, "a permit");
    default:
        return "where it waited for " + awaited(trace, *suspended);
    }
}

const Event* cause_of(const Trace& trace, const Event& event) {
    return event.cause == EventId::none ? nullptr : &trace[event.cause];
}

bool is_after_main(const Trace& trace, EventId event) {
    for (std::size_t i = index_of(event); i-- > 0;) {
        if (trace.events()[i].kind == EventKind::main_ended) {
            return true;
        }
    }
    return false;
}

/// Who asks a task to stop, for the brackets: "by group batch".
std::string requester(const Trace& trace, EventId id) {
    const Event& event = trace[id];
    const Event* cause = cause_of(trace, event);
    if (cause == nullptr) {
        return is_after_main(trace, id) ? "the program is over" : "from outside";
    }
    switch (cause->kind) {
    case EventKind::group_aborted:
    case EventKind::group_child_ended: // the group asks its parent to leave the body
        return "by " + named(trace, "group", cause->label);
    case EventKind::timeout_fired:
        return "by " + named(trace, "time limit", cause->label);
    case EventKind::signal:
        return "by " + std::string{trace.text(cause->label)};
    case EventKind::deadlock:
        return "to break the deadlock";
    case EventKind::cancel_requested:
        if (cause->task != event.task) {
            return fmt::format("passed on by {}, which waits for it", trace.name(cause->task));
        }
        break;
    default:
        break;
    }
    return event.by() == event.task ? "by itself" : "by " + std::string{trace.name(event.by())};
}

std::string tell_request(const Trace& trace, EventId id) {
    const Event& event = trace[id];
    return fmt::format("{} is asked to stop{} ({})", trace.name(event.task),
                       event.value > 1 ? fmt::format(" again, request {}", event.value) : "",
                       requester(trace, id));
}

/// Requests that an abort makes; they follow it at once, before any task takes a step.
std::int64_t requests_of(const Trace& trace, EventId abort) {
    std::int64_t count = 0;
    for (const Event& event : trace.events().subspan(index_of(abort) + 1)) {
        const EventKind kind = event.kind;
        if (kind == EventKind::started || kind == EventKind::resumed || kind == EventKind::thrown ||
            kind == EventKind::suspended || ends_task(kind)) {
            break;
        }
        const bool is_child = event.task != trace[abort].task;
        count += kind == EventKind::cancel_requested && event.cause == abort && is_child ? 1 : 0;
    }
    return count;
}

std::string tell_abort(const Trace& trace, EventId id) {
    const std::string group = named(trace, "group", trace[id].label);
    const std::int64_t asked = requests_of(trace, id);
    return asked == 0 ? group + " closes early: no child is left to stop"
                      : fmt::format("{} asks its {} to stop", group,
                                    counted(asked, "unfinished child", "unfinished children"));
}

std::string tell_thrown(const Trace& trace, const Event& event, const Event* suspended) {
    const std::string_view name = trace.name(event.task);
    const std::string_view error = trace.text(event.label);
    if (event.value == 1) {
        return fmt::format("{} learns of it before its first step: none of its code runs", name);
    }
    const std::string place = where_it_waited(trace, suspended);
    if (error == "CancelledError") {
        return fmt::format("{} learns of it: CancelledError is thrown {}", name, place);
    }
    return fmt::format("{} gets {}, thrown {}", name, error, place);
}

std::string tell_child_end(const Trace& trace, const Event& event) {
    const Event* cause = cause_of(trace, event);
    std::string_view how = "ended";
    if (cause != nullptr && cause->kind == EventKind::failed) {
        how = "failed";
    } else if (cause != nullptr && cause->kind == EventKind::cancelled) {
        how = "was cancelled";
    }
    return fmt::format("{} notes that {} {}", named(trace, "group", event.label),
                       trace.name(event.task), how);
}

std::string tell_step(const Trace& trace, const Event& event, const Event* suspended) {
    const std::string_view name = trace.name(event.task);
    switch (event.kind) {
    case EventKind::created:
        return event.by() == TaskId::none
                   ? fmt::format("the program creates {}", name)
                   : fmt::format("{} creates {}", trace.name(event.by()), name);
    case EventKind::started:
        return fmt::format("{} starts", name);
    case EventKind::resumed: {
        const bool slept = suspended != nullptr && suspended->wait_kind() == WaitKind::sleep;
        return fmt::format("{} {}", name, slept ? "wakes up" : "goes on");
    }
    case EventKind::thrown:
        return tell_thrown(trace, event, suspended);
    case EventKind::suspended:
        return fmt::format("{} {}", name, waiting(trace, event));
    case EventKind::done:
        return fmt::format("{} is done{}", name, with_text(trace, ": ", event.label));
    case EventKind::failed:
        return fmt::format("{} fails{}", name, with_text(trace, " with ", event.label));
    default:
        return fmt::format("{} ends, cancelled", name);
    }
}

std::string tell_permit(const Trace& trace, const Event& event) {
    const std::string_view name = trace.name(event.task);
    const std::string resource = with_text(trace, {}, event.label, "the resource");
    switch (event.kind) {
    case EventKind::queued:
        return fmt::format("{} stands in line for {}", name, resource);
    case EventKind::acquired:
        return fmt::format("{} gets a permit of {} ({} left)", name, resource, event.value);
    case EventKind::abandoned:
        return fmt::format("{} leaves the line for {} without a permit", name, resource);
    default:
        return fmt::format("{} gives its permit of {} back ({} free)", name, resource, event.value);
    }
}

std::string tell_group(const Trace& trace, EventId id) {
    const Event& event = trace[id];
    const std::string group = named(trace, "group", event.label);
    const std::string_view name = trace.name(event.task);
    switch (event.kind) {
    case EventKind::group_entered:
        return fmt::format("{} opens {}", name, group);
    case EventKind::group_exiting:
        return fmt::format("{} {} the body of {}{}, {} still there", name,
                           event.error() == LabelId::none ? "is through with" : "leaves", group,
                           with_text(trace, " with ", event.error()),
                           counted(event.value, "child is", "children are"));
    case EventKind::group_aborted:
        return tell_abort(trace, id);
    case EventKind::group_child_ended:
        return tell_child_end(trace, event);
    default:
        return fmt::format("{} is closed{}", group,
                           with_text(trace, " and raises ", event.error()));
    }
}

std::string tell_timeout(const Trace& trace, const Event& event) {
    const std::string limit = named(trace, "time limit", event.label);
    const std::string_view name = trace.name(event.task);
    switch (event.kind) {
    case EventKind::timeout_entered:
        return fmt::format("{} sets {}", name, limit);
    case EventKind::timeout_fired:
        return fmt::format("{} of {} is up", limit, name);
    default:
        return fmt::format("{} leaves {} {}", name, limit,
                           event.value == 1 ? "after its time was up" : "in time");
    }
}

std::string tell_run(const Trace& trace, const Event& event) {
    switch (event.kind) {
    case EventKind::signal:
        return fmt::format("the process receives {}", trace.text(event.label));
    case EventKind::deadlock:
        return fmt::format("deadlock: nothing is ready and no timer is set, {} for ever",
                           counted(event.value, "task waits", "tasks wait"));
    case EventKind::bound_reached:
        return fmt::format("the run is ended at its bound of {} loop passes", event.value);
    case EventKind::loop_error:
        return fmt::format(
            "the loop reports{}: {}{}",
            event.task == TaskId::none ? "" : fmt::format(" about {}", trace.name(event.task)),
            trace.text(event.label),
            event.error() == LabelId::none ? "" : fmt::format(" ({})", trace.text(event.error())));
    case EventKind::main_ended:
        return fmt::format(
            "the main program is over{}",
            with_text(trace, event.value == 1 ? " with " : ", result ", event.label));
    default:
        return fmt::format("the run is over{}{}",
                           with_text(trace, "; the teardown was ended by ", event.label),
                           event.value == 0 ? ""
                                            : fmt::format("; {} never ended",
                                                          counted(event.value, "task", "tasks")));
    }
}

std::string tell_note(const Trace& trace, const Event& event) {
    const std::string_view name = trace.name(event.task);
    switch (event.kind) {
    case EventKind::uncancelled:
        return fmt::format("{} takes a request to stop off its count ({} left)", name, event.value);
    case EventKind::cleanup_started:
        return fmt::format("{} starts to clean up", name);
    case EventKind::cleanup_ended:
        return event.label == LabelId::none ? fmt::format("{} has cleaned up", name)
                                            : fmt::format("the cleanup of {} is interrupted by {}",
                                                          name, trace.text(event.label));
    case EventKind::error_seen:
        return fmt::format("{} sees the error: {}",
                           event.task == TaskId::none ? "a callback"
                                                      : fmt::format("the code of {}", name),
                           trace.text(event.label));
    case EventKind::counter:
        return fmt::format("{} is now {}", trace.text(event.label), event.value);
    default:
        return std::string{trace.text(event.label)};
    }
}

bool is_in(EventKind kind, EventKind first, EventKind last) {
    return kind >= first && kind <= last;
}

} // namespace

std::string sentence(const Trace& trace, EventId id, const Event* suspended) {
    const Event& event = trace[id];
    if (is_in(event.kind, EventKind::created, EventKind::cancelled)) {
        return tell_step(trace, event, suspended);
    }
    if (event.kind == EventKind::cancel_requested) {
        return tell_request(trace, id);
    }
    if (is_in(event.kind, EventKind::queued, EventKind::released)) {
        return tell_permit(trace, event);
    }
    if (is_in(event.kind, EventKind::group_entered, EventKind::group_ended)) {
        return tell_group(trace, id);
    }
    if (is_in(event.kind, EventKind::timeout_entered, EventKind::timeout_exited)) {
        return tell_timeout(trace, event);
    }
    if (is_in(event.kind, EventKind::signal, EventKind::run_ended)) {
        return tell_run(trace, event);
    }
    return tell_note(trace, event);
}

std::string sentence(const Trace& trace, EventId id) {
    const Event* suspended = nullptr;
    if (const EventKind kind = trace[id].kind;
        kind == EventKind::resumed || kind == EventKind::thrown) {
        suspended = last_suspension(trace, trace[id].task, id);
    }
    return sentence(trace, id, suspended);
}

const Event* last_suspension(const Trace& trace, TaskId task, EventId before) {
    for (std::size_t i = index_of(before); i-- > 0;) {
        const Event& event = trace.events()[i];
        if (event.task == task && event.kind == EventKind::suspended) {
            return &event;
        }
        if (event.task == task && event.kind == EventKind::created) {
            break;
        }
    }
    return nullptr;
}

} // namespace core
