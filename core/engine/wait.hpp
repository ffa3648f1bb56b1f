#pragma once
#include "core/engine/task.hpp"
#include "core/engine/timeout.hpp"

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

/// Under the rules of 3.12 the trace shows a wait_for() as a timeout of this name.
inline constexpr std::string_view wait_for_limit = "wait_for";

/// Runs `coro` for at most `limit`; nullopt: as long as it takes (CPython, tasks.wait_for).
///
/// In 3.11 as a task of its own. Time up: cancels it, waits for its cleanup, throws
/// TimeoutError; if it ended with a value or error all the same, that is the outcome. If the
/// waiting task is cancelled in the very moment in which the inner task has ended, the
/// cancellation is lost (gh-86296). From 3.12 on inline, in a timeout(); only for a limit of
/// zero or less as before. With such a limit `coro` never starts.
template <class T>
Coro<T> wait_for(Loop& loop, Coro<T> coro, std::optional<Duration> limit,
                 std::string_view name = {}) {
    if (loop.version() >= Version::v3_12 && (!limit || *limit > Duration::zero())) {
        const auto until = limit ? std::optional{loop.now() + *limit} : std::nullopt;
        const auto body = [&coro](Timeout&) -> Coro<T> { co_return co_await coro; };
        co_return co_await timeout_at(loop, wait_for_limit, until, body);
    }
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
