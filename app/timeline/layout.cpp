#include "app/timeline/layout.hpp"

#include "app/timeline/layout_parts.hpp"
#include "app/timeline/measure.hpp"

#include <cmath>

namespace app {
namespace {

float place_cursor(const AxisMap& map, const TimeScale& scale, const TimelineView& view) {
    if (view.merged && view.axis == Axis::order) {
        return scale.to_x(static_cast<double>(view.merged_cursor));
    }
    if (view.playing_at && view.axis == Axis::time) {
        return scale.to_x(map.of(*view.playing_at));
    }
    return scale.to_x(map.of_cursor(view.cursor));
}

struct RowRange {
    std::size_t first = 0;
    std::size_t last = 0; ///< one past
};

/// Of the rows below the pinned ones.
RowRange visible_rows(const LayoutContext& c) {
    const double page =
        static_cast<double>((c.view.bottom - c.view.top) / c.view.style.lane_height);
    const auto total = static_cast<double>(c.row_count());
    const auto pinned = static_cast<double>(c.pinned());
    const double first = std::clamp(pinned + std::floor(c.scroll()), 0.0, total);
    const double last = std::clamp(std::ceil(c.scroll() + page), first, total);
    return {static_cast<std::size_t>(first), static_cast<std::size_t>(last)};
}

void layout_lane(const LayoutContext& c, std::size_t at) {
    const std::size_t lane = c.lane_of_row(at);
    const LaneInfo& info = c.index.lanes()[lane];
    const Subtree* const hidden = c.collapsed(at);
    const core::TaskState& state = c.state.task(info.task);
    // The first child's lane comes next.
    const bool has_children =
        info.has_children && core::index_of(c.index.lanes()[lane + 1].created) < c.told();
    c.out.lanes.push_back({.task = info.task,
                           .name = c.trace().name(info.task),
                           .depth = info.depth,
                           .y0 = c.lane_top(at),
                           .y1 = c.lane_bottom(at),
                           .state = state_role(state),
                           .exists = state.phase != core::TaskPhase::absent,
                           .alternate = at % 2 == 1,
                           .selected = info.task == c.view.selected,
                           .hovered = info.task == c.view.hovered,
                           .has_children = has_children,
                           .collapsed = hidden == nullptr ? 0 : c.count_told(hidden->created),
                           .pinned = at < c.pinned(),
                           .matches = c.view.matches != nullptr && (*c.view.matches)[lane]});
}

/// That main sees an error is what most runs are about; another task is named.
std::string error_seen_text(const core::Trace& trace, core::TaskId by) {
    const bool is_main = by == core::TaskId::none || by == core::main_task;
    return is_main ? "error seen" : "error seen by " + std::string{trace.name(by)};
}

std::string signal_text(const core::Trace& trace, const core::Event& event) {
    switch (event.kind) {
    case core::EventKind::deadlock:
        return "deadlock";
    case core::EventKind::bound_reached:
        return "stopped at the bound";
    case core::EventKind::error_seen:
        return error_seen_text(trace, event.task);
    default:
        return std::string{trace.text(event.label)};
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

void layout_origin(const LayoutContext& c) {
    c.out.origin_x.reset();
    const float x = c.scale.to_x(c.map.of(c.view.origin));
    if (c.view.axis == Axis::time && x >= c.view.left && x <= c.view.right) {
        c.out.origin_x = x;
    }
}

void layout_measure(const LayoutContext& c) {
    c.out.measure.reset();
    if (c.view.measure) {
        const Window span{c.map.own(c.view.measure->begin), c.map.own(c.view.measure->end)};
        Measured measured = measure(c.trace(), c.view.axis, span, c.told());
        const double told = c.view.axis == Axis::time ? static_cast<double>(c.now().count())
                                                      : static_cast<double>(c.view.cursor);
        measured.goes_on = c.told() < c.trace().size() && span.end >= told;
        if (c.view.axis == Axis::time) { // no more digits than pixels can tell apart
            const double step = std::pow(10.0, std::floor(-std::log10(c.scale.px_per_unit())));
            const auto whole_step = static_cast<std::int64_t>(std::max(step, 1.0));
            measured.length = core::Duration{(measured.length.count() + whole_step / 2) /
                                             whole_step * whole_step};
        }
        c.out.measure = MeasureBand{c.clip(c.scale.to_x(c.view.measure->begin)),
                                    c.clip(c.scale.to_x(c.view.measure->end)), text_of(measured)};
    }
}

void layout_hovered_event(const LayoutContext& c) {
    c.out.hover_x.reset();
    if (core::index_of(c.view.hovered_event) < c.trace().size()) {
        const float x = c.x_of(c.view.hovered_event);
        if (x >= c.view.left && x <= c.view.right) {
            c.out.hover_x = x;
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
    summaries.clear();
    gaps.clear();
    labels.clear();
    arrows.clear();
    caps.clear();
    markers.clear();
    signals.clear();
    breaks.clear();
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
    out.origin = view.origin;
    out.is_searching = view.matches != nullptr;
    out.hidden_from = view.hides_future ? view.cursor : SIZE_MAX;
    out.lanes_height = static_cast<float>(c.row_count()) * view.style.lane_height;
    out.pinned_bottom = view.top + static_cast<float>(c.pinned()) * view.style.lane_height;
    out.ticks = ruler_ticks(c.scale, view.window, {view.axis, view.squeeze, view.origin});
    layout_breaks(c);

    const RowRange visible = visible_rows(c);
    for (const RowRange& part : {RowRange{0, c.pinned()}, visible}) {
        for (std::size_t row = part.first; row < part.last; ++row) {
            layout_lane(c, row);
            layout_ghosts(c, row);
            layout_marks(c, row);
            layout_bars(c, row);
            layout_summary(c, row);
        }
    }
    layout_arrows(c, visible.first, visible.last);
    layout_causes(c);
    layout_signals(c);
    layout_hovered_event(c);
    layout_origin(c);
    layout_measure(c);
    layout_counters(c);
    if (view.hides_future) {
        hide_future(c);
    }
}

} // namespace app
