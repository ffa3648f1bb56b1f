#include "app/views/draw_chart.hpp"

#include "app/views/text.hpp"

#include <cmath>

namespace app {
namespace {

void draw_axes(ImDrawList& list, const Look& look, const SweepChart& chart, const ChartArea& area) {
    const float half = look.px(9);
    for (const ChartMark& mark : chart.y_marks) {
        const float y = std::round(mark.at);
        list.AddRectFilled({area.left, y}, {area.right, y + 1}, look.color(UiRole::grid));
        put_text(list, look.fonts.caption,
                 {{area.left - look.px(80), y - half}, {area.left - look.px(8), y + half}},
                 look.color(UiRole::muted), mark.text, Align::right);
    }
    for (const ChartMark& mark : chart.x_marks) {
        const float x = std::round(mark.at);
        list.AddRectFilled({x, area.bottom}, {x + 1, area.bottom + look.px(5)},
                           look.color(UiRole::muted));
        put_text(list, look.fonts.caption,
                 {{x - look.px(60), area.bottom + look.px(6)},
                  {x + look.px(60), area.bottom + look.px(24)}},
                 look.color(UiRole::muted), mark.text, Align::center);
    }
}

void draw_present(ImDrawList& list, const Look& look, const SweepChart& chart,
                  const ChartArea& area) {
    if (!chart.present_x) {
        return;
    }
    const float x = std::round(*chart.present_x);
    for (float y = area.top; y < area.bottom; y += look.px(8)) {
        list.AddRectFilled({x, y}, {x + look.px(1.5F), std::min(y + look.px(4), area.bottom)},
                           look.color(UiRole::cursor));
    }
}

/// A cross where a run does not have the metric: not the figure 0.
void draw_missing(ImDrawList& list, const Look& look, ImVec2 at) {
    const float half = look.px(3);
    const ImU32 color = look.color(UiRole::muted);
    list.AddLine({at.x - half, at.y - half}, {at.x + half, at.y + half}, color, look.px(1.5F));
    list.AddLine({at.x - half, at.y + half}, {at.x + half, at.y - half}, color, look.px(1.5F));
}

void draw_curve(ImDrawList& list, const Look& look, const SweepChart& chart) {
    for (std::size_t i = 0; i + 1 < chart.points.size(); ++i) {
        const ChartPoint& a = chart.points[i];
        const ChartPoint& b = chart.points[i + 1];
        if (chart.joined && a.has_figure && b.has_figure) {
            list.AddLine({a.x, a.y}, {b.x, b.y}, look.color(UiRole::accent), look.px(2));
        }
    }
    for (const ChartPoint& point : chart.points) {
        if (point.has_figure) {
            list.AddCircleFilled({point.x, point.y}, look.px(chart.joined ? 3 : 5),
                                 look.color(UiRole::accent));
        } else {
            draw_missing(list, look, {point.x, point.y});
        }
    }
}

} // namespace

void draw_chart(ImDrawList& list, const Look& look, const SweepChart& chart, const ChartArea& area,
                std::optional<std::size_t> pointed) {
    draw_axes(list, look, chart, area);
    draw_present(list, look, chart, area);
    draw_curve(list, look, chart);
    if (pointed) {
        const ChartPoint& point = chart.points[*pointed];
        list.AddRectFilled({std::round(point.x), area.top}, {std::round(point.x) + 1, area.bottom},
                           look.color(UiRole::muted));
        list.AddCircleFilled({point.x, point.y}, look.px(6), look.color(UiRole::accent));
        list.AddCircle({point.x, point.y}, look.px(6), look.color(UiRole::text), 0, look.px(1.5F));
    }
}

} // namespace app
