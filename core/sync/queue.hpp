#pragma once
#include "core/sync/event.hpp"

#include <deque>
#include <string_view>

namespace core {

/// A queue of items without the items: who waits, and for what (CPython 3.11.7,
/// asyncio/queues.py).
class QueueBase {
public:
    QueueBase(Loop& loop, std::size_t max_size, std::string_view name);
    QueueBase(const QueueBase&) = delete;
    QueueBase& operator=(const QueueBase&) = delete;

    std::size_t size() const { return m_size; }
    bool empty() const { return m_size == 0; }
    bool full() const { return m_max_size > 0 && m_size >= m_max_size; }

    /// An item taken before has been dealt with. Throws ValueError if there is none such.
    void task_done();

    /// Waits until every item ever put has been dealt with.
    /// Throws CancelledError if the waiting task is cancelled.
    Coro<void> join();

protected:
    ~QueueBase() = default;

    Coro<void> wait_for_item();
    Coro<void> wait_for_place();
    void item_added();
    void item_taken();

private:
    using Blocked = bool (QueueBase::*)() const;
    Coro<void> wait_while(Blocked blocked, WaitQueue& line);
    static void wake_next(WaitQueue& line);

    LabelId m_label;
    std::size_t m_max_size;
    std::size_t m_size = 0;
    std::size_t m_unfinished = 0;
    AsyncEvent m_finished;
    WaitQueue m_getters;
    WaitQueue m_putters;
};

/// Thrown by get_nowait() and put_nowait().
struct QueueEmpty final : Exception {
    QueueEmpty() : Exception("QueueEmpty", {}) {}
};
struct QueueFull final : Exception {
    QueueFull() : Exception("QueueFull", {}) {}
};

/// First in, first out, with a bound that makes producers wait. `max_size` 0: no bound.
template <class T>
class Queue final : public QueueBase {
public:
    explicit Queue(Loop& loop, std::size_t max_size = 0, std::string_view name = "queue")
        : QueueBase(loop, max_size, name) {}

    /// Waits while the queue is empty, then takes the oldest item.
    ///
    /// Throws CancelledError if the waiting task is cancelled; no item is lost then.
    Coro<T> get() {
        co_await wait_for_item();
        co_return get_nowait();
    }

    /// Waits while the queue is full, then appends. Throws CancelledError if cancelled.
    Coro<void> put(T item) {
        co_await wait_for_place();
        put_nowait(std::move(item));
    }

    /// Throws QueueEmpty instead of waiting.
    T get_nowait() {
        if (empty()) {
            throw QueueEmpty{};
        }
        T item = std::move(m_items.front());
        m_items.pop_front();
        item_taken();
        return item;
    }

    /// Throws QueueFull instead of waiting. May overtake a task that waits for a place.
    void put_nowait(T item) {
        if (full()) {
            throw QueueFull{};
        }
        m_items.push_back(std::move(item));
        item_added();
    }

private:
    std::deque<T> m_items;
};

} // namespace core
