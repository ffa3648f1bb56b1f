#pragma once
#include "core/sync/lock.hpp"

namespace core {

/// A lock with a line of tasks that wait to be notified (CPython 3.11.7, asyncio/locks.py).
class Condition {
public:
    explicit Condition(Loop& loop, std::string_view name = "condition");

    Coro<Lock::Guard> acquire() { return m_lock.acquire(); }
    void release() { m_lock.release(); }
    bool locked() const { return m_lock.locked(); }

    /// Releases the lock, waits to be notified, and acquires the lock again before it returns.
    ///
    /// Throws RuntimeError if the lock is not held. If the waiting task is cancelled it still
    /// acquires the lock again, however long that takes, and throws CancelledError then; a
    /// notification that had reached it is lost (gh-112202, fixed in 3.13).
    Coro<void> wait();

    /// Waits until `predicate()` holds, which is asked again after each notification.
    template <class Predicate>
    Coro<void> wait_for(Predicate predicate) {
        while (!predicate()) {
            co_await wait();
        }
    }

    /// Wakes up to `count` tasks that were neither notified nor cancelled, oldest first.
    /// Throws RuntimeError if the lock is not held. Does not release it.
    void notify(std::size_t count = 1);
    void notify_all() { notify(SIZE_MAX); }

private:
    Coro<void> acquire_again();

    LabelId m_label;
    Lock m_lock;
    WaitQueue m_waiters; // oldest first
};

} // namespace core
