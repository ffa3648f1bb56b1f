#include "app/timeline/ticks.hpp"
#include "app/views/draw_shapes.hpp"
#include "app/views/text.hpp"

#include <algorithm>
#include <cmath>

namespace app {
namespace {

/// A torn edge from y0 down to y1. The teeth are fixed to y0.
void zig_zag(ImDrawList& list, const Look& look, float x, float y0, float y1, ImU32 color) {
    const float tooth = look.px(4);
    float side = 1;
    ImVec2 from{x - tooth / 2, y0};
    for (float y = y0; y < y1; y += tooth) {
        const ImVec2 to{x + side * tooth / 2, y + tooth};
        list.AddLine(from, to, color, look.px(1));
        from = to;
        side = -side;
    }
}

} // namespace

void draw_breaks(ImDrawList& list, const Look& look, const TimelineLayout& layout, float y0,
                 float y1) {
    for (const Break& gap : layout.breaks) {
        const float x0 = std::round(gap.x0);
        const float x1 = std::round(gap.x1);
        list.AddRectFilled({x0, y0}, {x1, y1}, look.color(UiRole::background));
        const ImU32 color = look.color(gap.hovered ? UiRole::accent : UiRole::disabled);
        zig_zag(list, look, x0, y0, y1, color);
        zig_zag(list, look, x1, y0, y1, color);
    }
}

Area break_flag(const Look& look, const Break& gap, const Area& ruler) {
    const float width = text_width(look.fonts.caption, exact_time(gap.stretch.length()));
    const float x = std::round((gap.x0 + gap.x1 - width) / 2);
    return {{x, ruler.min.y}, {x + width, ruler.max.y}};
}

} // namespace app
