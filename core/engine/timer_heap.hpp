#pragma once
#include "core/base/time.hpp"
#include "core/engine/handle.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace core {

/// A handle that becomes ready at a given time. Lives with whoever waits for it.
class Timer : public Handle {
public:
    /// True while it waits for its time; false once it is in the ready queue or over.
    bool is_armed() const { return m_place != not_armed; }

protected:
    ~Timer() = default; // the owner must have disarmed it, see Loop::disarm

private:
    friend class TimerHeap;
    static constexpr std::uint32_t not_armed = UINT32_MAX;

    std::uint32_t m_place = not_armed; // position in the heap
};

/// Timers by (deadline, order of creation). CPython's heap leaves ties undefined; ours does
/// not, or runs would not repeat.
///
/// Push, pop and remove in O(log n); four children per node keep it shallow.
class TimerHeap {
public:
    bool empty() const { return m_entries.empty(); }
    std::size_t size() const { return m_entries.size(); }
    /// Deadline of the next timer; the heap must not be empty.
    Instant next() const { return m_entries.front().when; }

    void push(Timer& timer, Instant when);
    /// Takes the next timer off; the heap must not be empty.
    Timer& pop();
    /// Takes a timer off before its time. Nothing happens if it is not armed.
    void remove(Timer& timer);

private:
    struct Entry {
        Instant when;
        std::uint64_t sequence;
        Timer* timer;
        bool before(const Entry& other) const {
            return when != other.when ? when < other.when : sequence < other.sequence;
        }
    };

    void place(std::size_t index, const Entry& entry);
    void sift_up(std::size_t index, const Entry& entry);
    void sift_down(std::size_t index, const Entry& entry);

    std::vector<Entry> m_entries;
    std::uint64_t m_sequence = 0;
};

} // namespace core
