#include "core/trace/seeker.hpp"

#include "core/base/assert.hpp"

#include <algorithm>
#include <numeric>

namespace core {

Seeker::Seeker(const Trace& trace, std::size_t spacing) : m_trace(&trace), m_keyframes(1) {
    TraceState state;
    for (const Event& event : trace.events()) {
        state.apply(event);
        const std::size_t distance =
            spacing != adaptive ? spacing : std::max(least_spacing, state.task_count());
        if (state.count() - m_keyframes.back().count() >= distance) {
            m_keyframes.push_back(state);
        }
    }
}

const TraceState& Seeker::at(std::size_t n) const {
    CORE_ASSERT(n <= m_trace->size());
    const TraceState& keyframe = keyframe_before(n);
    const std::size_t from_keyframe = n - keyframe.count() + keyframe.task_count();
    if (m_state.count() > n || n - m_state.count() > from_keyframe) {
        m_state = keyframe;
    }
    const std::span<const Event> events = m_trace->events();
    while (m_state.count() < n) {
        m_state.apply(events[m_state.count()]);
    }
    return m_state;
}

std::size_t Seeker::keyframe_tasks() const {
    return std::accumulate(
        m_keyframes.begin(), m_keyframes.end(), std::size_t{0},
        [](std::size_t sum, const TraceState& state) { return sum + state.task_count(); });
}

const TraceState& Seeker::keyframe_before(std::size_t n) const {
    const auto after =
        std::upper_bound(m_keyframes.begin(), m_keyframes.end(), n,
                         [](std::size_t count, const TraceState& s) { return count < s.count(); });
    return *(after - 1);
}

} // namespace core
