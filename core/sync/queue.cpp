#include "core/sync/queue.hpp"

namespace core {

QueueBase::QueueBase(Loop& loop, std::size_t max_size, std::string_view name)
    : m_loop(loop), m_label(loop.label(name)), m_max_size(max_size), m_finished(loop, name) {
    m_finished.set();
}

Coro<void> QueueBase::wait_for_item() {
    return wait_while(&QueueBase::empty, m_getters);
}

Coro<void> QueueBase::wait_for_place() {
    return wait_while(&QueueBase::full, m_putters);
}

Coro<void> QueueBase::wait_while(Blocked blocked, WaitQueue& line) {
    while ((this->*blocked)()) {
        if (m_is_shut_down) {
            throw QueueShutDown{};
        }
        LineWaiter waiter{line, WaitKind::queue, m_label};
        try {
            co_await waiter;
        } catch (...) {
            // Woken and cancelled in the same pass: what it was woken for goes to the next.
            if (!(this->*blocked)() && !waiter.cancelled()) {
                wake_next(line);
            }
            throw;
        }
    }
}

// The waker takes the waiter off the line. Nothing is reserved for it: whoever comes first may
// take the item, and the waiter queues again, at the end.
void QueueBase::wake_next(WaitQueue& line) {
    while (QueuedWaiter* waiter = line.first()) {
        waiter->leave();
        if (waiter->complete()) {
            break;
        }
    }
}

void QueueBase::throw_if_no_item() const {
    if (!empty()) {
        return;
    }
    if (m_is_shut_down) {
        throw QueueShutDown{};
    }
    throw QueueEmpty{};
}

void QueueBase::throw_if_no_place() const {
    if (m_is_shut_down) {
        throw QueueShutDown{};
    }
    if (full()) {
        throw QueueFull{};
    }
}

void QueueBase::close() {
    if (m_loop.version() < Version::v3_13) {
        throw RuntimeError{"Queue.shutdown() came with Python 3.13; the loop follows an older one"};
    }
    m_is_shut_down = true;
}

void QueueBase::items_dropped() {
    m_unfinished -= std::min(m_size, m_unfinished);
    m_size = 0;
    if (m_unfinished == 0) {
        m_finished.set();
    }
}

void QueueBase::wake_everybody() {
    for (WaitQueue* line : {&m_getters, &m_putters}) {
        while (QueuedWaiter* waiter = line->first()) {
            waiter->leave();
            waiter->complete();
        }
    }
}

void QueueBase::item_added() {
    ++m_size;
    ++m_unfinished;
    m_finished.clear();
    wake_next(m_getters);
}

void QueueBase::item_taken() {
    --m_size;
    wake_next(m_putters);
}

void QueueBase::task_done() {
    if (m_unfinished == 0) {
        throw ValueError{"task_done() called too many times"};
    }
    --m_unfinished;
    if (m_unfinished == 0) {
        m_finished.set();
    }
}

Coro<void> QueueBase::join() {
    if (m_unfinished > 0) {
        co_await m_finished.wait();
    }
}

} // namespace core
