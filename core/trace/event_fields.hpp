#pragma once
#include "core/trace/event.hpp"

namespace core {

/// What `Event::other` of a kind names.
enum class Other : std::uint8_t { nothing, task, label };

constexpr Other other_of(EventKind kind) {
    switch (kind) {
    case EventKind::created:
    case EventKind::cancel_requested:
    case EventKind::suspended:
        return Other::task;
    case EventKind::group_exiting:
    case EventKind::group_ended:
    case EventKind::timeout_exited:
    case EventKind::loop_error:
        return Other::label;
    default:
        return Other::nothing;
    }
}

/// True for what happens to a task and to nobody else.
constexpr bool needs_task(EventKind kind) {
    return kind <= EventKind::cleanup_ended;
}

/// True for the steps of a task's life, of which none comes after its end.
constexpr bool is_step(EventKind kind) {
    return kind <= EventKind::cancelled;
}

} // namespace core
