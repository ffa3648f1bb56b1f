#pragma once
#include "core/sync/wait_queue.hpp"

#include <string_view>

namespace core {

/// A flag that tasks wait for (CPython 3.11.7, asyncio/locks.py).
class AsyncEvent {
public:
    explicit AsyncEvent(Loop& loop, std::string_view name = "event") : m_label(loop.label(name)) {}

    class [[nodiscard]] Wait final : public QueuedWaiter {
    public:
        explicit Wait(AsyncEvent& event) : m_event(event) {}
        bool await_ready() const { return m_event.m_is_set; }
        template <class Promise>
        void await_suspend(std::coroutine_handle<Promise> handle) {
            m_event.m_waiters.push_back(*this);
            suspend(handle.promise(), WaitKind::condition, m_event.m_label);
        }
        void await_resume() {
            if (was_suspended()) {
                leave();
                task().throw_pending();
            }
        }

    private:
        AsyncEvent& m_event;
    };

    /// Suspends until the flag is set; not at all if it is. A task that was woken goes on even
    /// if the flag was cleared again. Throws CancelledError if the task is cancelled.
    Wait wait() { return Wait{*this}; }

    /// Raises the flag and wakes everybody.
    void set();
    void clear() { m_is_set = false; }
    bool is_set() const { return m_is_set; }

private:
    LabelId m_label;
    bool m_is_set = false;
    WaitQueue m_waiters;
};

} // namespace core
