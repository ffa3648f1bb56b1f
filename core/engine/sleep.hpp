#pragma once
#include "core/engine/waiter.hpp"

namespace core {

/// What sleep() returns. Yielding needs no timer, so one is made only for a real sleep.
class [[nodiscard]] SleepAwaiter {
public:
    explicit SleepAwaiter(Duration duration) : m_request{duration, nullptr} {}
    SleepAwaiter(const SleepAwaiter&) = delete;
    SleepAwaiter& operator=(const SleepAwaiter&) = delete;
    ~SleepAwaiter() {
        if (m_is_asleep) {
            m_sleeper.~Sleeper();
        }
    }

    bool await_ready() const { return false; }
    template <class Promise>
    void await_suspend(std::coroutine_handle<Promise> handle) {
        PromiseBase& frame = handle.promise();
        const Duration duration = m_request.duration;
        if (duration <= Duration::zero()) {
            m_request.task = &frame.task();
            m_request.task->yield(frame);
            return;
        }
        m_is_asleep = true;
        (new (&m_sleeper) Sleeper)->start(frame, duration);
    }
    void await_resume() {
        if (!m_is_asleep) {
            m_request.task->throw_pending();
            return;
        }
        m_sleeper.take_back();
        m_sleeper.task().throw_pending();
    }

private:
    class Sleeper final : public Waiter, public Timer {
    public:
        ~Sleeper() { take_back(); }

        void start(PromiseBase& frame, Duration duration) {
            suspend(frame, WaitKind::sleep);
            Loop& loop = task().loop();
            loop.arm(*this, loop.now() + duration);
        }
        // From the heap, or from the ready queue if its time has come already.
        void take_back() {
            if (is_armed() || is_linked()) {
                task().loop().disarm(*this);
            }
        }

    private:
        void run() override { complete(); }
    };
    struct Request {
        Duration duration;
        TaskBase* task;
    };

    bool m_is_asleep = false; // first: a yield looks at nothing behind the request
    union {
        Request m_request;
        Sleeper m_sleeper; // if m_is_asleep
    };
};

/// Suspends the task for that long; zero or less: for one pass of the loop, without a timer.
///
/// Throws CancelledError if the task is cancelled meanwhile. CPython 3.11.7, tasks.sleep.
template <class Rep, class Period>
[[nodiscard]] SleepAwaiter sleep(std::chrono::duration<Rep, Period> duration) {
    return SleepAwaiter{duration};
}

} // namespace core
