#include "core/sync/condition.hpp"

namespace core {

Condition::Condition(Loop& loop, std::string_view name)
    : m_loop(loop), m_label(loop.label(name)), m_own_lock(std::make_unique<Lock>(loop, name)),
      m_lock(m_own_lock.get()) {}

Condition::Condition(Loop& loop, Lock& lock, std::string_view name)
    : m_loop(loop), m_label(loop.label(name)), m_lock(&lock) {}

Coro<void> Condition::wait() {
    if (!locked()) {
        throw RuntimeError{"cannot wait on a condition whose lock is not acquired"};
    }
    release();
    std::exception_ptr error;
    {
        LineWaiter waiter{m_waiters, WaitKind::condition, m_label};
        try {
            co_await waiter;
        } catch (...) {
            error = std::current_exception();
        }
    }
    try {
        co_await acquire_again();
    } catch (...) {
        error = std::current_exception();
    }
    if (error) {
        if (m_loop.version() >= Version::v3_13) {
            wake(1); // it may have been notified: somebody else is to know (gh-112202)
        }
        std::rethrow_exception(error);
    }
}

// The caller holds the lock when wait() ends, whatever happens: a cancellation in here waits.
Coro<void> Condition::acquire_again() {
    bool cancelled = false;
    for (;;) {
        try {
            Lock::Guard guard = co_await m_lock->acquire();
            guard.detach();
            break;
        } catch (const CancelledError&) {
            cancelled = true;
        }
    }
    if (cancelled) {
        throw CancelledError{};
    }
}

void Condition::notify(std::size_t count) {
    if (!locked()) {
        throw RuntimeError{"cannot notify on a condition whose lock is not acquired"};
    }
    wake(count);
}

void Condition::wake(std::size_t count) {
    for (QueuedWaiter* waiter = m_waiters.first(); waiter != nullptr && count > 0;
         waiter = m_waiters.after(*waiter)) {
        if (waiter->complete()) {
            --count;
        }
    }
}

} // namespace core
