#include "app/views/timeline_pane.hpp"

#include "app/model/words.hpp"
#include "app/views/draw_shapes.hpp"
#include "app/views/lane_scrollbar.hpp"
#include "app/views/what_if_flags.hpp"
#include "app/views/widgets.hpp"

#include <cmath>
#include <string>

namespace app {
namespace {

void name_row(const View& view, const Lane& lane, const Area& area) {
    const Look& look = view.look;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (lane.selected) {
        list.AddRectFilled(area.min, area.max, look.color(UiRole::accent_soft));
        list.AddRectFilled(area.min, {area.min.x + look.px(3), area.max.y},
                           look.color(UiRole::accent));
    } else if (lane.hovered) {
        list.AddRectFilled(area.min, area.max, look.color(UiRole::hover));
    }
    const float dot = look.px(4);
    const float x = area.min.x + look.px(14) +
                    static_cast<float>(lane.depth) * look.px(Spacing{}.indent * text_points);
    const float middle = std::round((area.min.y + area.max.y) / 2);
    const ImU32 color = to_u32(look.style(lane.state).fill);
    if (lane.exists) {
        list.AddCircleFilled({x + dot, middle}, dot, color, 16);
    } else {
        list.AddCircle({x + dot, middle}, dot - 1, look.color(UiRole::disabled), 16);
    }
    const UiRole role = lane.exists ? UiRole::text : UiRole::disabled;
    put_text(list, lane.selected ? look.fonts.strong : look.fonts.body,
             {{x + look.px(15), area.min.y}, {area.max.x - look.px(6), area.max.y}},
             look.color(role), lane.name);
}

void names(const Pane& pane) {
    const View& view = pane.view;
    const Area& area = pane.plan.names;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.PushClipRect(area.min, area.max, true);
    for (const Lane& lane : pane.layout().lanes) {
        name_row(view, lane, {{area.min.x, lane.y0}, {area.max.x, lane.y1}});
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
    draw_moments(list, look, layout);
    list.PopClipRect();
    list.PushClipRect(plan.counters.min, plan.counters.max, true);
    draw_counters(list, look, layout);
    draw_scrim(list, look, layout, plan.counters.min.y, plan.counters.max.y);
    list.PopClipRect();
}

} // namespace

void layout_pane(const Pane& pane, const LayoutStyle& style) {
    const View& view = pane.view;
    const Area& lanes = pane.plan.lanes;
    TimelineView wanted = view.session.timeline_view(pane.side);
    wanted.left = lanes.min.x;
    wanted.right = lanes.max.x;
    wanted.top = lanes.min.y;
    wanted.bottom = lanes.max.y;
    wanted.style = style;
    layout_timeline(pane.run.index(), view.session.at_cursor(pane.side), wanted, pane.ui().layout);
    const double page =
        static_cast<double>(lanes.height()) / static_cast<double>(style.lane_height);
    if (page != view.session.lanes(pane.side).lane_page()) {
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
