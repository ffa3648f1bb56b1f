#include "core/sync/semaphore.hpp"

#include <algorithm>

namespace core {

Semaphore::Semaphore(Loop& loop, int permits, std::string_view name)
    : m_loop(loop), m_label(loop.label(name)), m_value(permits) {
    if (permits < 0) {
        throw ValueError{"a semaphore needs 0 or more permits"};
    }
}

void Semaphore::report(EventKind kind) const {
    if (!m_loop.is_traced()) {
        return;
    }
    const TaskBase* task = m_loop.current_task();
    m_loop.report({.task = task == nullptr ? TaskId::none : task->id(),
                   .label = m_label,
                   .value = std::max(m_value, 0),
                   .kind = kind});
}

void Semaphore::release() {
    ++m_value;
    if (!m_loop.is_traced()) {
        wake_next();
        return;
    }
    const TaskBase* task = m_loop.current_task();
    const CauseScope scope{m_loop,
                           m_loop.report({.task = task == nullptr ? TaskId::none : task->id(),
                                          .label = m_label,
                                          .value = std::max(m_value, 0),
                                          .kind = EventKind::released})};
    wake_next();
}

void Semaphore::add_permits(int change) {
    m_value += change;
    while (wake_next()) {
    }
}

// The permit changes hands here, not when the waiter runs: nobody can overtake it.
bool Semaphore::wake_next() {
    QueuedWaiter* waiter = m_waiters.first_pending();
    if (waiter == nullptr || m_value <= 0) {
        return false;
    }
    --m_value;
    waiter->leave();
    m_woken.push_back(*waiter);
    waiter->complete();
    return true;
}

// What a task does whose waiting is over, got a permit or not: others may have been waiting for
// their turn only. 3.11 wakes one of them, 3.13 as many as there are permits.
void Semaphore::wake_others() {
    if (m_loop.version() < Version::v3_13) {
        if (m_value > 0) {
            wake_next();
        }
        return;
    }
    while (m_value > 0 && wake_next()) {
    }
}

bool Semaphore::Acquire::await_ready() {
    if (m_semaphore.locked()) {
        return false;
    }
    --m_semaphore.m_value;
    return true;
}

Semaphore::Permit Semaphore::Acquire::await_resume() {
    Semaphore& semaphore = m_semaphore;
    if (was_suspended()) {
        leave();
        if (task().has_pending_throw()) {
            if (!cancelled()) { // woken and cancelled in the same pass: pass the permit on
                ++semaphore.m_value;
                semaphore.wake_others();
            } else if (semaphore.m_loop.version() >= Version::v3_13) {
                semaphore.wake_others();
            }
            semaphore.report(EventKind::abandoned);
            task().throw_pending();
        }
        semaphore.wake_others();
    }
    semaphore.report(EventKind::acquired);
    return Permit{semaphore};
}

void BoundedSemaphore::release() {
    if (value() >= m_bound) {
        throw ValueError{"BoundedSemaphore released too many times"};
    }
    Semaphore::release();
}

} // namespace core
