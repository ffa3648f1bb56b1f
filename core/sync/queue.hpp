#pragma once
#include "core/sync/event.hpp"

#include <algorithm>
#include <deque>
#include <string_view>
#include <vector>

namespace core {

/// Thrown by get_nowait() and put_nowait().
struct QueueEmpty final : Exception {
    QueueEmpty() : Exception("QueueEmpty", {}) {}
};
struct QueueFull final : Exception {
    QueueFull() : Exception("QueueFull", {}) {}
};

/// Thrown once the queue has been shut down: nothing more goes in, nothing is left to come out.
struct QueueShutDown final : Exception {
    QueueShutDown() : Exception("QueueShutDown", {}) {}
};

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

    bool is_shut_down() const { return m_is_shut_down; }

protected:
    ~QueueBase() = default;

    Coro<void> wait_for_item();
    Coro<void> wait_for_place();
    void throw_if_no_item() const;
    void throw_if_no_place() const;
    void item_added();
    void item_taken();
    void close();
    void items_dropped(); // all of them, as if each had been dealt with
    void wake_everybody();

private:
    using Blocked = bool (QueueBase::*)() const;
    Coro<void> wait_while(Blocked blocked, WaitQueue& line);
    static void wake_next(WaitQueue& line);

    Loop& m_loop;
    LabelId m_label;
    std::size_t m_max_size;
    std::size_t m_size = 0;
    std::size_t m_unfinished = 0;
    bool m_is_shut_down = false;
    AsyncEvent m_finished;
    WaitQueue m_getters;
    WaitQueue m_putters;
};

/// A queue with a bound that makes producers wait. `Items` decides which item is next; it has
/// push(item), T pop(), clear().
template <class T, class Items>
class BasicQueue final : public QueueBase {
public:
    /// `max_size` 0: no bound.
    explicit BasicQueue(Loop& loop, std::size_t max_size = 0, std::string_view name = "queue")
        : QueueBase(loop, max_size, name) {}

    /// Waits while the queue is empty, then takes the next item.
    ///
    /// Throws CancelledError if the waiting task is cancelled; no item is lost then. Throws
    /// QueueShutDown if the queue is empty and shut down.
    Coro<T> get() {
        co_await wait_for_item();
        co_return get_nowait();
    }

    /// Waits while the queue is full, then adds the item.
    ///
    /// Throws CancelledError if the waiting task is cancelled, QueueShutDown if the queue is
    /// shut down; the item is not in the queue then.
    Coro<void> put(T item) {
        co_await wait_for_place();
        put_nowait(std::move(item));
    }

    /// Throws QueueEmpty instead of waiting, QueueShutDown if nothing will come any more.
    T get_nowait() {
        throw_if_no_item();
        T item = m_items.pop();
        item_taken();
        return item;
    }

    /// Throws QueueFull instead of waiting, QueueShutDown after shutdown(). May overtake a task
    /// that waits for a place.
    void put_nowait(T item) {
        throw_if_no_place();
        m_items.push(std::move(item));
        item_added();
    }

    /// Lets nothing more in; what is in there can still be taken, unless `immediate`: then it is
    /// dropped and counts as dealt with. Wakes everybody who waits. Since 3.13; throws
    /// RuntimeError under the rules of an earlier version.
    void shutdown(bool immediate = false) {
        close();
        if (immediate) {
            m_items.clear();
            items_dropped();
        }
        wake_everybody();
    }

private:
    Items m_items;
};

/// First in, first out.
template <class T>
class FifoItems {
public:
    void push(T item) { m_items.push_back(std::move(item)); }
    T pop() {
        T item = std::move(m_items.front());
        m_items.pop_front();
        return item;
    }
    void clear() { m_items.clear(); }

private:
    std::deque<T> m_items;
};

/// Last in, first out.
template <class T>
class LifoItems {
public:
    void push(T item) { m_items.push_back(std::move(item)); }
    T pop() {
        T item = std::move(m_items.back());
        m_items.pop_back();
        return item;
    }
    void clear() { m_items.clear(); }

private:
    std::vector<T> m_items;
};

/// The least item first, by `<`; of equal ones the oldest.
template <class T>
class PriorityItems {
public:
    void push(T item) {
        m_heap.push_back({std::move(item), m_pushed++});
        std::push_heap(m_heap.begin(), m_heap.end(), is_after);
    }
    T pop() {
        std::pop_heap(m_heap.begin(), m_heap.end(), is_after);
        T item = std::move(m_heap.back().item);
        m_heap.pop_back();
        return item;
    }
    void clear() { m_heap.clear(); }

private:
    struct Entry {
        T item;
        std::uint64_t order;
    };
    static bool is_after(const Entry& a, const Entry& b) {
        return b.item < a.item || (!(a.item < b.item) && b.order < a.order);
    }

    std::vector<Entry> m_heap;
    std::uint64_t m_pushed = 0;
};

template <class T>
using Queue = BasicQueue<T, FifoItems<T>>;
template <class T>
using LifoQueue = BasicQueue<T, LifoItems<T>>;
template <class T>
using PriorityQueue = BasicQueue<T, PriorityItems<T>>;

} // namespace core
