#pragma once
#include "core/engine/handle.hpp"

#include <utility>

namespace core {

/// The loop's ready queue: handles in the order in which they were scheduled, cut into passes.
/// What is scheduled during a pass belongs to the next. Owns none of the handles.
///
/// One ring with two bounds in it, which change places for each pass: what the pass has yet to run
/// stands between the near and the far bound, what waits for the next one between the far and the
/// near. So a new pass moves nothing.
class ReadyQueue {
public:
    ReadyQueue() {
        m_near->prev = m_near->next = m_far;
        m_far->prev = m_far->next = m_near;
    }
    ReadyQueue(const ReadyQueue&) = delete;
    ReadyQueue& operator=(const ReadyQueue&) = delete;
    ~ReadyQueue() { drop_all(); }

    bool empty() const { return m_near->next == m_far && m_far->next == m_near; }

    void push_back(Handle& handle) { handle.enter_before(*m_near); }

    /// Starts a pass over all that stands in the queue. What a former pass has left undone, because
    /// an error ended it, comes first.
    void start_pass() {
        if (m_near->next != m_far) {
            m_far->leave();
            m_far->enter_before(*m_near->next);
        }
        std::swap(m_near, m_far);
    }

    /// The next handle of the pass, taken off the queue; null at the end of the pass.
    Handle* pop_front() {
        HandleLink* first = m_near->next;
        if (first == m_far) {
            return nullptr;
        }
        first->leave();
        return static_cast<Handle*>(first);
    }

    /// Empties the queue, telling each handle that it will never run.
    void drop_all() {
        while (!empty()) {
            start_pass();
            while (Handle* handle = pop_front()) {
                handle->drop();
            }
        }
    }

private:
    HandleLink m_bounds[2];
    HandleLink* m_near = &m_bounds[0];
    HandleLink* m_far = &m_bounds[1];
};

} // namespace core
