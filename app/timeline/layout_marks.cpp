#include "app/timeline/layout_parts.hpp"
#include "app/timeline/sign_line.hpp"

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

/// Moves the counts of a row's signs, so that they cover neither a sign, nor the end of the task,
/// nor one another.
void spread_counts(const LayoutContext& c, std::span<Marker> signs, const EndCap* end) {
    float widest = 0;
    for (const Marker& sign : signs) {
        widest = std::max(widest, sign.count > 1 ? sign.count_width : 0);
    }
    if (widest == 0) {
        return;
    }
    const float half = c.view.style.marker_px;
    SignLine line{c.view.left, std::max(c.view.left, c.view.right - widest), 16 * half};
    if (end != nullptr) {
        line.put(end->x, {0, end->y1 - end->y0});
    }
    for (const Marker& sign : signs) {
        line.put(sign.x, {half, half});
    }
    for (Marker& sign : signs) {
        if (sign.count == 1) {
            continue;
        }
        const SignLine::Extent badge{0, sign.count_width};
        const float place =
            line.find(sign.x + sign.count_dx, badge).value_or(sign.x + sign.count_dx);
        sign.count_dx = place - sign.x;
        line.put(place, badge);
    }
}

} // namespace

void layout_marks(const LayoutContext& c, std::size_t row) {
    const std::size_t first_cap = c.out.caps.size();
    const std::size_t first_sign = c.out.markers.size();
    layout_cap(c, row);
    const core::TaskId task = c.index.lanes()[c.lane_of_row(row)].task;
    const auto mark = [&](MarkerKind kind, MarkerLook look, float y) {
        layout_markers(c, c.index.markers_of(task, kind), look, y, c.out.markers);
    };
    // Asked above the bar, learned below it: both often lie on the same pixel. The counts above
    // stand more on the bar than off it, clear of flags; those below keep clear of these.
    const LayoutStyle& style = c.view.style;
    const float down = style.marker_px * 0.7F;
    const float below = std::max(2 * style.marker_px + down - style.bar_height, 0.0F);
    mark(MarkerKind::request, {Role::stopping, Cap::triangle, down}, c.bar_top(row));
    mark(MarkerKind::delivery, {Role::stopping, Cap::diamond, below}, c.bar_bottom(row));
    mark(MarkerKind::error_seen, {Role::error_seen, Cap::eye, down}, c.bar_top(row));
    const EndCap* end = c.out.caps.size() > first_cap ? &c.out.caps.back() : nullptr;
    if (c.view.hides_future && end != nullptr && end->dimmed) {
        end = nullptr; // nobody knows of it yet
    }
    spread_counts(c, std::span{c.out.markers}.subspan(first_sign), end);
}

} // namespace app
