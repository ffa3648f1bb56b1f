#include "app/timeline/measure.hpp"

#include "app/timeline/ticks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace app {
namespace {

/// Keeps the nearest of what is offered.
class Nearest {
public:
    Nearest(const AxisMap& map, double place, double reach, std::size_t told)
        : m_map(map), m_place(place), m_distance(reach),
          m_told(told), m_best{place, core::EventId::none} {}

    /// How many events may be offered; the others are ignored.
    std::size_t told() const { return m_told; }
    bool is_told(core::EventId event) const { return core::index_of(event) < m_told; }

    void offer(core::EventId event) {
        if (!is_told(event)) {
            return;
        }
        const double at = m_map.of(event);
        if (std::abs(at - m_place) <= m_distance) {
            m_distance = std::abs(at - m_place);
            m_best = {at, event};
        }
    }

    bool found() const { return m_best.event != core::EventId::none; }
    const Snap& best() const { return m_best; }

private:
    const AxisMap& m_map;
    double m_place;
    double m_distance;
    std::size_t m_told;
    Snap m_best;
};

void offer_edges(const TimelineIndex& index, const AxisMap& map, core::TaskId task, double place,
                 Nearest& nearest) {
    const auto spans = index.spans().of(task);
    const auto after = std::partition_point(spans.begin(), spans.end(), [&](const core::Span& s) {
        return nearest.is_told(s.first) && map.of(s.first) < place;
    });
    if (after != spans.end()) {
        nearest.offer(after->first);
    }
    if (after != spans.begin()) {
        const core::Span& before = *std::prev(after);
        nearest.offer(before.first);
        if (before.last != core::EventId::none) {
            nearest.offer(before.last);
        }
    }
}

void offer_events(const core::Trace& trace, const AxisMap& map, double place, Nearest& nearest) {
    const std::size_t before = std::min(map.cursor_at(place), nearest.told());
    const std::size_t from = before == 0 ? 0 : before - 1;
    for (std::size_t i = from; i < std::min(before + 1, trace.size()); ++i) {
        nearest.offer(static_cast<core::EventId>(i));
    }
}

void offer_points(const std::vector<core::EventId>& events, const AxisMap& map, double place,
                  Nearest& nearest) {
    const auto after = std::partition_point(events.begin(), events.end(), [&](core::EventId e) {
        return nearest.is_told(e) && map.of(e) < place;
    });
    if (after != events.end()) {
        nearest.offer(*after);
    }
    if (after != events.begin()) {
        nearest.offer(*std::prev(after));
    }
}

} // namespace

Snap snap_to_edge(const TimelineIndex& index, const AxisMap& map, core::TaskId task, double place,
                  double reach, std::size_t told) {
    Nearest nearest{map, place, reach, told};
    if (task != core::TaskId::none) {
        offer_edges(index, map, task, place, nearest);
    }
    if (!nearest.found()) {
        offer_events(index.trace(), map, place, nearest);
    }
    return nearest.best();
}

Snap snap_to_turning_point(const TimelineIndex& index, const AxisMap& map, double place,
                           double reach, std::size_t told) {
    Nearest nearest{map, place, reach, told};
    for (const TurningPoint kind :
         {TurningPoint::stop, TurningPoint::signal, TurningPoint::failure}) {
        offer_points(index.turning_points(kind), map, place, nearest);
    }
    return nearest.found() ? nearest.best()
                           : snap_to_edge(index, map, core::TaskId::none, place, reach, told);
}

Measured measure(const core::Trace& trace, Axis axis, const Window& span, std::size_t told) {
    const AxisMap map{trace, axis};
    const auto events = trace.events().first(std::min(told, trace.size()));
    const auto is_before = [&](const core::Event& e) {
        return map.of(static_cast<core::EventId>(&e - events.data())) < span.begin;
    };
    const auto is_within = [&](const core::Event& e) {
        return map.of(static_cast<core::EventId>(&e - events.data())) <= span.end;
    };
    const auto first = std::partition_point(events.begin(), events.end(), is_before);
    const auto last = std::partition_point(first, events.end(), is_within);
    Measured measured;
    measured.events = static_cast<std::size_t>(last - first);
    if (axis == Axis::time) {
        measured.length = core::Duration{std::llround(span.length())};
    } else if (first != last) {
        measured.length = std::prev(last)->at - first->at;
    }
    return measured;
}

std::string text_of(const Measured& measured) {
    if (measured.goes_on && measured.events == 0) {
        return measured.length.count() == 0 ? "nothing so far"
                                            : exact_time(measured.length) + ", nothing so far";
    }
    return fmt::format("{}, {} event{}{}", exact_time(measured.length), measured.events,
                       measured.events == 1 ? "" : "s", measured.goes_on ? " so far" : "");
}

} // namespace app
