#include "app/timeline/layout.hpp"

#include "app/timeline/layout_parts.hpp"

#include <cmath>

namespace app {
namespace {

AxisMap map_of(const core::Trace& trace, const TimelineView& view) {
    return view.merged ? AxisMap{*view.merged, view.side, view.axis} : AxisMap{trace, view.axis};
}

float place_cursor(const AxisMap& map, const TimeScale& scale, const TimelineView& view) {
    if (view.merged && view.axis == Axis::order) {
        return scale.to_x(static_cast<double>(view.merged_cursor));
    }
    if (view.playing_at && view.axis == Axis::time) {
        return scale.to_x(map.of(*view.playing_at));
    }
    return scale.to_x(map.of_cursor(view.cursor));
}

struct LaneRange {
    std::size_t first = 0;
    std::size_t last = 0; ///< one past
};

LaneRange visible_lanes(const LayoutContext& c) {
    const double page =
        static_cast<double>((c.view.bottom - c.view.top) / c.view.style.lane_height);
    const auto total = static_cast<double>(c.index.lanes().size());
    const double first = std::clamp(std::floor(c.view.scroll), 0.0, total);
    const double last = std::clamp(std::ceil(c.view.scroll + page), first, total);
    return {static_cast<std::size_t>(first), static_cast<std::size_t>(last)};
}

void layout_lane(const LayoutContext& c, std::size_t at) {
    const LaneInfo& info = c.index.lanes()[at];
    const core::TaskState& state = c.state.task(info.task);
    c.out.lanes.push_back({.task = info.task,
                           .name = c.trace().name(info.task),
                           .depth = info.depth,
                           .y0 = c.lane_top(at),
                           .y1 = c.lane_top(at + 1),
                           .state = state_role(state),
                           .exists = state.phase != core::TaskPhase::absent,
                           .alternate = at % 2 == 1,
                           .selected = info.task == c.view.selected,
                           .hovered = info.task == c.view.hovered});
}

std::string_view signal_text(const core::Trace& trace, const core::Event& event) {
    switch (event.kind) {
    case core::EventKind::deadlock:
        return "deadlock";
    case core::EventKind::bound_reached:
        return "stopped at the bound";
    case core::EventKind::error_seen:
        return "error seen";
    default:
        return trace.text(event.label);
    }
}

void layout_signals(const LayoutContext& c) {
    for (const core::EventId id : c.index.signals()) {
        const float x = c.x_of(id);
        if (x >= c.view.left && x <= c.view.right) {
            const core::Event& event = c.trace()[id];
            const bool is_error = event.kind == core::EventKind::error_seen;
            c.out.signals.push_back({.x = x,
                                     .text = signal_text(c.trace(), event),
                                     .role = is_error ? Role::error_seen : Role::signal,
                                     .event = id,
                                     .dimmed = c.is_dimmed(id)});
        }
    }
}

} // namespace

LayoutContext::LayoutContext(const TimelineIndex& of_index, const core::TraceState& at_cursor,
                             const TimelineView& of_view, TimelineLayout& to)
    : index(of_index), state(at_cursor), view(of_view), map(map_of(of_index.trace(), of_view)),
      scale(of_view.window, of_view.left, of_view.right),
      cursor_x(place_cursor(map, scale, of_view)), out(to) {}

void TimelineLayout::clear() {
    ticks.clear();
    lanes.clear();
    ghosts.clear();
    boxes.clear();
    folds.clear();
    gaps.clear();
    labels.clear();
    arrows.clear();
    caps.clear();
    markers.clear();
    signals.clear();
    counters.clear();
}

void layout_timeline(const TimelineIndex& index, const core::TraceState& at_cursor,
                     const TimelineView& view, TimelineLayout& out) {
    out.clear();
    const LayoutContext c{index, at_cursor, view, out};
    out.left = view.left;
    out.right = view.right;
    out.top = view.top;
    out.bottom = view.bottom;
    out.cursor_x = c.cursor_x;
    out.lanes_height = static_cast<float>(index.lanes().size()) * view.style.lane_height;
    out.ticks = ruler_ticks(c.scale, view.window, view.axis);

    const LaneRange visible = visible_lanes(c);
    for (std::size_t lane = visible.first; lane < visible.last; ++lane) {
        layout_lane(c, lane);
        layout_ghosts(c, lane);
        layout_bars(c, lane);
        layout_marks(c, lane);
    }
    layout_arrows(c, visible.first, visible.last);
    layout_signals(c);
    layout_counters(c);
}

} // namespace app
