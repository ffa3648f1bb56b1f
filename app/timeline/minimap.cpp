#include "app/timeline/minimap.hpp"

#include "app/timeline/layout_parts.hpp"
#include "app/timeline/viewport.hpp"

#include <algorithm>
#include <numeric>

namespace app {
namespace {

constexpr float column_px = 2;

/// Columns with the number of tasks in each state; gives the greatest number of tasks alive.
double count_tasks(const TimelineIndex& index, const AxisMap& map, const TimeScale& scale,
                   MinimapLayout& out) {
    StateMix::Walk mix{index.mix(map.axis())};
    double most = 0;
    for (float x = out.left; x < out.right; x += column_px) {
        const float x1 = std::min(x + column_px, out.right);
        const Window own = own_stretch(map, scale, x, x1);
        if (own.length() <= 0) {
            continue;
        }
        const StateMix::Sums sums = mix.between(own.begin, own.end);
        MinimapLayout::Column& column = out.columns.emplace_back();
        column.x0 = x;
        column.x1 = x1;
        for (std::size_t i = 0; i < sums.size(); ++i) {
            column.heights[i] = static_cast<float>(sums[i] / own.length());
        }
        most = std::max(most, std::accumulate(sums.begin(), sums.end(), 0.0) / own.length());
    }
    return most;
}

void stack_columns(MinimapLayout& out, double most) {
    const float per_task = (out.bottom - out.top) / static_cast<float>(std::max(most, 1.0));
    for (MinimapLayout::Column& column : out.columns) {
        for (float& height : column.heights) {
            height *= per_task;
        }
    }
}

void add_marks(const AxisMap& map, const TimeScale& scale, std::span<const core::EventId> events,
               Role role, MinimapLayout& out) {
    constexpr float least_distance = 3;
    std::size_t i = 0;
    while (i < events.size()) {
        const float x = scale.to_x(map.of(events[i]));
        out.marks.push_back({x, role, events[i]});
        const double beyond = scale.to_position(x + least_distance);
        i = gallop(i + 1, events.size(),
                   [&](std::size_t at) { return map.of(events[at]) >= beyond; });
    }
}

} // namespace

void MinimapLayout::clear() {
    columns.clear();
    marks.clear();
}

Window minimap_window(const AxisMap& map) {
    const Window whole = map.whole();
    const double margin = whole.length() * Viewport::whole_margin;
    return {whole.begin - margin, whole.end + margin};
}

void layout_minimap(const TimelineIndex& index, const MinimapView& view, MinimapLayout& out) {
    out.clear();
    out.left = view.left;
    out.right = std::max(view.right, view.left + 1);
    out.top = view.top;
    out.bottom = view.bottom;
    const AxisMap map = map_of(index.trace(), view);
    const TimeScale scale{minimap_window(map), out.left, out.right};
    stack_columns(out, count_tasks(index, map, scale, out));
    // What matters most comes last and lies on top.
    add_marks(map, scale, index.turning_points(TurningPoint::stop), Role::stopping, out);
    add_marks(map, scale, index.turning_points(TurningPoint::signal), Role::signal, out);
    add_marks(map, scale, index.turning_points(TurningPoint::failure), Role::failed, out);
    out.frame_x0 = std::clamp(scale.to_x(view.window.begin), out.left, out.right);
    out.frame_x1 = std::clamp(scale.to_x(view.window.end), out.left, out.right);
    out.cursor_x = scale.to_x(view.cursor);
    if (view.hidden_from < index.trace().size()) {
        std::erase_if(out.columns, [&](const auto& column) { return column.x1 > out.cursor_x; });
        std::erase_if(out.marks, [&](const auto& mark) {
            return core::index_of(mark.event) >= view.hidden_from;
        });
    }
}

MinimapGrip grip_at(const MinimapLayout& layout, float x, float reach) {
    const float middle = (layout.frame_x0 + layout.frame_x1) / 2;
    // A narrow frame keeps a middle that can be grabbed: its handles reach outwards only.
    const float inwards = std::min(reach, (layout.frame_x1 - layout.frame_x0) / 4);
    if (x < middle && x >= layout.frame_x0 - reach && x <= layout.frame_x0 + inwards) {
        return MinimapGrip::begin;
    }
    if (x >= middle && x <= layout.frame_x1 + reach && x >= layout.frame_x1 - inwards) {
        return MinimapGrip::end;
    }
    return x > layout.frame_x0 && x < layout.frame_x1 ? MinimapGrip::frame : MinimapGrip::outside;
}

Window dragged(const Window& from, MinimapGrip grip, double grabbed, double at, double shortest) {
    const double by = at - grabbed;
    switch (grip) {
    case MinimapGrip::begin:
        return {std::min(from.begin + by, from.end - shortest), from.end};
    case MinimapGrip::end:
        return {from.begin, std::max(from.end + by, from.begin + shortest)};
    case MinimapGrip::frame:
        return {from.begin + by, from.end + by};
    case MinimapGrip::outside:
        break;
    }
    return {at - from.length() / 2, at + from.length() / 2};
}

} // namespace app
