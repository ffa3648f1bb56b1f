#pragma once
#include "core/trace/spans.hpp"
#include "core/trace/trace_state.hpp"

#include <cstddef>
#include <cstdint>

namespace app {

/// What a shape of the timeline means. The first seven are core::SpanKind, in its order.
enum class Role : std::uint8_t {
    created,
    running,
    sleeping,
    waiting,
    queued,
    cleanup,
    stopping,
    done,
    failed,
    cancelled,
    never_ran,     ///< cancelled before its first step
    still_running, ///< neither ended nor stopped when the run was over
    signal,
    error_seen,
};
inline constexpr std::size_t role_count = static_cast<std::size_t>(Role::error_seen) + 1;
inline constexpr std::size_t span_role_count = 7;

constexpr Role role_of(core::SpanKind kind) {
    return static_cast<Role>(kind);
}
static_assert(role_of(core::SpanKind::stopping) == Role::stopping);

/// The role that stands for a task's state: colour and name of lanes, code marks, inspector.
/// While a task lives this is the kind of its span.
Role state_role(const core::TaskState& state);

/// The shape at the end of a lane, or of a marker.
enum class Cap : std::uint8_t {
    none,
    check,    ///< done
    cross,    ///< failed
    stop,     ///< cancelled: a square with a bar
    hollow,   ///< cancelled before it ever ran
    open,     ///< still running at the end: an arrow to the right
    triangle, ///< cancel requested: ▼
    diamond,  ///< delivered
    eye,      ///< the caller's code sees the error
    bolt,     ///< a signal
};

} // namespace app
