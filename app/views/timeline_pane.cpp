#include "app/views/timeline_pane.hpp"

#include "app/model/words.hpp"
#include "app/views/draw_shapes.hpp"
#include "app/views/inspection.hpp"
#include "app/views/lane_scrollbar.hpp"
#include "app/views/what_if_flags.hpp"
#include "app/views/widgets.hpp"

#include <cmath>
#include <string>

namespace app {
namespace {

void draw_pin(ImDrawList& list, const Look& look, ImVec2 at, ImU32 color) {
    list.AddCircleFilled({at.x, at.y - look.px(3)}, look.px(3), color, 12);
    list.AddRectFilled({at.x - look.px(1) / 2, at.y - look.px(1)},
                       {at.x + look.px(1) / 2, at.y + look.px(5)}, color);
}

/// Draws what stands at the right end of a name: how many children it hides, and the pin. Gives
/// where the name has to end.
float name_end(const Look& look, ImDrawList& list, const Lane& lane, const Area& area) {
    float x = area.max.x - look.px(6);
    if (lane.pinned || lane.hovered) {
        x = area.max.x - pin_width(look);
        draw_pin(list, look, {(x + area.max.x) / 2, area.center().y},
                 look.color(lane.pinned ? UiRole::accent : UiRole::disabled));
    }
    if (lane.collapsed > 0) {
        const std::string hidden = "+" + std::to_string(lane.collapsed);
        const float width = text_width(look.fonts.caption, hidden);
        put_text(list, look.fonts.caption, {{x - width, area.min.y}, {x, area.max.y}},
                 look.color(UiRole::muted), hidden);
        x -= width + look.px(4);
    }
    return x;
}

void name_row(const Pane& pane, const Lane& lane, const Area& area) {
    const Look& look = pane.view.look;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (lane.selected) {
        list.AddRectFilled(area.min, area.max, look.color(UiRole::accent_soft));
        list.AddRectFilled(area.min, {area.min.x + look.px(3), area.max.y},
                           look.color(UiRole::accent));
    } else if (lane.hovered) {
        list.AddRectFilled(area.min, area.max, look.color(UiRole::hover));
    }
    if (lane.matches) {
        list.AddRectFilled({area.min.x, area.min.y + 1}, {area.max.x, area.max.y - 1},
                           look.color(UiRole::accent, 0.18F), look.px(4));
    }
    const float dot = look.px(4);
    const float x = lane_indent(look, area, lane) + look.px(14);
    const float middle = std::round((area.min.y + area.max.y) / 2);
    const ImU32 color = to_u32(look.style(lane.state).fill);
    if (lane.exists) {
        list.AddCircleFilled({x + dot, middle}, dot, color, 16);
    } else {
        list.AddCircle({x + dot, middle}, dot - 1, look.color(UiRole::disabled), 16);
    }
    if (lane.has_children) {
        draw_icon(list, lane.collapsed > 0 ? Icon::chevron_right : Icon::chevron_down,
                  {x - look.px(6), middle}, look.px(10), look.color(UiRole::muted));
    }
    const bool steps_back = pane.layout().is_searching && !lane.matches;
    const UiRole role = lane.exists && !steps_back ? UiRole::text : UiRole::disabled;
    const bool is_strong = lane.selected || lane.matches;
    const Area room{{x + look.px(15), area.min.y}, {name_end(look, list, lane, area), area.max.y}};
    ImFont* const font = is_strong ? look.fonts.strong : look.fonts.body;
    const bool fits = text_width(font, lane.name) <= room.width();
    put_text(list, fits ? font : look.fonts.caption, room, look.color(role), lane.name);
}

void names(const Pane& pane) {
    const Area& area = pane.plan.names;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.PushClipRect(area.min, area.max, true);
    for (const Lane& lane : pane.layout().lanes) {
        name_row(pane, lane, {{area.min.x, lane.y0}, {area.max.x, lane.y1}});
    }
    list.PopClipRect();
}

void counter_names(const Pane& pane) {
    const Look& look = pane.view.look;
    const Area& area = pane.plan.counter_names;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.PushClipRect(area.min, area.max, true);
    for (const CounterCurve& curve : pane.layout().counters) {
        std::string name = counter_words(curve.name);
        name += curve.kind == CounterTrack::Kind::free      ? " free"
                : curve.kind == CounterTrack::Kind::waiting ? " waiting"
                                                            : "";
        const Area row{{area.min.x + look.px(12), curve.y0}, {area.max.x - look.px(8), curve.y1}};
        const std::string value = std::to_string(curve.now);
        const float room = text_width(look.fonts.strong, value) + look.px(4);
        put_text(list, look.fonts.caption, {row.min, {row.max.x - room, row.max.y}},
                 look.color(UiRole::muted), name);
        put_text(list, look.fonts.strong, row, look.color(UiRole::text), value, Align::right);
    }
    list.PopClipRect();
}

void signals(const Pane& pane) {
    const Area& area = pane.plan.signals;
    if (area.is_empty()) {
        return;
    }
    const Look& look = pane.view.look;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.PushClipRect(area.min, area.max, true);
    list.AddRectFilled(area.min, area.max, look.color(UiRole::lane));
    draw_signal_flags(list, look, pane.layout(), area);
    draw_what_if_flags(pane);
    list.PopClipRect();
}

void pictures(const Pane& pane) {
    const Look& look = pane.view.look;
    const PanePlan& plan = pane.plan;
    const TimelineLayout& layout = pane.layout();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.PushClipRect(plan.lanes.min, plan.lanes.max, true);
    draw_lane_grounds(list, look, layout);
    draw_ghosts(list, look, layout);
    draw_bars(list, look, layout);
    draw_scrim(list, look, layout, plan.lanes.min.y, plan.lanes.max.y);
    draw_breaks(list, look, layout, plan.lanes.min.y, plan.lanes.max.y);
    // Over the gaps: the ends of tasks are never hidden. Signs on the edge of the first bar stand
    // out.
    list.PushClipRect({plan.lanes.min.x, plan.lanes.min.y - look.px(3)}, plan.lanes.max);
    draw_moments(list, look, layout);
    list.PopClipRect();
    draw_pinned_edge(list, look, layout);
    draw_measure(list, look, layout, plan.lanes.min.y, plan.lanes.max.y);
    list.PopClipRect();
    list.PushClipRect(plan.counters.min, plan.counters.max, true);
    draw_counters(list, look, layout);
    draw_scrim(list, look, layout, plan.counters.min.y, plan.counters.max.y);
    draw_breaks(list, look, layout, plan.counters.min.y, plan.counters.max.y);
    list.PopClipRect();
}

} // namespace

TimeScale scale_of(const Pane& pane) {
    return {pane.view.session.viewport().window(), pane.layout().left, pane.layout().right};
}

float lane_indent(const Look& look, const Area& names, const Lane& lane) {
    return names.min.x + static_cast<float>(lane.depth) * look.px(Spacing{}.indent * text_points);
}

float pin_width(const Look& look) {
    return look.px(20);
}

void layout_pane(const Pane& pane, const LayoutStyle& style) {
    const View& view = pane.view;
    const Area& lanes = pane.plan.lanes;
    TimelineView wanted = view.session.timeline_view(pane.side);
    wanted.left = lanes.min.x;
    wanted.right = lanes.max.x;
    wanted.top = lanes.min.y;
    wanted.bottom = lanes.max.y;
    wanted.counters_top = pane.plan.counters.min.y;
    wanted.style = style;
    wanted.hovered_gap = view.ui.timeline.hovered_gap;
    if (pane.side == view.session.focus()) { // whose events these are
        for (const Cause& cause : inspection_of(view).why) {
            wanted.causes.push_back(cause.event);
        }
    }
    layout_timeline(pane.run.index(), view.session.at_cursor(pane.side), wanted, pane.ui().layout);
    const double page =
        static_cast<double>(lanes.height()) / static_cast<double>(style.lane_height);
    if (page != view.session.lane_view(pane.side).page()) {
        view.wish(SetLanePage{page, pane.side});
    }
}

void draw_pane(const Pane& pane) {
    signals(pane);
    pictures(pane);
    names(pane);
    counter_names(pane);
    draw_lane_scrollbar(pane);
}

} // namespace app
