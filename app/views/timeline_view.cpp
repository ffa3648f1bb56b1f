#include "app/views/timeline_view.hpp"

#include "app/model/clock_text.hpp"
#include "app/views/command_button.hpp"
#include "app/views/draw_minimap.hpp"
#include "app/views/draw_shapes.hpp"
#include "app/views/findings_view.hpp"
#include "app/views/legend.hpp"
#include "app/views/live_bar.hpp"
#include "app/views/minimap_input.hpp"
#include "app/views/pane_head.hpp"
#include "app/views/play_signs.hpp"
#include "app/views/search_bar.hpp"
#include "app/views/splitter.hpp"
#include "app/views/timeline_input.hpp"
#include "app/views/timeline_pane.hpp"
#include "app/views/widgets.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

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

/// All counters together take no more than `room`, so each gets lower when there are many.
void fit_counters(LayoutStyle& style, std::size_t count, float room, float least) {
    if (count > 0) {
        const float each = room / static_cast<float>(count) - style.counter_gap;
        style.counter_height = std::clamp(std::floor(each), least, style.counter_height);
    }
}

constexpr std::size_t most_verdict_lines = 4;

/// What the strip above the timeline says: the verdict, or what predict mode is about now.
std::string verdict_text(const View& view) {
    const Predict& predict = view.session.predict();
    return predict.is_on() && (!predict.hides() || !view.session.tells_all())
               ? predict_words(predict, view.session.cursor())
               : view.session.run().verdict();
}

/// Long sentences in narrow windows get the smaller face.
ImFont* verdict_font(const View& view, const std::string& text, float wrap) {
    const Fonts& fonts = view.look.fonts;
    const bool fits = wrapped(fonts.title, text, wrap).size() <= 2;
    return fits ? fonts.title : fonts.strong;
}

float verdict_wrap(const View& view, float width) {
    return std::max(width - view.look.px(28) - findings_badge_width(view, width), 1.0F);
}

float verdict_height(const View& view, float width) {
    const std::string text = verdict_text(view);
    if (text.empty() || view.session.is_comparing()) {
        return 0; // under way: the bar of live runs takes the place; two runs have a head each
    }
    const float wrap = verdict_wrap(view, width);
    ImFont* font = verdict_font(view, text, wrap);
    const auto lines = wrapped(font, text, wrap).size();
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
    const std::string text = verdict_text(view);
    put_lines(list, verdict_font(view, text, wrap),
              {area.min.x + look.px(14), area.min.y + look.px(12)}, wrap, look.color(UiRole::text),
              text, most_verdict_lines);
    findings_badge(view, area);
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

/// The ruler, and the one cursor through all panes.
void ruler(const View& view, const TimelinePlan& plan) {
    const Look& look = view.look;
    const TimelineLayout& layout = view.ui.timeline.pane(Side::a).layout;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const std::string now = clock_text(view.session);
    const Area flag = cursor_flag(look, layout, plan.ruler, now);
    draw_ruler(list, look, layout, plan.ruler, flag);
    draw_origin(list, look, layout, plan.ruler, view.ui.timeline.origin_lit);
    draw_hovered_event(list, look, layout, plan.ruler, plan.bottom());
    section_on_ruler(view, plan.ruler);
    draw_cursor(list, look, layout, flag, plan.bottom(), now);
    stop_sign(view, plan.panes[0].lanes);
}

void make_minimap(const View& view, const Area& area) {
    const Session& session = view.session;
    MinimapView wanted;
    wanted.axis = session.axis();
    wanted.side = session.focus();
    wanted.merged = session.is_comparing() ? &session.comparison()->order() : nullptr;
    wanted.squeeze = &session.compression().squeeze();
    wanted.window = session.viewport().window();
    wanted.cursor = session.cursor_position();
    wanted.hidden_from = session.predict().hides() ? session.cursor() : SIZE_MAX;
    wanted.left = area.min.x;
    wanted.right = area.max.x;
    wanted.top = area.min.y + view.look.px(11);
    wanted.bottom = area.max.y - view.look.px(6);
    layout_minimap(session.run().index(), wanted, view.ui.timeline.minimap);
}

void minimap(const View& view, const TimelinePlan& plan) {
    if (plan.minimap.is_empty()) {
        return;
    }
    const Look& look = view.look;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.PushClipRect(plan.minimap.min, plan.minimap.max, true);
    draw_minimap(list, look, view.ui.timeline.minimap);
    list.PopClipRect();
    put_text(list, look.fonts.caption,
             {{plan.minimap_name.min.x + look.px(12), plan.minimap_name.min.y},
              {plan.minimap_name.max.x - look.px(8), plan.minimap_name.max.y}},
             look.color(UiRole::muted), "Whole run");
}

void hairlines(const View& view, const TimelinePlan& plan) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImU32 color = view.look.color(UiRole::border);
    const auto across = [&](float y) {
        list.AddRectFilled({plan.legend.min.x, y}, {plan.legend.max.x, y + 1}, color);
    };
    list.AddRectFilled({plan.ruler.min.x - 1, plan.ruler.min.y},
                       {plan.ruler.min.x, plan.legend.min.y}, color);
    for (const PanePlan& pane : plan.shown()) {
        across(pane.counters.min.y);
    }
    across(plan.minimap.min.y);
    across(plan.legend.min.y);
}

/// What takes room above the lanes of a run: its signals, and what was done to it.
bool has_flags(const View& view, const Run& run, Side side) {
    return !run.index().signals().empty() || !view.session.what_if(side).items().empty();
}

