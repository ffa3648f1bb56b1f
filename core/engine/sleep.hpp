#pragma once
#include "core/engine/waiter.hpp"

namespace core {

/// What sleep() returns.
class [[nodiscard]] SleepAwaiter final : public Waiter, public Timer {
public:
    explicit SleepAwaiter(Duration duration) : m_duration(duration) {}
    ~SleepAwaiter() {
        if (is_armed()) {
            m_sleeper->loop().disarm(*this);
        }
    }

    bool await_ready() const { return false; }
    template <class Promise>
    void await_suspend(std::coroutine_handle<Promise> handle) {
        PromiseBase& frame = handle.promise();
        m_sleeper = &frame.task();
        if (m_duration <= Duration::zero()) {
            m_sleeper->yield(frame);
            return;
        }
        suspend(frame, WaitKind::sleep);
        Loop& loop = m_sleeper->loop();
        loop.arm(*this, loop.now() + m_duration);
    }
    void await_resume() {
        m_sleeper->loop().disarm(*this);
        m_sleeper->throw_pending();
    }

private:
    void run() override { complete(); }

    Duration m_duration;
    TaskBase* m_sleeper = nullptr;
};

/// Suspends the task for that long; zero or less: for one pass of the loop, without a timer.
///
/// Throws CancelledError if the task is cancelled meanwhile. CPython 3.11.7, tasks.sleep.
[[nodiscard]] inline SleepAwaiter sleep(Duration duration) {
    return SleepAwaiter{duration};
}

} // namespace core
