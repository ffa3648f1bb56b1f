#pragma once
#include "core/base/ids.hpp"

namespace core {

/// A place in an intrusive ring. Null links: in no list.
struct HandleLink {
    HandleLink* prev = nullptr;
    HandleLink* next = nullptr;
};

/// A callback that can stand in one list at a time: the loop's ready queue, or the done
/// callbacks of a future. Intrusive, so scheduling allocates nothing.
///
/// Whoever owns the handle may destroy it at any time; it takes itself off its list.
class Handle : private HandleLink {
public:
    Handle() = default;
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;

    /// True while it stands in a list.
    bool is_linked() const { return next != nullptr; }

    /// Takes it off its list, if it is in one. This is asyncio's Handle.cancel().
    void unlink() {
        if (next != nullptr) {
            prev->next = next;
            next->prev = prev;
            prev = next = nullptr;
        }
    }

protected:
    ~Handle() { unlink(); }

private:
    friend class HandleList;
    friend class Loop;

    /// What the loop calls when its turn has come. The handle is off the queue by then and
    /// may destroy itself.
    virtual void run() = 0;

    /// Called instead of run() when the list dies first, at the end of the loop's life.
    virtual void drop() {}

    EventId m_cause = EventId::none; // the event that scheduled it
};

/// First in, first out list of handles; owns none of them.
class HandleList {
public:
    HandleList() { m_ring.prev = m_ring.next = &m_ring; }
    HandleList(const HandleList&) = delete;
    HandleList& operator=(const HandleList&) = delete;
    ~HandleList() { drop_all(); }

    bool empty() const { return m_ring.next == &m_ring; }

    void push_back(Handle& handle) {
        HandleLink& link = handle;
        link.prev = m_ring.prev;
        link.next = &m_ring;
        m_ring.prev->next = &link;
        m_ring.prev = &link;
    }

    /// The oldest, taken off the list; null when empty.
    Handle* pop_front() {
        if (empty()) {
            return nullptr;
        }
        auto* first = static_cast<Handle*>(m_ring.next);
        m_ring.next = first->next;
        first->next->prev = &m_ring;
        first->prev = first->next = nullptr;
        return first;
    }

    /// Empties the list, telling each handle that it will never run.
    void drop_all() {
        while (Handle* handle = pop_front()) {
            handle->drop();
        }
    }

private:
    HandleLink m_ring; // first and last; never a handle itself
};

} // namespace core
