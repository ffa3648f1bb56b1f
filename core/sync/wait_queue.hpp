#pragma once
#include "core/engine/waiter.hpp"

namespace core {

/// A waiter that stands in a line, and leaves it when it dies.
class QueuedWaiter : public Waiter {
public:
    bool is_queued() const { return m_next != nullptr; }
    /// Leaves the line; nothing happens if it is in none.
    void leave() {
        if (m_next != nullptr) {
            m_previous->m_next = m_next;
            m_next->m_previous = m_previous;
            m_previous = m_next = nullptr;
        }
    }

protected:
    QueuedWaiter() = default;
    ~QueuedWaiter() { leave(); }

private:
    friend class WaitQueue;
    QueuedWaiter* m_previous = nullptr;
    QueuedWaiter* m_next = nullptr;
};

/// A line of waiting tasks, oldest first: asyncio's deque of futures. Owns none of them.
///
/// A woken waiter stays in line until its task runs and leaves by itself.
class WaitQueue {
public:
    WaitQueue() { m_ring.m_previous = m_ring.m_next = &m_ring; }
    WaitQueue(const WaitQueue&) = delete;
    WaitQueue& operator=(const WaitQueue&) = delete;
    ~WaitQueue() {
        while (!empty()) {
            first()->leave();
        }
        m_ring.m_next = nullptr;
    }

    bool empty() const { return m_ring.m_next == &m_ring; }
    /// The oldest; null when empty.
    QueuedWaiter* first() const { return empty() ? nullptr : m_ring.m_next; }
    /// The one behind `waiter`; null at the end.
    QueuedWaiter* after(const QueuedWaiter& waiter) const {
        return waiter.m_next == &m_ring ? nullptr : waiter.m_next;
    }
    /// The oldest that was neither woken nor cancelled; null if there is none.
    QueuedWaiter* first_pending() const {
        QueuedWaiter* waiter = first();
        while (waiter != nullptr && waiter->done()) {
            waiter = after(*waiter);
        }
        return waiter;
    }
    /// True if nobody in line is still interested.
    bool all_cancelled() const {
        const QueuedWaiter* waiter = first();
        while (waiter != nullptr && waiter->cancelled()) {
            waiter = after(*waiter);
        }
        return waiter == nullptr;
    }

    void push_back(QueuedWaiter& waiter) {
        waiter.m_previous = m_ring.m_previous;
        waiter.m_next = &m_ring;
        m_ring.m_previous->m_next = &waiter;
        m_ring.m_previous = &waiter;
    }

private:
    struct Ring final : QueuedWaiter {};
    mutable Ring m_ring;
};

/// A waiter that joins a line when it is awaited and leaves it when it resumes.
///
/// Throws CancelledError if the waiting task is cancelled; state() then tells whether it had
/// been woken before.
class LineWaiter final : public QueuedWaiter {
public:
    LineWaiter(WaitQueue& line, WaitKind kind, LabelId label)
        : m_line(line), m_kind(kind), m_label(label) {}

    bool await_ready() const { return false; }
    template <class Promise>
    void await_suspend(std::coroutine_handle<Promise> handle) {
        m_line.push_back(*this);
        suspend(handle.promise(), m_kind, m_label);
    }
    void await_resume() {
        leave();
        task().throw_pending();
    }

private:
    WaitQueue& m_line;
    WaitKind m_kind;
    LabelId m_label;
};

} // namespace core
