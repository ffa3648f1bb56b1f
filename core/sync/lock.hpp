#pragma once
#include "core/sync/permit.hpp"
#include "core/sync/wait_queue.hpp"

#include <string_view>

namespace core {

/// Lets one task at a time in (CPython 3.11.7, asyncio/locks.py). Not owned: anybody may
/// release it.
class Lock {
public:
    using Guard = Held<Lock>;

    explicit Lock(Loop& loop, std::string_view name = "lock");

    /// Waits until the lock is free. It is released when the result dies.
    ///
    /// Throws CancelledError if the waiting task is cancelled first; the next in line is then
    /// woken in its place.
    [[nodiscard]] Coro<Guard> acquire();

    /// Throws RuntimeError if the lock is not held.
    void release();

    bool locked() const { return m_locked; }

private:
    void report(EventKind kind) const;
    void wake_first();

    Loop& m_loop;
    LabelId m_label;
    bool m_locked = false;
    WaitQueue m_waiters; // oldest first
};

} // namespace core
