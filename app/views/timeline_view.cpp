#include "app/views/timeline_view.hpp"

#include "app/model/words.hpp"
#include "app/timeline/ticks.hpp"
#include "app/views/command_button.hpp"
#include "app/views/draw_shapes.hpp"
#include "app/views/lane_scrollbar.hpp"
#include "app/views/legend.hpp"
#include "app/views/live_bar.hpp"
#include "app/views/splitter.hpp"
#include "app/views/timeline_input.hpp"
#include "app/views/widgets.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace app {
namespace {

LayoutStyle layout_style(const Look& look) {
    const Spacing spacing;
    const auto ems = [&](float n) { return look.px(n * text_points); };
    LayoutStyle style;
    style.lane_height = ems(spacing.lane_height);
    style.bar_height = ems(spacing.bar_height);
    style.counter_height = ems(spacing.counter_height);
    style.counter_gap = look.px(6);
    style.min_box_px = look.px(3);
    style.min_gap_px = look.px(5);
    style.label_pad = look.px(6);
    style.marker_px = look.px(6);
    style.text_width = [font = look.fonts.caption](std::string_view text) {
        return text_width(font, text);
    };
    return style;
}

void make_layout(const View& view, const TimelinePlan& plan, const LayoutStyle& style) {
    TimelineUi& ui = view.ui.timeline;
    TimelineView wanted = view.session.timeline_view();
    wanted.left = plan.lanes.min.x;
    wanted.right = plan.lanes.max.x;
    wanted.top = plan.lanes.min.y;
    wanted.bottom = plan.lanes.max.y;
    wanted.style = style;
    layout_timeline(view.session.run().index(), view.session.at_cursor(), wanted, ui.layout);
    const double page =
        static_cast<double>(plan.lanes.height()) / static_cast<double>(style.lane_height);
    if (page != ui.lane_page) {
        ui.lane_page = page;
        view.wish(SetLanePage{page});
    }
}

/// All counters together take no more than a third of the room, so each gets lower when
/// there are many.
void fit_counters(LayoutStyle& style, std::size_t count, float room, float least) {
    if (count > 0) {
        const float each = room / 3 / static_cast<float>(count) - style.counter_gap;
        style.counter_height = std::clamp(std::floor(each), least, style.counter_height);
    }
}

constexpr std::size_t most_verdict_lines = 3;

/// Long sentences in narrow windows get the smaller face.
ImFont* verdict_font(const View& view, float wrap) {
    const Fonts& fonts = view.look.fonts;
    const bool fits = wrapped(fonts.title, view.session.run().verdict(), wrap).size() <= 2;
    return fits ? fonts.title : fonts.strong;
}

float verdict_wrap(const View& view, float width) {
    return std::max(width - view.look.px(28), 1.0F);
}

float verdict_height(const View& view, float width) {
    if (view.session.run().verdict().empty()) {
        return 0; // under way: the bar of live runs takes the place
    }
    const float wrap = verdict_wrap(view, width);
    ImFont* font = verdict_font(view, wrap);
    const auto lines = wrapped(font, view.session.run().verdict(), wrap).size();
    return std::round(static_cast<float>(std::min(lines, most_verdict_lines)) * font->FontSize +
                      view.look.px(24));
}

void verdict(const View& view, const Area& area) {
    if (area.is_empty()) {
        return;
    }
    const Look& look = view.look;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float wrap = verdict_wrap(view, area.width());
    put_lines(list, verdict_font(view, wrap), {area.min.x + look.px(14), area.min.y + look.px(12)},
              wrap, look.color(UiRole::text), view.session.run().verdict(), most_verdict_lines);
    list.AddRectFilled({area.min.x, area.max.y - 1}, area.max, look.color(UiRole::border));
}

void names_head(const View& view, const Area& area) {
    const Look& look = view.look;
    ImGui::GetWindowDrawList()->AddRectFilled({area.min.x, area.max.y - 1}, area.max,
                                              look.color(UiRole::border));
    const float side = 24;
    const float y = area.min.y + look.px(3);
    const bool order = view.session.axis() == Axis::order;
    ImGui::SetCursorScreenPos({area.min.x + look.px(8), y});
    command_button(view, "axis", order ? Icon::list : Icon::clock, side);
    ImGui::SameLine(0, look.px(4));
    put_text(*ImGui::GetWindowDrawList(), look.fonts.caption,
             {{area.min.x + look.px(36), y}, {area.max.x - look.px(34), y + look.px(side)}},
             look.color(UiRole::muted), order ? "Event order" : "Time");
    ImGui::SetCursorScreenPos({area.max.x - look.px(side + 6), y});
    command_button(view, "fit", Icon::fit, side);
}

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

void names(const View& view, const Area& area) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.PushClipRect(area.min, area.max, true);
    for (const Lane& lane : view.ui.timeline.layout.lanes) {
        name_row(view, lane, {{area.min.x, lane.y0}, {area.max.x, lane.y1}});
    }
    list.PopClipRect();
}

