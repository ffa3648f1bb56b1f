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
    EventId phase = EventId::none; // what put the task where it is
    EventId request = EventId::none;
    for (std::size_t i = std::min(count, trace.size()); i-- > 0;) {
        const Event& event = trace.events()[i];
        if (event.task != task) {
            continue;
        }
        const auto id = static_cast<EventId>(i);
        if (event.kind == EventKind::cancel_requested) {
            request = id; // the oldest one since the last step: later ones merge into it
        } else if (begins_step(event.kind) || event.kind == EventKind::created ||
                   event.kind == EventKind::suspended || ends_task(event.kind)) {
            phase = phase == EventId::none ? id : phase;
            if (event.kind != EventKind::suspended) {
                break; // a step settles the requests before it
            }
        }
    }
    const bool ended = phase != EventId::none && ends_task(trace[phase].kind);
    return request != EventId::none && !ended ? request : phase;
}

std::vector<EventId> telling_causes(const Trace& trace, EventId event) {
    std::vector<EventId> telling;
    for (const EventId id : cause_chain(trace, event)) {
        if (id == event || is_telling(trace[id].kind)) {
            telling.push_back(id);
            if (is_root(trace, trace[id])) {
                break;
            }
        }
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
