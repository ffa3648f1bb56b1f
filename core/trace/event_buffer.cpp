#include "core/trace/event_buffer.hpp"

#include "core/base/address_range.hpp"

#include <algorithm>
#include <cstdlib>
#include <new>

namespace core {

namespace {

constexpr std::size_t first_capacity = 256;
constexpr std::size_t most_in_heap = 32 * 1024; // events: 1 MB

} // namespace

EventBuffer::EventBuffer(const EventBuffer& other) : m_size(other.m_size), m_capacity(m_size) {
    if (m_size > 0) {
        m_data = static_cast<Event*>(std::malloc(m_size * sizeof(Event)));
        if (m_data == nullptr) {
            throw std::bad_alloc{};
        }
        std::copy_n(other.m_data, m_size, m_data);
    }
}

EventBuffer::~EventBuffer() {
    if (m_is_range) {
        leave_address_range(m_data, m_size * sizeof(Event));
    } else {
        std::free(m_data);
    }
}

void EventBuffer::grow() {
    if (m_capacity >= most_in_heap && !m_is_range && move_to_range()) {
        return;
    }
    const std::size_t capacity = m_capacity == 0 ? first_capacity : 2 * m_capacity;
    void* data = m_is_range ? nullptr : std::realloc(m_data, capacity * sizeof(Event));
    if (data == nullptr) {
        throw std::bad_alloc{};
    }
    m_data = static_cast<Event*>(data);
    m_capacity = capacity;
}

// Where there is no range (another system, a limit of the user), realloc goes on.
bool EventBuffer::move_to_range() {
    void* range = take_address_range();
    if (range == nullptr) {
        return false;
    }
    auto* data = static_cast<Event*>(range);
    std::copy_n(m_data, m_size, data);
    std::free(m_data);
    m_is_range = true;
    m_data = data;
    m_capacity = address_range_bytes / sizeof(Event);
    return true;
}

} // namespace core
