#include "app/views/draw_shapes.hpp"
#include "app/views/icons.hpp"
#include "app/views/text.hpp"

#include <algorithm>
#include <cmath>

namespace app {
namespace {

/// Where the text stands: in the middle of the stretch, but within the lanes.
Area text_area(const Look& look, const TimelineLayout& layout, float y1) {
    const MeasureBand& band = *layout.measure;
    const float width = text_width(look.fonts.strong, band.text) + look.px(20);
    const float middle = (std::max(band.x0, layout.left) + std::min(band.x1, layout.right)) / 2;
    const float x = std::clamp(std::round(middle - width / 2), layout.left,
                               std::max(layout.left, layout.right - width));
    const float bottom = y1 - look.px(8);
    return {{x, bottom - look.px(24)}, {x + width, bottom}};
}

} // namespace

void draw_measure(ImDrawList& list, const Look& look, const TimelineLayout& layout, float y0,
                  float y1) {
    if (!layout.measure) {
        return;
    }
    const float x0 = std::round(layout.measure->x0);
    const float x1 = std::max(std::round(layout.measure->x1), x0 + 1);
    const ImU32 color = look.color(UiRole::accent);
    list.AddRectFilled({x0, y0}, {x1, y1}, look.color(UiRole::accent, 0.12F));
    list.AddRectFilled({x0, y0}, {x0 + look.px(1), y1}, color);
    list.AddRectFilled({x1 - look.px(1), y0}, {x1, y1}, color);
    const Area text = text_area(look, layout, y1);
    const float y = std::round((text.min.y + text.max.y) / 2);
    list.AddRectFilled({x0, y}, {x1, y + look.px(1)}, color);
    list.AddRectFilled(text.min, text.max, color, look.px(5));
    put_text(list, look.fonts.strong, text, look.color(UiRole::on_accent), layout.measure->text,
             Align::center);
}

void draw_origin(ImDrawList& list, const Look& look, const TimelineLayout& layout,
                 const Area& ruler, bool lit) {
    if (!layout.origin_x) {
        return;
    }
    const bool is_moved = layout.origin.count() != 0;
    const float x = std::round(*layout.origin_x);
    const float y = ruler.max.y;
    const float r = look.px(lit ? 6 : 5);
    const ImU32 color = look.color(lit || is_moved ? UiRole::accent : UiRole::muted);
    fill_triangle(list, {x - r, y}, {x + r + 1, y}, {x + 0.5F, y - 1.6F * r}, color);
    if (is_moved) {
        list.AddRectFilled({x, layout.top}, {x + look.px(1), layout.bottom},
                           look.color(UiRole::accent, 0.5F));
    }
}

} // namespace app