PaneHeights pane_heights(const View& view, Side side, const LayoutStyle& style, float width) {
    const Run& run = view.session.run(side);
    const auto lanes = static_cast<float>(view.session.lane_view(side).rows().size());
    return {.head = pane_head_height(view, side, width),
            .head_title = pane_title_height(view),
            .head_line = view.look.fonts.body->FontSize,
            .signals = has_flags(view, run, side) ? view.look.px(20) : 0,
            .lanes = lanes * style.lane_height,
            .counters = counters_height(view.session.counter_count(), style),
            .counter = style.counter_height + style.counter_gap,
            .counter_share = view.session.is_comparing() ? 0.36F : 0.5F};
}

TimelineHeights heights_of(const View& view, const LayoutStyle& style, float width) {
    TimelineHeights heights{
        .verdict = verdict_height(view, width),
        .live_bar = live_bar_height(view),
        .search = search_bar_height(view),
        .panes = {pane_heights(view, Side::a, style, width), {}},
        .minimap = view.look.px(42),
        .legend = legend_height(view, width),
    };
    if (view.session.is_comparing()) {
        heights.panes[1] = pane_heights(view, Side::b, style, width);
        heights.pane_count = 2;
    }
    return heights;
}

LayoutStyle style_for(const View& view, const Area& panel) {
    const Look& look = view.look;
    LayoutStyle style = layout_style(look);
    std::size_t counters = view.session.counter_count();
    float share = 1.0F / 3; // of the height
    if (view.session.is_comparing()) {
        counters *= side_count;
        style.counter_gap = look.px(3);
        const std::size_t lanes = view.session.lane_view(Side::a).rows().size() +
                                  view.session.lane_view(Side::b).rows().size();
        const bool is_tight =
            static_cast<float>(lanes) * style.lane_height > 0.45F * panel.height();
        share = is_tight ? 1.0F / 5 : share; // the lanes come first
    }
    fit_counters(style, counters, share * (panel.height() - look.px(120)), look.px(14));
    return style;
}

/// The height of a lane: lower where that lets all of two runs be seen, or more than a few of one.
float fitting_height(const View& view, const LayoutStyle& style, const TimelinePlan& plan) {
    constexpr std::size_t enough_of_one = 8;
    float room = 0;
    std::size_t lanes = 0;
    for (std::size_t i = 0; i < plan.pane_count; ++i) {
        room += plan.panes[i].lanes.height();
        lanes += view.session.lane_view(static_cast<Side>(i)).rows().size();
    }
    if (plan.pane_count == 1) {
        lanes = std::min(lanes, enough_of_one);
    }
    const float least = view.look.px(plan.pane_count == 1 ? 20 : 17);
    const float wanted = std::floor(room / static_cast<float>(std::max<std::size_t>(lanes, 1)));
    return std::clamp(wanted, std::min(least, style.lane_height), style.lane_height);
}

/// The height, at least `lane`, at which the lanes that have room fill it.
float filling_height(const TimelinePlan& plan, const TimelineHeights& heights, float lane) {
    float height = std::numeric_limits<float>::max();
    for (std::size_t i = 0; i < plan.pane_count; ++i) {
        const float room = plan.panes[i].counters.min.y - plan.panes[i].lanes.min.y;
        const float lanes = std::round(heights.panes[i].lanes / lane);
        const float shown = std::max(std::min(lanes, std::floor(room / lane)), 1.0F);
        height = std::min(height, std::floor(room / shown));
    }
    return std::max(height, lane);
}

/// The same lanes with another height.
void set_lane_height(TimelineHeights& heights, LayoutStyle& style, float height) {
    for (PaneHeights& pane : heights.panes) {
        pane.lanes *= height / style.lane_height;
        pane.lane = height;
    }
    style.lane_height = height;
}

/// Where everything is. The lanes get the height that the room lets them have.
TimelinePlan plan_for(const View& view, LayoutStyle& style, const Area& panel) {
    const float names =
        view.session.shown_settings().panel(Panel::names) * view.look.px(text_points);
    TimelineHeights heights = heights_of(view, style, panel.width());
    const float whole = style.lane_height;
    const auto plan = [&] { return plan_timeline(panel, names, heights, view.look.scale); };
    set_lane_height(heights, style, fitting_height(view, style, plan()));
    set_lane_height(heights, style,
                    std::min(filling_height(plan(), heights, style.lane_height), whole));
    // Labels need all of a low bar.
    style.bar_height = std::min(style.bar_height, style.lane_height - std::round(view.look.px(4)));
    return plan();
}

std::vector<Pane> panes_of(const View& view, const TimelinePlan& plan) {
    std::vector<Pane> panes{{view, view.session.run(Side::a), Side::a, plan.panes[0]}};
    if (plan.pane_count == 2) {
        panes.push_back({view, view.session.run(Side::b), Side::b, plan.panes[1]});
    }
    return panes;
}

} // namespace

void timeline_view(const View& view, const Area& panel) {
    LayoutStyle style = style_for(view, panel);
    const TimelinePlan plan = plan_for(view, style, panel);
    view.ui.timeline.bottom = plan.bottom();
    const std::vector<Pane> panes = panes_of(view, plan);
    for (const Pane& pane : panes) {
        layout_pane(pane, style);
    }
    make_minimap(view, plan.minimap);
    verdict(view, plan.verdict);
    live_bar_view(view, plan.live_bar);
    search_bar_view(view, plan.search);
    names_head(view, plan.names_head);
    splitter(view, "names edge", plan.names_edge, Panel::names, plan.names_head.width(),
             Grows::right);
    timeline_input(view, plan.ruler, panes);
    minimap_input(view, plan.minimap);
    for (const Pane& pane : panes) {
        draw_pane(pane);
    }
    ruler(view, plan);
    minimap(view, plan);
    hairlines(view, plan);
    for (const Pane& pane : panes) {
        pane_head(pane); // over the hairlines
    }
    legend_view(view, plan.legend);
}

} // namespace app
