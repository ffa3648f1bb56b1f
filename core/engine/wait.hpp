#pragma once
#include "core/engine/task.hpp"

#include <optional>
#include <utility>
#include <vector>

namespace core {

/// When wait() returns.
enum class ReturnWhen : std::uint8_t { first_completed, first_exception, all_completed };

/// Waits until enough of `tasks` are done or the time is up (CPython 3.11.7, tasks._wait).
/// Returns the done ones, in the order given. Duplicates count once.
///
/// Never throws the tasks' errors and never cancels them; a cancelled wait() leaves them
/// running. Throws ValueError for an empty list.
Coro<std::vector<Ref<TaskBase>>> wait(Loop& loop, std::vector<Ref<TaskBase>> tasks,
                                      ReturnWhen when = ReturnWhen::all_completed,
                                      std::optional<Duration> limit = std::nullopt);

/// Waits until `task` is done, at most `limit`; then cancels it and waits for its end. The
/// engine room of wait_for(), which says the rest.
Coro<void> wait_for_task(Ref<TaskBase> task, Duration limit);

/// Runs `coro` as a task of its own for at most `limit` (CPython 3.11: tasks.wait_for).
///
/// Time up: cancels it, waits for its cleanup, throws TimeoutError; if it ended with a value
/// or error all the same, that is the outcome. If the waiting task is cancelled in the very
/// moment in which the inner task has ended, the cancellation is lost: that is 3.11.
template <class T>
Coro<T> wait_for(Loop& loop, Coro<T> coro, std::optional<Duration> limit,
                 std::string_view name = {}) {
    if (!limit) {
        co_return co_await coro;
    }
    Task<T> task = loop.create_task(std::move(coro), name);
    co_await wait_for_task(Ref<TaskBase>{task.object()}, *limit);
    if constexpr (std::is_void_v<T>) {
        task.result();
    } else {
        co_return task.result();
    }
}

} // namespace core
