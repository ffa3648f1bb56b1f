#include "app/timeline/axis.hpp"

#include <algorithm>
#include <cmath>

namespace app {
namespace {

double count_of(core::Instant at) {
    return static_cast<double>(at.count());
}

} // namespace

double AxisMap::in_order(core::EventId event) const {
    const std::size_t index =
        m_merged ? m_merged->index_of_event(m_side, event) : core::index_of(event);
    return static_cast<double>(index) + 0.5;
}

double AxisMap::of(core::Instant at) const {
    if (m_axis == Axis::time) {
        return squeezed(count_of(at));
    }
    return static_cast<double>(m_merged ? m_merged->count_until(at) : m_trace->count_until(at));
}

double AxisMap::of_cursor(std::size_t count) const {
    if (m_axis == Axis::order) {
        return static_cast<double>(m_merged ? m_merged->cursor_after(m_side, count) : count);
    }
    return count == 0 ? 0.0 : squeezed(count_of(m_trace->events()[count - 1].at));
}

std::size_t AxisMap::cursor_at(double position) const {
    if (m_axis == Axis::time) {
        return position < 0 ? 0 : m_trace->count_until(time_at(position));
    }
    const double count = std::clamp(std::round(position), 0.0, whole_count());
    const auto cursor = static_cast<std::size_t>(count);
    return m_merged ? m_merged->count_of(m_side, cursor) : cursor;
}

core::Instant AxisMap::time_at(double position) const {
    if (m_axis == Axis::time) {
        return core::Instant{std::llround(unsqueezed(position))};
    }
    const EventSequence events = m_merged ? EventSequence{*m_merged} : EventSequence{*m_trace};
    const auto cursor =
        static_cast<std::size_t>(std::clamp(std::round(position), 0.0, whole_count()));
    return cursor == 0 ? core::Instant{} : events[cursor - 1].at;
}

core::Instant AxisMap::time_at(double position, double next) const {
    const core::Instant at = std::max(time_at(position), core::Instant{});
    if (m_axis == Axis::order) {
        return at;
    }
    const core::Duration pixel = time_at(next) - at;
    core::Duration step{1};
    while (step * 10 <= pixel) {
        step *= 10;
    }
    return (at + step / 2) / step * step;
}

Window AxisMap::whole() const {
    if (m_axis == Axis::order) {
        return {0, std::max(1.0, whole_count())};
    }
    return {0, std::max(1.0, squeezed(count_of(m_merged ? m_merged->end() : m_trace->end())))};
}

double AxisMap::run_end() const {
    return m_axis == Axis::time ? squeezed(count_of(m_trace->end())) : of_cursor(m_trace->size());
}

double AxisMap::in_merged_order(double own) const {
    const double whole = std::floor(own);
    const auto count = static_cast<std::size_t>(whole);
    return whole == own ? of_cursor(count) : of(static_cast<core::EventId>(count));
}

double AxisMap::own(double place) const {
    if (m_axis == Axis::time || m_merged == nullptr) {
        return unsqueezed(place);
    }
    const double known = std::clamp(place, 0.0, whole_count());
    const auto count = static_cast<std::size_t>(known);
    const auto before = static_cast<double>(m_merged->count_of(m_side, count));
    const bool is_own = count < m_merged->size() && (*m_merged)[count].side == m_side;
    return is_own ? before + known - std::floor(known) : before;
}

double AxisMap::whole_count() const {
    return static_cast<double>(m_merged ? m_merged->size() : m_trace->size());
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
