#pragma once
#include "core/trace/spans.hpp"

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

} // namespace app
