#include "core/sync/event.hpp"

namespace core {

void AsyncEvent::set() {
    if (m_is_set) {
        return;
    }
    m_is_set = true;
    for (QueuedWaiter* waiter = m_waiters.first(); waiter != nullptr;
         waiter = m_waiters.after(*waiter)) {
        waiter->complete();
    }
}

} // namespace core
