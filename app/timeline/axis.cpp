#include "app/timeline/axis.hpp"

#include <algorithm>
#include <cmath>

namespace app {
namespace {

double count_of(core::Instant at) {
    return static_cast<double>(at.count());
}

} // namespace

double AxisMap::of(core::EventId event) const {
    if (m_axis == Axis::order) {
        return static_cast<double>(core::index_of(event)) + 0.5;
    }
    return count_of((*m_trace)[event].at);
}

double AxisMap::of(core::Instant at) const {
    if (m_axis == Axis::time) {
        return count_of(at);
    }
    return static_cast<double>(m_trace->count_until(at));
}

double AxisMap::of_cursor(std::size_t count) const {
    if (m_axis == Axis::order) {
        return static_cast<double>(count);
    }
    return count == 0 ? 0.0 : count_of(m_trace->events()[count - 1].at);
}

std::size_t AxisMap::cursor_at(double position) const {
    if (m_axis == Axis::time) {
        return position < 0 ? 0 : m_trace->count_until(time_at(position));
    }
    const double count =
        std::clamp(std::round(position), 0.0, static_cast<double>(m_trace->size()));
    return static_cast<std::size_t>(count);
}

core::Instant AxisMap::time_at(double position) const {
    if (m_axis == Axis::time) {
        return core::Instant{std::llround(position)};
    }
    const std::size_t cursor = cursor_at(position);
    return cursor == 0 ? core::Instant{} : m_trace->events()[cursor - 1].at;
}

Window AxisMap::whole() const {
    if (m_axis == Axis::order) {
        return {0, std::max(1.0, static_cast<double>(m_trace->size()))};
    }
    return {0, std::max(1.0, count_of(m_trace->end()))};
}

Window convert(const Window& window, const AxisMap& from, const AxisMap& to) {
    const Window whole = from.whole();
    if (window.begin <= whole.begin && window.end >= whole.end) {
        return to.whole();
    }
    // Between the first and the last event in view: half an event of air on the order axis.
    const std::size_t first = window.begin <= whole.begin ? 0 : from.cursor_at(window.begin);
    const std::size_t last = from.cursor_at(window.end);
    Window result{to.of_cursor(first), to.of_cursor(last)};
    if (result.length() <= 0) {
        // One instant holds all of it; show it with its surroundings, not a window of no length.
        const double half = to.whole().length() * 0.05;
        result = {result.begin - half, result.end + half};
    }
    return result;
}

} // namespace app
