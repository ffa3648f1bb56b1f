#include "app/timeline/hit_test.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

namespace app {
namespace {

template <class Shape>
bool contains(const Shape& shape, float x, float y) {
    return x >= shape.x0 && x <= shape.x1 && y >= shape.y0 && y <= shape.y1;
}

/// Index of the last shape for which `is_hit` holds: what is drawn last lies on top.
template <class Shape, class IsHit>
std::optional<std::size_t> topmost(const std::vector<Shape>& shapes, const IsHit& is_hit) {
    const auto found = std::find_if(shapes.rbegin(), shapes.rend(), is_hit);
    if (found == shapes.rend()) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(shapes.rend() - found) - 1;
}

/// The nearest marker within reach: they often lie close together.
std::optional<std::size_t> nearest_marker(const TimelineLayout& layout, float x, float y,
                                          float reach) {
    constexpr float half_size = 5;
    std::optional<std::size_t> best;
    float best_distance = half_size + reach;
    for (std::size_t i = 0; i < layout.markers.size(); ++i) {
        const Marker& marker = layout.markers[i];
        const float distance = std::max(std::abs(marker.x - x), std::abs(marker.y - y));
        if (distance <= best_distance) {
            best = i;
            best_distance = distance;
        }
    }
    return best;
}

Hit small_thing(const TimelineLayout& layout, float x, float y, float reach) {
    if (const auto i = nearest_marker(layout, x, y, reach)) {
        return {Hit::Kind::marker, layout.markers[*i].task, *i, layout.markers[*i].event};
    }
    const auto cap = topmost(layout.caps, [&](const EndCap& c) {
        const float size = c.y1 - c.y0;
        return x >= c.x - reach && x <= c.x + size + reach && y >= c.y0 && y <= c.y1;
    });
    if (cap) {
        return {Hit::Kind::cap, layout.caps[*cap].task, *cap, layout.caps[*cap].event};
    }
    const auto signal = topmost(layout.signals, [&](const SignalLine& s) {
        return std::abs(s.x - x) <= reach / 2 && y >= layout.top && y <= layout.bottom;
    });
    if (signal) {
        return {Hit::Kind::signal, core::TaskId::none, *signal, layout.signals[*signal].event};
    }
    return {};
}

Hit bar(const TimelineLayout& layout, float x, float y) {
    const auto here = [&](const auto& shape) { return contains(shape, x, y); };
    if (const auto i = topmost(layout.gaps, here)) {
        return {Hit::Kind::gap, layout.gaps[*i].task, *i, layout.gaps[*i].request};
    }
    if (const auto i = topmost(layout.folds, here)) {
        return {Hit::Kind::fold, layout.folds[*i].task, *i, layout.folds[*i].first};
    }
    if (const auto i = topmost(layout.boxes, here)) {
        return {Hit::Kind::box, layout.boxes[*i].task, *i, layout.boxes[*i].first};
    }
    return {};
}

Hit gap_band(const TimelineLayout& layout, float x) {
    const auto i = topmost(layout.breaks, [&](const Break& b) { return x >= b.x0 && x < b.x1; });
    return i ? Hit{Hit::Kind::gap_band, core::TaskId::none, *i, core::EventId::none} : Hit{};
}

Hit counter(const TimelineLayout& layout, float y) {
    const auto i =
        topmost(layout.counters, [&](const CounterCurve& c) { return y >= c.y0 && y <= c.y1; });
    return i ? Hit{Hit::Kind::counter, core::TaskId::none, *i, core::EventId::none} : Hit{};
}

} // namespace

Hit hit_test(const TimelineLayout& layout, float x, float y, float reach) {
    if (x < layout.left || x > layout.right || y < layout.top) {
        return {};
    }
    if (const Hit hit = gap_band(layout, x)) {
        return hit;
    }
    if (y > layout.bottom) {
        return counter(layout, y);
    }
    if (const Hit hit = small_thing(layout, x, y, reach)) {
        return hit;
    }
    if (const Hit hit = bar(layout, x, y)) {
        return hit;
    }
    const core::TaskId task = lane_at(layout, y);
    return task == core::TaskId::none ? Hit{} : Hit{Hit::Kind::lane, task, 0, core::EventId::none};
}

core::TaskId lane_at(const TimelineLayout& layout, float y) {
    if (y < layout.top || y > layout.bottom) {
        return core::TaskId::none;
    }
    const auto lane = std::find_if(layout.lanes.begin(), layout.lanes.end(),
                                   [&](const Lane& l) { return y >= l.y0 && y < l.y1; });
    return lane == layout.lanes.end() ? core::TaskId::none : lane->task;
}

} // namespace app
