#pragma once
#include "core/base/ids.hpp"

namespace core {

/// A place in an intrusive ring. Null `next`: in no ring.
struct HandleLink {
    HandleLink* prev = nullptr;
    HandleLink* next = nullptr;

    /// Enters the ring in front of `place`.
    void enter_before(HandleLink& place) {
        // In this order no compiler joins the two stores into `this` to a wide one, from which
        // the load of `next` alone, soon after, would have to wait.
        prev = place.prev;
        place.prev->next = this;
        next = &place;
        place.prev = this;
    }
    /// Leaves the ring it is in.
    void leave() {
        prev->next = next;
        next->prev = prev;
        next = nullptr;
    }
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
        if (is_linked()) {
            leave();
        }
    }

protected:
    ~Handle() { unlink(); }

private:
    friend class HandleList;
    friend class Loop;
    friend class ReadyQueue;

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

    void push_back(Handle& handle) { handle.enter_before(m_ring); }

    /// The oldest, taken off the list; null when empty.
    Handle* pop_front() {
        if (empty()) {
            return nullptr;
        }
        HandleLink& first = *m_ring.next;
        first.leave();
        return static_cast<Handle*>(&first);
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
