#pragma once
#include "core/sync/lock.hpp"

#include <memory>

namespace core {

/// A lock with a line of tasks that wait to be notified (CPython 3.11.7, asyncio/locks.py).
class Condition {
public:
    /// With a lock of its own.
    explicit Condition(Loop& loop, std::string_view name = "condition");
    /// With a lock that others may use too; it must outlive the condition.
    Condition(Loop& loop, Lock& lock, std::string_view name = "condition");

    Coro<Lock::Guard> acquire() { return m_lock->acquire(); }
    void release() { m_lock->release(); }
    bool locked() const { return m_lock->locked(); }

    /// Releases the lock, waits to be notified, and acquires the lock again before it returns.
    ///
    /// Throws RuntimeError if the lock is not held. If the waiting task is cancelled it still
    /// acquires the lock again, however long that takes, and throws CancelledError then; a
    /// notification that had reached it is lost (gh-112202). 3.13 passes it on.
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
    void wake(std::size_t count);

    Loop& m_loop;
    LabelId m_label;
    std::unique_ptr<Lock> m_own_lock; // null: the lock is somebody else's
    Lock* m_lock;
    WaitQueue m_waiters; // oldest first
};

} // namespace core
