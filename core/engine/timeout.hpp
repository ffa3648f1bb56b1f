#pragma once
#include "core/engine/task.hpp"

#include <optional>
#include <type_traits>

namespace core {

/// A time limit for a block of code (CPython 3.11.7, asyncio/timeouts.py). Opened with
/// timeout() below.
///
/// When the time is up the task is cancelled once; the CancelledError that leaves the block
/// becomes a TimeoutError, unless somebody else had cancelled the task as well. Code that
/// never awaits cannot time out.
class Timeout final : private Timer {
public:
    Timeout(Loop& loop, std::string_view name, std::optional<Instant> when);
    ~Timeout();

    /// When the time is up; nullopt: never.
    std::optional<Instant> when() const { return m_when; }
    /// True once the time was up while the block ran.
    bool expired() const { return m_state == State::expiring || m_state == State::expired; }
    /// Moves the limit. Throws RuntimeError unless the block is running and time is left.
    void reschedule(std::optional<Instant> when);

    // --- for timeout() ------------------------------------------------------------------

    void enter();
    /// Ends the block, which threw `error` or nothing. Throws TimeoutError if that is the
    /// outcome; returns normally if `error` is to go on.
    void exit(const std::exception_ptr& error);

private:
    enum class State : std::uint8_t { created, active, expiring, expired, finished };

    void run() override; // the time is up
    void schedule_next();

    Loop& m_loop;
    LabelId m_label;
    std::optional<Instant> m_when;
    TaskBase* m_task = nullptr;
    int m_cancelling = 0; // requests when the block was entered
    State m_state = State::created;
};

/// `async with timeout_at(when) as limit: body`. Runs `body(limit)`, a coroutine, in the
/// present task. Throws TimeoutError if the time was up before it ended.
template <class Body>
auto timeout_at(Loop& loop, std::string_view name, std::optional<Instant> when, Body body)
    -> std::invoke_result_t<Body&, Timeout&> {
    using Result = decltype(body(std::declval<Timeout&>()).promise().take_result());
    Timeout limit{loop, name, when};
    limit.enter();
    std::exception_ptr error;
    std::optional<Stored<Result>> result;
    try {
        if constexpr (std::is_void_v<Result>) {
            co_await body(limit);
        } else {
            result.emplace(co_await body(limit));
        }
    } catch (...) {
        error = std::current_exception();
    }
    limit.exit(error);
    if (error) {
        std::rethrow_exception(error);
    }
    if constexpr (!std::is_void_v<Result>) {
        co_return std::move(*result);
    }
}

/// The same with a limit counted from now.
template <class Body>
auto timeout(Loop& loop, std::string_view name, Duration limit, Body body) {
    return timeout_at(loop, name, std::optional{loop.now() + limit}, std::move(body));
}

} // namespace core
