#include "core/engine/timer_heap.hpp"

#include "core/base/assert.hpp"

#include <algorithm>

namespace core {

namespace {
constexpr std::size_t arity = 4;
}

void TimerHeap::push(Timer& timer, Instant when) {
    CORE_ASSERT(!timer.is_armed() && !timer.is_linked());
    m_entries.emplace_back();
    sift_up(m_entries.size() - 1, Entry{when, m_sequence++, &timer});
}

Timer& TimerHeap::pop() {
    Timer& timer = *m_entries.front().timer;
    remove(timer);
    return timer;
}

void TimerHeap::remove(Timer& timer) {
    if (!timer.is_armed()) {
        return;
    }
    const std::size_t index = timer.m_place;
    timer.m_place = Timer::not_armed;
    const Entry last = m_entries.back();
    m_entries.pop_back();
    if (last.timer == &timer) {
        return;
    }
    if (index > 0 && last.before(m_entries[(index - 1) / arity])) {
        sift_up(index, last);
    } else {
        sift_down(index, last);
    }
}

void TimerHeap::place(std::size_t index, const Entry& entry) {
    m_entries[index] = entry;
    entry.timer->m_place = static_cast<std::uint32_t>(index);
}

void TimerHeap::sift_up(std::size_t index, const Entry& entry) {
    while (index > 0) {
        const std::size_t parent = (index - 1) / arity;
        if (!entry.before(m_entries[parent])) {
            break;
        }
        place(index, m_entries[parent]);
        index = parent;
    }
    place(index, entry);
}

void TimerHeap::sift_down(std::size_t index, const Entry& entry) {
    for (;;) {
        const std::size_t first = index * arity + 1;
        if (first >= m_entries.size()) {
            break;
        }
        const std::size_t end = std::min(first + arity, m_entries.size());
        std::size_t best = first;
        for (std::size_t child = first + 1; child < end; ++child) {
            if (m_entries[child].before(m_entries[best])) {
                best = child;
            }
        }
        if (!m_entries[best].before(entry)) {
            break;
        }
        place(index, m_entries[best]);
        index = best;
    }
    place(index, entry);
}

} // namespace core
