#include "core/trace/explain.hpp"

#include "core/base/assert.hpp"

#include <algorithm>

namespace core {

namespace {

bool begins_step(EventKind kind) {
    return kind == EventKind::started || kind == EventKind::resumed || kind == EventKind::thrown;
}

bool is_telling(EventKind kind) {
    switch (kind) {
    case EventKind::thrown:
    case EventKind::failed:
    case EventKind::cancel_requested:
    case EventKind::released:
    case EventKind::group_aborted:
    case EventKind::timeout_fired:
    case EventKind::signal:
    case EventKind::deadlock:
    case EventKind::main_ended:
        return true;
    default:
        return false;
    }
}

/// True where an explanation may stop: what led to these is another story.
bool is_root(const Trace& trace, const Event& event) {
    switch (event.kind) {
    case EventKind::released:
    case EventKind::timeout_fired:
    case EventKind::signal:
    case EventKind::deadlock:
        return true;
    case EventKind::failed: // an error of its own, not one that was thrown into it
        return event.cause == EventId::none || trace[event.cause].kind != EventKind::thrown;
    default:
        return false;
    }
}

/// What a search backwards from some point finds out about one task.
struct Recent {
    EventId phase = EventId::none;           ///< what put the task where it is
    EventId open_request = EventId::none;    ///< the oldest one not delivered: others merge into it
    EventId cleanup_request = EventId::none; ///< the delivered one that it cleans up after
};

Recent look_back(const Trace& trace, TaskId task, std::size_t count) {
    Recent recent;
    bool has_step = false; // a step settles the requests before it
    int closed_cleanups = 0;
    bool in_cleanup = false;
    for (std::size_t i = count; i-- > 0;) {
        const Event& event = trace.events()[i];
        if (event.task != task) {
            continue;
        }
        const auto id = static_cast<EventId>(i);
        const bool is_end = event.kind == EventKind::created || ends_task(event.kind);
        if (event.kind == EventKind::cancel_requested && !has_step) {
            recent.open_request = id;
        } else if (event.kind == EventKind::cleanup_ended) {
            ++closed_cleanups;
        } else if (event.kind == EventKind::cleanup_started) {
            in_cleanup = in_cleanup || --closed_cleanups < 0;
        } else if (begins_step(event.kind) || event.kind == EventKind::suspended || is_end) {
            recent.phase = recent.phase == EventId::none ? id : recent.phase;
            has_step = has_step || event.kind != EventKind::suspended;
        }
        if (in_cleanup && event.kind == EventKind::thrown && event.cause != EventId::none &&
            trace[event.cause].kind == EventKind::cancel_requested) {
            recent.cleanup_request = event.cause;
        }
        if (is_end || recent.cleanup_request != EventId::none) {
            break;
        }
    }
    return recent;
}

} // namespace

std::vector<EventId> cause_chain(const Trace& trace, EventId event) {
    std::vector<EventId> chain;
    while (event != EventId::none) {
        chain.push_back(event);
        const EventId cause = trace[event].cause;
        CORE_ASSERT(cause == EventId::none || cause < event);
        event = cause;
    }
    return chain;
}

EventId why(const Trace& trace, TaskId task, std::size_t count) {
    const Recent recent = look_back(trace, task, std::min(count, trace.size()));
    if (recent.phase == EventId::none || ends_task(trace[recent.phase].kind)) {
        return recent.phase;
    }
    if (recent.open_request != EventId::none) {
        return recent.open_request;
    }
    return recent.cleanup_request != EventId::none ? recent.cleanup_request : recent.phase;
}

std::vector<EventId> telling_causes(const Trace& trace, EventId event) {
    std::vector<EventId> telling;
    TaskId woken = trace[event].task;
    for (const EventId id : cause_chain(trace, event)) {
        const Event& cause = trace[id];
        // The end of a task tells why the one that waited for it went on.
        const bool is_end = cause.kind == EventKind::cancelled || cause.kind == EventKind::done;
        const bool wakes = is_end && cause.task != woken;
        if (id == event || wakes || is_telling(cause.kind)) {
            telling.push_back(id);
            if (is_root(trace, cause)) {
                break;
            }
        }
        woken = cause.task;
    }
    return telling;
}

bool is_turning_point(EventKind kind) {
    switch (kind) {
    case EventKind::thrown:
    case EventKind::failed:
    case EventKind::cancel_requested:
    case EventKind::group_aborted:
    case EventKind::group_ended:
    case EventKind::timeout_fired:
    case EventKind::timeout_exited:
    case EventKind::signal:
    case EventKind::deadlock:
    case EventKind::bound_reached:
    case EventKind::loop_error:
    case EventKind::error_seen:
    case EventKind::main_ended:
        return true;
    default:
        return false;
    }
}

bool is_story(EventKind kind) {
    switch (kind) {
    case EventKind::started:
    case EventKind::resumed:
    case EventKind::suspended:
    case EventKind::uncancelled:
    case EventKind::released:
    case EventKind::group_exiting:
    case EventKind::group_child_ended:
    case EventKind::timeout_entered:
    case EventKind::timeout_exited:
    case EventKind::counter:
        return false;
    default:
        return true;
    }
}

} // namespace core
