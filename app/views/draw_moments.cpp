#include "app/timeline/arrow_color.hpp"
#include "app/views/draw_shapes.hpp"
#include "app/views/draw_signs.hpp"
#include "app/views/icons.hpp"
#include "app/views/text.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace app {
namespace {

constexpr float dim_alpha = 0.4F;

void draw_head(ImDrawList& list, const Look& look, const Arrow& arrow, ImU32 color) {
    const float r = look.px(4);
    const float down = arrow.y1 >= arrow.y0 ? 1.0F : -1.0F;
    fill_triangle(list, {arrow.x1 - r, arrow.y1 - down * r * 1.6F},
                  {arrow.x1 + r, arrow.y1 - down * r * 1.6F}, {arrow.x1, arrow.y1}, color);
}

void draw_arrow(ImDrawList& list, const Look& look, const Arrow& arrow) {
    const ImU32 color =
        faded(arrow_color(*look.theme, arrow.kind), arrow.dimmed ? dim_alpha : 0.95F);
    const float down = arrow.y1 >= arrow.y0 ? 1.0F : -1.0F;
    const float end_y = arrow.y1 - down * look.px(5);
    const float bend = std::max(std::abs(end_y - arrow.y0) * 0.4F, look.px(8));
    const float width = look.px(arrow.kind == Arrow::Kind::cause ? 2.5F : 1.5F);
    list.AddBezierCubic({arrow.x0, arrow.y0}, {arrow.x0, arrow.y0 + down * bend},
                        {arrow.x1, end_y - down * bend}, {arrow.x1, end_y}, color, width);
    list.AddCircleFilled({arrow.x0, arrow.y0}, look.px(2.5F), color, 12);
    draw_head(list, look, arrow, color);
}

void draw_signal(ImDrawList& list, const Look& look, const TimelineLayout& layout,
                 const SignalLine& signal) {
    const float x = std::round(signal.x);
    const float alpha = signal.dimmed ? dim_alpha : 1.0F;
    const float dash = look.px(4);
    for (float y = layout.top; y < layout.bottom; y += 2 * dash) {
        list.AddRectFilled({x, y}, {x + look.px(1), std::min(y + dash, layout.bottom)},
                           faded(look.style(signal.role).fill, alpha));
    }
}

/// How many there are, as a badge right of the sign.
void draw_count(ImDrawList& list, const Look& look, const Marker& marker, float alpha) {
    const RoleStyle& style = look.style(marker.role);
    const float half = std::round(look.fonts.caption->FontSize / 2);
    const float x = std::round(marker.x + marker.count_dx);
    const float y = std::round(marker.count_y);
    const Area area{{x, y - half}, {x + std::round(marker.count_width), y + half}};
    list.AddRectFilled(area.min, area.max, look.color(UiRole::lane), half);
    list.AddRect(area.min, area.max, faded(style.fill, alpha), half);
    put_text(list, look.fonts.caption, area, faded(style.text, alpha),
             "×" + std::to_string(marker.count), Align::center);
}

void draw_marker(ImDrawList& list, const Look& look, const Marker& marker) {
    const ImVec2 center{std::round(marker.x), std::round(marker.y)};
    const float alpha = marker.dimmed ? dim_alpha : 1.0F;
    if (marker.cap == Cap::cross || marker.cap == Cap::stop) { // an end within what a lane hides
        draw_cap(list, look, marker.role, center, look.px(10), alpha);
    } else {
        draw_moment(list, look, marker.cap, marker.role, center, look.px(10), alpha);
    }
    if (marker.count > 1) {
        draw_count(list, look, marker, alpha);
    }
}

} // namespace

void draw_signal_flags(ImDrawList& list, const Look& look, const TimelineLayout& layout,
                       const Area& strip) {
    for (const SignalLine& signal : layout.signals) {
        const RoleStyle& style = look.style(signal.role);
        const float x = std::round(signal.x);
        const float alpha = signal.dimmed ? dim_alpha : 1.0F;
        const float width = text_width(look.fonts.caption, signal.text) + look.px(12);
        // Near the right edge the flag flies to the left.
        const bool flips = x + width > strip.max.x;
        const float left = flips ? x - width + look.px(1) : x;
        const Area flag{{left, strip.min.y + look.px(2)}, {left + width, strip.max.y}};
        list.AddRectFilled(flag.min, flag.max, faded(style.fill, alpha), look.px(4),
                           flips ? ImDrawFlags_RoundCornersTopLeft
                                 : ImDrawFlags_RoundCornersTopRight);
        put_text(list, look.fonts.caption, flag, faded(style.on_fill, alpha), signal.text,
                 Align::center);
    }
}

void draw_moments(ImDrawList& list, const Look& look, const TimelineLayout& layout) {
    for (const SignalLine& signal : layout.signals) {
        draw_signal(list, look, layout, signal);
    }
    for (const Arrow& arrow : layout.arrows) {
        draw_arrow(list, look, arrow);
    }
    for (const EndCap& cap : layout.caps) {
        const float size = std::round((cap.y1 - cap.y0) * 0.72F);
        const ImVec2 center{std::round(cap.x) + size / 2 + look.px(2),
                            std::round((cap.y0 + cap.y1) / 2)};
        draw_cap(list, look, cap.role, center, size, cap.dimmed ? dim_alpha : 1.0F);
    }
    for (const Marker& marker : layout.markers) {
        draw_marker(list, look, marker);
    }
}

} // namespace app
