#pragma once
#include "core/engine/waiter.hpp"

namespace core {

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
