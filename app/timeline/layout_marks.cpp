#include "app/timeline/layout_parts.hpp"

namespace app {
namespace {

Role end_role(const core::Trace& trace, const LaneInfo& lane) {
    if (lane.ended == core::EventId::none) {
        return Role::still_running;
    }
    switch (trace[lane.ended].kind) {
    case core::EventKind::done:
        return Role::done;
    case core::EventKind::failed:
        return Role::failed;
    default:
        return lane.never_ran ? Role::never_ran : Role::cancelled;
    }
}

Cap end_cap(Role role) {
    switch (role) {
    case Role::done:
        return Cap::check;
    case Role::failed:
        return Cap::cross;
    case Role::cancelled:
        return Cap::stop;
    case Role::never_ran:
        return Cap::hollow;
    default:
        return Cap::open;
    }
}

void layout_cap(const LayoutContext& c, std::size_t at) {
    const LaneInfo& lane = c.index.lanes()[c.lane_of_row(at)];
    const bool ended = lane.ended != core::EventId::none;
    if (!ended && !c.trace().is_complete()) {
        return; // it goes on
    }
    const float x = ended ? c.x_of(lane.ended) : c.scale.to_x(c.map.run_end());
    if (x < c.view.left - c.view.style.bar_height || x > c.view.right) {
        return;
    }
    const Role role = end_role(c.trace(), lane);
    c.out.caps.push_back(
        {.task = lane.task,
         .x = x,
         .y0 = c.bar_top(at),
         .y1 = c.bar_bottom(at),
         .role = role,
         .cap = end_cap(role),
         .event = lane.ended,
         .dimmed = ended ? c.is_dimmed(lane.ended) : c.view.cursor < c.trace().size()});
}

struct MarkerLook {
    MarkerKind kind;
    Role role;
    Cap cap;
};

/// All markers of one kind: as many as fit beside each other, the others as a count.
void layout_kind(const LayoutContext& c, core::TaskId task, const MarkerLook& look, float y) {
    const auto events = c.index.markers_of(task, look.kind);
    const double reach = static_cast<double>(c.view.style.marker_px) / c.scale.px_per_unit();
    const auto visible = std::partition_point(events.begin(), events.end(), [&](core::EventId e) {
        return c.map.of(e) < c.view.window.begin - reach;
    });
    std::size_t i = static_cast<std::size_t>(visible - events.begin());
    while (i < events.size() && c.map.of(events[i]) <= c.view.window.end + reach) {
        const double from = c.map.of(events[i]);
        const std::size_t next = gallop(i + 1, events.size(), [&](std::size_t at) {
            return c.map.of(events[at]) >= from + reach;
        });
        c.out.markers.push_back({.task = task,
                                 .x = c.scale.to_x(from),
                                 .y = y,
                                 .role = look.role,
                                 .cap = look.cap,
                                 .event = events[i],
                                 .count = static_cast<std::uint32_t>(next - i),
                                 .dimmed = c.is_dimmed(events[i])});
        i = next;
    }
}

} // namespace

void layout_marks(const LayoutContext& c, std::size_t row) {
    layout_cap(c, row);
    const core::TaskId task = c.index.lanes()[c.lane_of_row(row)].task;
    // Asked above the bar, learned below it: both often lie on the same pixel.
    layout_kind(c, task, {MarkerKind::request, Role::stopping, Cap::triangle}, c.bar_top(row));
    layout_kind(c, task, {MarkerKind::delivery, Role::stopping, Cap::diamond}, c.bar_bottom(row));
    layout_kind(c, task, {MarkerKind::error_seen, Role::error_seen, Cap::eye}, c.bar_top(row));
}

} // namespace app
