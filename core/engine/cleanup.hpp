#pragma once
#include "core/engine/task.hpp"

#include <type_traits>

namespace core {

/// Tells the trace where a task's cleanup begins and ends.
class CleanupReport {
public:
    /// The cleanup begins, after `error` or, if null, a normal end.
    CleanupReport(Loop& loop, const std::exception_ptr& error)
        : m_loop(loop), m_task(loop.current_task()->id()) {
        m_loop.report(
            {.task = m_task, .label = loop.label(error), .kind = EventKind::cleanup_started});
    }
    /// It is over; `interrupted` is what ended it early, null if it completed.
    void end(const std::exception_ptr& interrupted) const {
        m_loop.report(
            {.task = m_task, .label = m_loop.label(interrupted), .kind = EventKind::cleanup_ended});
    }

private:
    Loop& m_loop;
    TaskId m_task;
};

/// `try: body finally: cleanup`, where the cleanup may await.
///
/// C++ allows no `co_await` in a catch block or destructor, hence this combinator. Runs
/// `body()`, then `cleanup()`, whatever the body ended with, CancelledError included; then
/// gives the body's result or throws its error. An error of the cleanup replaces it. The
/// cleanup can itself be interrupted by another cancellation.
template <class Body, class Cleanup>
auto with_cleanup(Loop& loop, Body body, Cleanup cleanup) -> std::invoke_result_t<Body&> {
    using Result = decltype(body().promise().take_result());
    std::exception_ptr error;
    std::optional<Stored<Result>> result;
    try {
        if constexpr (std::is_void_v<Result>) {
            co_await body();
        } else {
            result.emplace(co_await body());
        }
    } catch (...) {
        error = std::current_exception();
    }
    const CleanupReport report{loop, error};
    std::exception_ptr interrupted;
    try {
        co_await cleanup();
    } catch (...) {
        interrupted = std::current_exception();
    }
    report.end(interrupted);
    if (interrupted || error) {
        std::rethrow_exception(interrupted ? interrupted : error);
    }
    if constexpr (!std::is_void_v<Result>) {
        co_return std::move(*result);
    }
}

} // namespace core
