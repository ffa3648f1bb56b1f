#include "app/views/timeline_view.hpp"

#include "app/timeline/ticks.hpp"
#include "app/views/command_button.hpp"
#include "app/views/draw_shapes.hpp"
#include "app/views/legend.hpp"
#include "app/views/live_bar.hpp"
#include "app/views/splitter.hpp"
#include "app/views/timeline_input.hpp"
#include "app/views/timeline_pane.hpp"
#include "app/views/widgets.hpp"

#include <algorithm>
#include <cmath>
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

/// The ruler, and the one cursor through all panes.
void ruler(const View& view, const TimelinePlan& plan) {
    const Look& look = view.look;
    const TimelineLayout& layout = view.ui.timeline.pane(Side::a).layout;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const std::string now = exact_time(view.session.playback().now());
    const Area flag = cursor_flag(look, layout, plan.ruler, now);
    draw_ruler(list, look, layout, plan.ruler, flag);
    draw_cursor(list, look, layout, flag, plan.bottom(), now);
}

void hairlines(const View& view, const TimelinePlan& plan) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImU32 color = view.look.color(UiRole::border);
    const auto across = [&](float y) {
        list.AddRectFilled({plan.legend.min.x, y}, {plan.legend.max.x, y + 1}, color);
    };
    list.AddRectFilled({plan.ruler.min.x - 1, plan.ruler.min.y}, {plan.ruler.min.x, plan.bottom()},
                       color);
    for (const PanePlan& pane : plan.shown()) {
        across(pane.counters.min.y);
    }
    across(plan.legend.min.y);
}

PaneHeights pane_heights(const View& view, const Run& run, const LayoutStyle& style) {
    const auto lanes = static_cast<float>(run.index().lanes().size());
    return {.signals = run.index().signals().empty() ? 0 : view.look.px(20),
            .lanes = lanes * style.lane_height,
            .counters = counters_height(run.index(), style)};
}

} // namespace

void timeline_view(const View& view, const Area& panel) {
    const Look& look = view.look;
    LayoutStyle style = layout_style(look);
    fit_counters(style, view.session.run().index().counters().size(), panel.height() - look.px(120),
                 look.px(14));
    const float names_width = view.session.settings().panel(Panel::names) * look.px(text_points);
    const TimelineHeights heights{
        .verdict = verdict_height(view, panel.width()),
        .live_bar = live_bar_height(view),
        .panes = {pane_heights(view, view.session.run(), style), {}},
    };
    const TimelinePlan plan = plan_timeline(panel, names_width, heights, look.scale);
    const std::vector<Pane> panes{{view, view.session.run(), Side::a, plan.panes[0]}};
    for (const Pane& pane : panes) {
        layout_pane(pane, style);
    }
    verdict(view, plan.verdict);
    live_bar_view(view, plan.live_bar);
    names_head(view, plan.names_head);
    splitter(view, "names edge", plan.names_edge, Panel::names, plan.names_head.width(),
             Grows::right);
    timeline_input(view, plan.ruler, panes);
    for (const Pane& pane : panes) {
        draw_pane(pane);
    }
    ruler(view, plan);
    hairlines(view, plan);
    legend_view(view, plan.legend);
}

} // namespace app
