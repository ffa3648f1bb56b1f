#pragma once
#include "core/engine/task_group.hpp"
#include "core/engine/timeout.hpp"
#include "tests/support/engine_run.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <string_view>

namespace support {

/// Python's names of errors that need no class of their own here; static text.
inline constexpr std::string_view zero_division = "ZeroDivisionError";
inline constexpr std::string_view custom_error = "CustomError";

/// A coroutine that sleeps that long and gives `value`.
inline core::Coro<int> value_after(core::Duration duration, int value) {
    co_await core::sleep(duration);
    co_return value;
}

/// A coroutine that sleeps that long and then fails with an error of that name.
inline core::Coro<void> fail_after(core::Duration duration, std::string_view type) {
    co_await core::sleep(duration);
    throw core::Exception{type, {}};
}

/// The same, but a cancellation only makes it fail earlier: `finally: raise`.
inline core::Coro<void> fail_in_cleanup(core::Duration duration, std::string_view type) {
    try {
        co_await core::sleep(duration);
    } catch (const core::CancelledError&) {
    }
    throw core::Exception{type, {}};
}

/// A coroutine that sleeps and notes "name cancelled" or "name finished".
inline core::Coro<void> noting_nap(EngineRun& r, core::Duration duration, std::string name) {
    try {
        co_await core::sleep(duration);
    } catch (const core::CancelledError&) {
        r.note(name + " cancelled");
        throw;
    }
    r.note(name + " finished");
}

/// A coroutine that sleeps and, once cancelled, takes `cleanup` to stop.
inline core::Coro<void> slow_to_stop(core::Duration duration, core::Duration cleanup) {
    std::exception_ptr cancelled;
    try {
        co_await core::sleep(duration);
    } catch (const core::CancelledError&) {
        cancelled = std::current_exception();
    }
    if (cancelled) {
        co_await core::sleep(cleanup);
        std::rethrow_exception(cancelled);
    }
}

/// What a task group with that body throws, as text.
template <class Body>
core::Coro<std::string> thrown_by_group(EngineRun& r, const Body& body) {
    const auto opened = [&] { return core::task_group(r.loop, "group", body); };
    co_return co_await thrown_by(opened);
}

/// `async with limit: body` for a limit that is looked at afterwards: timeout() without one of
/// its own.
template <class Body>
core::Coro<void> within(core::Timeout& limit, const Body& body) {
    limit.enter();
    std::exception_ptr error;
    try {
        co_await body(limit);
    } catch (...) {
        error = std::current_exception();
    }
    limit.exit(error);
    if (error) {
        std::rethrow_exception(error);
    }
}

/// Runs `body()` as a task, cancels it from outside after `delay` and tells how it ended.
template <class Body>
core::Coro<std::string> ending_if_cancelled_after(EngineRun& r, core::Duration delay,
                                                  const Body& body) {
    const core::Task<void> task = r.loop.create_task(body(), "task");
    co_await core::sleep(delay);
    CHECK_FALSE(task.done());
    task.cancel();
    co_return co_await error_of(task);
}

/// A virtual clock on which work takes time: code can spend some, and so does every pass of
/// the loop that finds something ready.
class BusyClock final : public core::Clock {
public:
    explicit BusyClock(core::Duration per_pass = {}) : m_per_pass(per_pass) {}

    void spend(core::Duration duration) { m_now += duration; }

    core::Instant now() override { return m_now; }
    void poll() override { m_now += m_per_pass; }
    bool wait_until(std::optional<core::Instant> deadline) override {
        if (!deadline) {
            return false;
        }
        m_now = *deadline > m_now ? *deadline : m_now;
        return true;
    }
    void block(core::Duration duration) override { spend(duration); }
    bool is_real() const override { return true; } // the loop is to look at it at every switch

private:
    core::Duration m_per_pass;
    core::Instant m_now{};
};

} // namespace support
