#include "app/timeline/state_mix.hpp"

#include "app/timeline/gallop.hpp"

#include <algorithm>

namespace app {
namespace {

constexpr std::size_t most_event_places = 1024;
constexpr std::size_t even_places = 1024;

double count_of(core::Instant at) {
    return static_cast<double>(at.count());
}

} // namespace

// A state from b to e contributes to the sum before t: max(t - b, 0) - max(t - e, 0). So it is
// enough to know, for each place, how many states began and ended left of it, and the sums of
// where they did.
StateMix::StateMix(const core::Trace& trace, const core::Spans& spans, Axis axis) : m_axis(axis) {
    place_events(trace);
    add(spans.all());
    sum_up();
}

StateMix::StateMix(const core::Trace& trace, const core::Spans& spans, Axis axis,
                   std::span<const core::TaskId> tasks)
    : m_axis(axis) {
    place_events(trace);
    for (const core::TaskId task : tasks) {
        add(spans.of(task));
    }
    sum_up();
}

void StateMix::add(std::span<const core::Span> spans) {
    const auto add_end = [&](core::EventId event, std::size_t kind, core::Instant at, double sign) {
        const double place =
            m_axis == Axis::time ? count_of(at) : static_cast<double>(core::index_of(event)) + 0.5;
        const std::size_t cell = m_cell_of[core::index_of(event)];
        m_alive[cell][kind] += sign;
        m_sums[cell][kind] -= sign * place;
    };
    for (const core::Span& span : spans) {
        const auto kind = static_cast<std::size_t>(span.kind);
        add_end(span.first, kind, span.begin, 1);
        if (span.last != core::EventId::none) {
            add_end(span.last, kind, span.end, -1);
        }
    }
}

void StateMix::sum_up() {
    for (std::size_t i = 1; i < m_places.size(); ++i) {
        for (std::size_t kind = 0; kind < m_sums[i].size(); ++kind) {
            m_alive[i][kind] += m_alive[i - 1][kind];
            m_sums[i][kind] += m_sums[i - 1][kind];
        }
    }
    for (std::size_t i = 0; i < m_places.size(); ++i) {
        for (std::size_t kind = 0; kind < m_sums[i].size(); ++kind) {
            m_sums[i][kind] += m_alive[i][kind] * m_places[i];
        }
    }
    m_cell_of = {};
    m_alive = {};
}

/// Chooses the places: even ones, and so many events that no cell has many of them.
void StateMix::place_events(const core::Trace& trace) {
    const auto events = trace.events();
    const double end =
        m_axis == Axis::time ? count_of(trace.end()) : static_cast<double>(trace.size());
    // Between two events nothing changes: with a place for each, all is exact.
    const std::size_t even = std::min(even_places, events.size());
    for (std::size_t i = 0; i <= even; ++i) {
        const double share = even == 0 ? 0 : static_cast<double>(i) / static_cast<double>(even);
        m_places.push_back(end * share);
    }
    if (m_axis == Axis::time) {
        const std::size_t stride = events.size() / most_event_places + 1;
        for (std::size_t i = 0; i < events.size(); i += stride) {
            m_places.push_back(count_of(events[i].at));
            if (i > 0) { // the end of what may have been a long gap
                m_places.push_back(count_of(events[i - 1].at));
            }
        }
        std::sort(m_places.begin(), m_places.end());
    }
    m_places.erase(std::unique(m_places.begin(), m_places.end()), m_places.end());
    m_alive.resize(m_places.size());
    m_sums.resize(m_places.size());
    m_cell_of.reserve(events.size());
    std::uint32_t cell = 0;
    for (std::size_t i = 0; i < events.size(); ++i) {
        const double at =
            m_axis == Axis::time ? count_of(events[i].at) : static_cast<double>(i) + 0.5;
        while (cell + 1 < m_places.size() && m_places[cell] < at) {
            ++cell;
        }
        m_cell_of.push_back(cell);
    }
}

StateMix::Sums StateMix::before(double place, std::size_t& near) const {
    near = gallop(
        0, m_places.size(), [&](std::size_t i) { return m_places[i] >= place; }, near);
    if (near == 0) {
        return m_sums.front();
    }
    if (near == m_places.size()) {
        return m_sums.back();
    }
    const double share = (place - m_places[near - 1]) / (m_places[near] - m_places[near - 1]);
    Sums sums = m_sums[near - 1];
    for (std::size_t kind = 0; kind < sums.size(); ++kind) {
        sums[kind] += share * (m_sums[near][kind] - sums[kind]);
    }
    return sums;
}

StateMix::Sums StateMix::between(double from, double to) const {
    return Walk{*this}.between(from, to);
}

StateMix::Sums StateMix::Walk::between(double from, double to) {
    const Sums first = from == m_to ? m_before : m_mix->before(from, m_near);
    m_before = m_mix->before(to, m_near);
    m_to = to;
    Sums sums = m_before;
    for (std::size_t kind = 0; kind < sums.size(); ++kind) {
        sums[kind] = std::max(sums[kind] - first[kind], 0.0);
    }
    return sums;
}

} // namespace app
