#pragma once
#include <array>
#include <cstdint>
#include <string_view>

namespace core {

/// Whose rules a loop follows where CPython's asyncio changed. Default: 3.11.
///
/// What differs, and where it is implemented:
///   3.12  wait_for() runs its coroutine inline and no longer swallows a cancellation
///         (wait.cpp); gather() takes notice of tasks that are done already at once (gather.cpp)
///   3.13  uncancel() to 0 withdraws an undelivered request (task.cpp); a TaskGroup keeps the
///         count of requests right and passes an outside cancellation on, and closes a coroutine
///         that it refuses (task_group.*); classes derived from CancelledError count as such in
///         groups and timeouts; a Condition passes a lost notification on, a Semaphore wakes
///         several tasks per step (core/sync); Queue::shutdown() exists
enum class Version : std::uint8_t { v3_11, v3_12, v3_13 };

/// As people write them. The order is that of Version.
inline constexpr std::array<std::string_view, 3> version_names{"3.11", "3.12", "3.13"};

} // namespace core
