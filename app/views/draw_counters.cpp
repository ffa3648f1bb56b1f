#include "app/views/draw_shapes.hpp"

#include <algorithm>
#include <cmath>

namespace app {
namespace {

void draw_limit(ImDrawList& list, const Look& look, const TimelineLayout& layout,
                const CounterCurve& curve) {
    const float y = std::round(curve.limit_y);
    const float dash = look.px(4);
    for (float x = layout.left; x < layout.right; x += 2 * dash) {
        list.AddRectFilled({x, y}, {std::min(x + dash, layout.right), y + look.px(1)},
                           look.color(UiRole::warning, 0.8F));
    }
}

void draw_curve(ImDrawList& list, const Look& look, const TimelineLayout& layout,
                const CounterCurve& curve) {
    const float base = std::round(curve.y1);
    list.AddRectFilled({layout.left, base}, {layout.right, base + 1}, look.color(UiRole::grid));
    for (std::size_t i = 0; i + 1 < curve.points.size(); ++i) {
        const CounterCurve::Point& a = curve.points[i];
        const CounterCurve::Point& b = curve.points[i + 1];
        const float y = std::round(a.y);
        const float x0 = std::round(a.x);
        const float x1 = std::round(b.x);
        if (x1 > x0 && y < base) {
            list.AddRectFilled({x0, y}, {x1, base}, look.color(UiRole::accent, 0.16F));
            list.AddRectFilled({x0, y}, {x1, y + look.px(1.5F)}, look.color(UiRole::accent));
        }
        if (b.y != a.y) {
            const float top = std::round(std::min(a.y, b.y));
            const float bottom = std::round(std::max(a.y, b.y));
            list.AddRectFilled({x1, top}, {x1 + 1, bottom}, look.color(UiRole::accent, 0.5F));
        }
    }
    if (curve.limit) {
        draw_limit(list, look, layout, curve);
    }
}

} // namespace

void draw_counters(ImDrawList& list, const Look& look, const TimelineLayout& layout) {
    for (const CounterCurve& curve : layout.counters) {
        draw_curve(list, look, layout, curve);
    }
}

} // namespace app