void counter_names(const View& view, const Area& area) {
    const Look& look = view.look;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.PushClipRect(area.min, area.max, true);
    for (const CounterCurve& curve : view.ui.timeline.layout.counters) {
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

void pictures(const View& view, const TimelinePlan& plan, float signals_height) {
    const Look& look = view.look;
    const TimelineLayout& layout = view.ui.timeline.layout;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.PushClipRect(plan.lanes.min, plan.lanes.max, true);
    draw_lane_grounds(list, look, layout);
    draw_bars(list, look, layout);
    draw_scrim(list, look, layout, plan.lanes.min.y, plan.lanes.max.y);
    draw_moments(list, look, layout);
    list.PopClipRect();
    list.PushClipRect(plan.counters.min, plan.counters.max, true);
    draw_counters(list, look, layout);
    draw_scrim(list, look, layout, plan.counters.min.y, plan.counters.max.y);
    list.PopClipRect();
    const std::string now = exact_time(view.session.playback().now());
    const Area flag = cursor_flag(look, layout, plan.ruler, now);
    draw_ruler(list, look, layout, plan.ruler, signals_height, flag);
    draw_cursor(list, look, layout, flag, plan.counters.max.y, now);
}

void hairlines(const View& view, const TimelinePlan& plan) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImU32 color = view.look.color(UiRole::border);
    const float x = plan.lanes.min.x;
    list.AddRectFilled({x - 1, plan.ruler.min.y}, {x, plan.counters.max.y}, color);
    for (const float y : {plan.counters.min.y, plan.legend.min.y}) {
        list.AddRectFilled({plan.names.min.x, y}, {plan.lanes.max.x, y + 1}, color);
    }
}

} // namespace

void timeline_view(const View& view, const Area& panel) {
    const Look& look = view.look;
    LayoutStyle style = layout_style(look);
    fit_counters(style, view.session.run().index().counters().size(), panel.height() - look.px(120),
                 look.px(14));
    const float names_width = view.session.settings().panel(Panel::names) * look.px(text_points);
    const TimelineIndex& index = view.session.run().index();
    const TimelineHeights heights{
        .verdict = verdict_height(view, panel.width()),
        .live_bar = live_bar_height(view),
        .signals = index.signals().empty() ? 0 : look.px(20),
        .counters = counters_height(index, style),
    };
    const TimelinePlan plan = plan_timeline(panel, names_width, heights, look.scale);
    make_layout(view, plan, style);
    verdict(view, plan.verdict);
    live_bar_view(view, plan.live_bar);
    names_head(view, plan.names_head);
    splitter(view, "names edge", plan.names_edge, Panel::names, plan.names.width(), Grows::right);
    lane_scrollbar(view, plan.scrollbar, style.lane_height);
    timeline_input(view, plan);
    pictures(view, plan, heights.signals);
    names(view, plan.names);
    counter_names(view, plan.counter_names);
    draw_lane_scrollbar(view, plan.scrollbar);
    hairlines(view, plan);
    legend_view(view, plan.legend);
}

} // namespace app
