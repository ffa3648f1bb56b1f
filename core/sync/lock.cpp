#include "core/sync/lock.hpp"

namespace core {

Lock::Lock(Loop& loop, std::string_view name) : m_loop(loop), m_label(loop.label(name)) {}

void Lock::report(EventKind kind) const {
    const TaskBase* task = m_loop.current_task();
    m_loop.report({.task = task == nullptr ? TaskId::none : task->id(),
                   .label = m_label,
                   .value = m_locked ? 0 : 1,
                   .kind = kind});
}

Coro<Lock::Guard> Lock::acquire() {
    if (m_locked || !m_waiters.all_cancelled()) {
        LineWaiter waiter{m_waiters, WaitKind::permit, m_label};
        report(EventKind::queued);
        try {
            co_await waiter;
        } catch (const CancelledError&) {
            report(EventKind::abandoned);
            if (!m_locked) {
                wake_first();
            }
            throw;
        }
    }
    m_locked = true;
    report(EventKind::acquired);
    co_return Guard{*this};
}

void Lock::release() {
    if (!m_locked) {
        throw RuntimeError{"the lock is not acquired"};
    }
    m_locked = false;
    const TaskBase* task = m_loop.current_task();
    const CauseScope scope{m_loop,
                           m_loop.report({.task = task == nullptr ? TaskId::none : task->id(),
                                          .label = m_label,
                                          .value = 1,
                                          .kind = EventKind::released})};
    wake_first();
}

// No hand-over: until the woken task runs the lock is free, but acquire() queues behind it.
void Lock::wake_first() {
    if (QueuedWaiter* waiter = m_waiters.first()) {
        waiter->complete();
    }
}

} // namespace core
