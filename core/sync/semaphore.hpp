#pragma once
#include "core/sync/permit.hpp"
#include "core/sync/wait_queue.hpp"

#include <string_view>

namespace core {

/// Hands out a fixed number of permits; whoever finds none left waits in line (CPython 3.11.7,
/// asyncio/locks.py).
///
/// First come, first served: a permit is handed to the first waiter at the moment of release,
/// an arriving task never overtakes.
class Semaphore {
public:
    using Permit = Held<Semaphore>;
    class Acquire;

    /// `permits` ≥ 0, else ValueError. The name appears in the trace.
    Semaphore(Loop& loop, int permits, std::string_view name = "semaphore");

    /// Waits until a permit is free. The permit returns when the result dies.
    ///
    /// Throws CancelledError if the waiting task is cancelled first; it then holds no permit,
    /// and one that was on its way goes to the next in line.
    [[nodiscard]] Acquire acquire();

    /// Gives a permit back, or adds one: nobody checks who calls (see BoundedSemaphore).
    void release();

    /// Widens or narrows the limit. Fewer permits than are in use: those that come back next are
    /// kept. asyncio's semaphore cannot do this; there one calls release() more often, or keeps
    /// permits of one's own.
    void add_permits(int change);

    /// Permits free, without those on their way to a woken waiter; negative: so many are to be
    /// kept.
    int value() const { return m_value; }
    /// True if acquire() would wait.
    bool locked() const { return m_value <= 0 || !m_woken.empty() || !m_waiters.all_cancelled(); }

protected:
    Loop& loop() const { return m_loop; }

private:
    void report(EventKind kind) const;
    bool wake_next();
    void wake_others();

    Loop& m_loop;
    LabelId m_label;
    int m_value;
    WaitQueue m_waiters; // oldest first
    WaitQueue m_woken;   // have a permit on its way and have not run since; asyncio keeps them
                         // in one line and walks past them
};

/// What Semaphore::acquire returns.
class [[nodiscard]] Semaphore::Acquire final : public QueuedWaiter {
public:
    explicit Acquire(Semaphore& semaphore) : m_semaphore(semaphore) {}

    bool await_ready();
    template <class Promise>
    void await_suspend(std::coroutine_handle<Promise> handle) {
        m_semaphore.m_waiters.push_back(*this);
        m_semaphore.report(EventKind::queued);
        suspend(handle.promise(), WaitKind::permit, m_semaphore.m_label);
    }
    Permit await_resume();

private:
    Semaphore& m_semaphore;
};

/// A semaphore that refuses more releases than acquires.
class BoundedSemaphore : public Semaphore {
public:
    BoundedSemaphore(Loop& loop, int permits, std::string_view name = "semaphore")
        : Semaphore(loop, permits, name), m_bound(permits) {}

    /// Throws ValueError if all permits are free already.
    void release();
    void add_permits(int change) = delete; // it has the bound that it began with

private:
    int m_bound;
};

inline Semaphore::Acquire Semaphore::acquire() {
    return Acquire{*this};
}

} // namespace core
