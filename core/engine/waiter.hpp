#pragma once
#include "core/engine/task.hpp"

namespace core {

/// The future that one task waits on inside a primitive, without a heap object and without
/// callbacks: asyncio creates a Future there. Lives in the waiting coroutine's frame.
class Waiter : public Waitable {
public:
    /// Suspends the coroutine until complete() or cancel(). For await_suspend.
    void suspend(PromiseBase& frame, WaitKind kind, LabelId label = LabelId::none) {
        m_task = &frame.task();
        m_task->suspend_on(frame, *this, {kind, label});
    }

    /// True once it has been suspended: it stood in a line.
    bool was_suspended() const { return m_task != nullptr; }
    TaskBase& task() const { return *m_task; }

    /// Schedules the waiting task. False if it was completed or cancelled before.
    bool complete() { return end(State::done); }
    bool cancel() override { return end(State::cancelled); }

protected:
    ~Waiter() = default;

private:
    bool end(State state) {
        if (done()) {
            return false;
        }
        m_state = state;
        m_task->wake();
        return true;
    }

    TaskBase* m_task = nullptr;
};

/// A waiter to be awaited by itself: `co_await waiter` suspends until it is completed.
///
/// Throws CancelledError if the waiting task is cancelled.
class PlainWaiter final : public Waiter {
public:
    explicit PlainWaiter(WaitKind kind, LabelId label = LabelId::none)
        : m_kind(kind), m_label(label) {}

    bool await_ready() const { return false; }
    template <class Promise>
    void await_suspend(std::coroutine_handle<Promise> handle) {
        suspend(handle.promise(), m_kind, m_label);
    }
    void await_resume() { task().throw_pending(); }

private:
    WaitKind m_kind;
    LabelId m_label;
};

} // namespace core
