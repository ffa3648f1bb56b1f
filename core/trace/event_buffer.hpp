#pragma once
#include "core/trace/event.hpp"

#include <cstddef>
#include <span>
#include <type_traits>

namespace core {

/// A growing array of events. Small ones grow by realloc. A large one gets a range of addresses
/// that is longer than any run, of which only what is written takes memory: it never moves again,
/// and large pages make it cheap to fill.
class EventBuffer {
public:
    EventBuffer() = default;
    EventBuffer(const EventBuffer& other);
    EventBuffer& operator=(const EventBuffer&) = delete;
    ~EventBuffer();

    std::span<const Event> events() const { return {m_data, m_size}; }

    /// The first free place and the end of the free ones.
    Event* free_begin() { return m_data + m_size; }
    Event* free_end() { return m_data + m_capacity; }
    /// The places before `end` have been filled.
    void filled_until(const Event* end) { m_size = static_cast<std::size_t>(end - m_data); }

    /// Makes sure that there is a free place. Throws std::bad_alloc.
    void reserve_one() {
        if (m_size == m_capacity) {
            grow();
        }
    }

private:
    static_assert(std::is_trivially_copyable_v<Event>);

    void grow();
    bool move_to_range();

    Event* m_data = nullptr;
    std::size_t m_size = 0;
    std::size_t m_capacity = 0;
    bool m_is_range = false;
};

} // namespace core
