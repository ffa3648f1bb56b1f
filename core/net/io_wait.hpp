#pragma once
#include "core/engine/waiter.hpp"

namespace core {

/// Keeps a second task out of an operation that takes several steps.
class Busy {
public:
    /// Throws RuntimeError if `flag` is up; raises it until the end of its life.
    explicit Busy(bool& flag) : m_flag(flag) {
        if (flag) {
            throw RuntimeError{"another task is already waiting for this stream"};
        }
        flag = true;
    }
    Busy(const Busy&) = delete;
    Busy& operator=(const Busy&) = delete;
    ~Busy() { m_flag = false; }

private:
    bool& m_flag;
};

/// The place where at most one task waits for one direction of a stream. Whoever makes the stream
/// ready calls wake(); what was cancelled meanwhile does not hear of it.
class IoWait {
public:
    /// Suspends until wake(). Throws CancelledError, or RuntimeError if another task waits here.
    Coro<void> wait() {
        if (m_waiter != nullptr) {
            throw RuntimeError{"another task is already waiting for this stream"};
        }
        PlainWaiter waiter{WaitKind::io};
        m_waiter = &waiter;
        struct Reset {
            IoWait& io;
            ~Reset() { io.m_waiter = nullptr; }
        } const reset{*this};
        co_await waiter;
    }

    void wake() {
        if (m_waiter != nullptr) {
            m_waiter->complete();
        }
    }

private:
    PlainWaiter* m_waiter = nullptr; // lives in wait()
};

} // namespace core
