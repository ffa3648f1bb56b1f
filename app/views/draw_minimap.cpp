#include "app/views/draw_minimap.hpp"

#include "app/views/icons.hpp"

#include <algorithm>
#include <cmath>

namespace app {
namespace {

void draw_columns(ImDrawList& list, const Look& look, const MinimapLayout& layout) {
    for (const MinimapLayout::Column& column : layout.columns) {
        float bottom = layout.bottom;
        for (std::size_t i = 0; i < column.heights.size(); ++i) {
            const float top = bottom - column.heights[i];
            if (column.heights[i] > 0.2F) {
                list.AddRectFilled({column.x0, top}, {column.x1, bottom},
                                   faded(look.style(static_cast<Role>(i)).fill, 0.75F));
            }
            bottom = top;
        }
    }
}

/// A line through the strip with a head, so that a failure is told from a signal without colour.
void draw_mark(ImDrawList& list, const Look& look, const MinimapLayout& layout,
               const MinimapLayout::Mark& mark) {
    const ImU32 color = to_u32(look.style(mark.role).fill);
    const float x = std::round(mark.x);
    const float r = look.px(3);
    const float top = layout.top - look.px(5);
    list.AddRectFilled({x, top}, {x + look.px(1), layout.bottom}, color);
    if (mark.role == Role::failed) {
        list.AddRectFilled({x - r, top - r}, {x + r + 1, top + r}, color);
    } else if (mark.role == Role::signal) {
        list.AddCircleFilled({x + 0.5F, top}, r, color, 12);
    } else {
        fill_triangle(list, {x - r, top - r}, {x + r + 1, top - r}, {x + 0.5F, top + r}, color);
    }
}

void draw_handle(ImDrawList& list, const Look& look, const MinimapLayout& layout, float x) {
    const float half = look.px(3);
    const float middle = (layout.top + layout.bottom) / 2;
    const float arm = std::min((layout.bottom - layout.top) / 2, look.px(9));
    list.AddRectFilled({x - half, middle - arm}, {x + half, middle + arm},
                       look.color(UiRole::accent), half);
    list.AddRectFilled({x - look.px(1) / 2, middle - arm / 2},
                       {x + look.px(1) / 2, middle + arm / 2}, look.color(UiRole::on_accent));
}

void draw_frame(ImDrawList& list, const Look& look, const MinimapLayout& layout) {
    const float top = layout.top - look.px(3);
    const float bottom = layout.bottom + look.px(3);
    const float x0 = std::round(layout.frame_x0);
    const float x1 = std::max(std::round(layout.frame_x1), x0 + look.px(2));
    const ImU32 veil = look.color(UiRole::scrim);
    list.AddRectFilled({layout.left, top}, {x0, bottom}, veil);
    list.AddRectFilled({x1, top}, {layout.right, bottom}, veil);
    list.AddRect({x0, top}, {x1, bottom}, look.color(UiRole::accent), look.px(3), ImDrawFlags_None,
                 look.px(1.5F));
    draw_handle(list, look, layout, std::max(x0, layout.left + look.px(3)));
    draw_handle(list, look, layout, std::min(x1, layout.right - look.px(3)));
}

} // namespace

void draw_minimap(ImDrawList& list, const Look& look, const MinimapLayout& layout) {
    draw_columns(list, look, layout);
    list.AddRectFilled({layout.left, layout.bottom}, {layout.right, layout.bottom + 1},
                       look.color(UiRole::border));
    for (const MinimapLayout::Mark& mark : layout.marks) {
        draw_mark(list, look, layout, mark);
    }
    const float x = std::round(layout.cursor_x);
    if (x >= layout.left && x <= layout.right) {
        list.AddRectFilled({x, layout.top - look.px(3)},
                           {x + look.px(1), layout.bottom + look.px(3)},
                           look.color(UiRole::cursor));
    }
    draw_frame(list, look, layout);
}

} // namespace app
