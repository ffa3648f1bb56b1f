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

Color arrow_color(const Look& look, Arrow::Kind kind) {
    switch (kind) {
    case Arrow::Kind::spawned:
        return look.theme->color(UiRole::muted);
    case Arrow::Kind::awaits:
        return look.style(Role::waiting).fill;
    case Arrow::Kind::cancelled_by:
        return look.style(Role::stopping).fill;
    case Arrow::Kind::failed_into:
        return look.style(Role::failed).fill;
    }
    return look.theme->color(UiRole::muted);
}

void draw_head(ImDrawList& list, const Look& look, const Arrow& arrow, ImU32 color) {
    const float r = look.px(4);
    const float down = arrow.y1 >= arrow.y0 ? 1.0F : -1.0F;
    fill_triangle(list, {arrow.x1 - r, arrow.y1 - down * r * 1.6F},
                           {arrow.x1 + r, arrow.y1 - down * r * 1.6F}, {arrow.x1, arrow.y1},
                           color);
}

void draw_arrow(ImDrawList& list, const Look& look, const Arrow& arrow) {
    const ImU32 color =
        faded(arrow_color(look, arrow.kind), arrow.dimmed ? dim_alpha : 0.95F);
    const float down = arrow.y1 >= arrow.y0 ? 1.0F : -1.0F;
    const float end_y = arrow.y1 - down * look.px(5);
    const float bend = std::max(std::abs(end_y - arrow.y0) * 0.4F, look.px(8));
    list.AddBezierCubic({arrow.x0, arrow.y0}, {arrow.x0, arrow.y0 + down * bend},
                        {arrow.x1, end_y - down * bend}, {arrow.x1, end_y}, color,
                        look.px(1.5F));
    list.AddCircleFilled({arrow.x0, arrow.y0}, look.px(2.5F), color, 12);
    draw_head(list, look, arrow, color);
}

void draw_signal(ImDrawList& list, const Look& look, const TimelineLayout& layout,
                 const SignalLine& signal) {
    const float x = std::round(signal.x);
    const RoleStyle& style = look.style(Role::signal);
    const float alpha = signal.dimmed ? dim_alpha : 1.0F;
    const float dash = look.px(4);
    for (float y = layout.top; y < layout.bottom; y += 2 * dash) {
        list.AddRectFilled({x, y}, {x + look.px(1), std::min(y + dash, layout.bottom)},
                           faded(style.fill, alpha));
    }
    const float width = text_width(look.fonts.caption, signal.text) + look.px(24);
    const float height = look.px(18);
    const Area flag{{x, layout.top + look.px(2)}, {x + width, layout.top + look.px(2) + height}};
    list.AddRectFilled(flag.min, flag.max, faded(style.fill, alpha), look.px(4),
                       ImDrawFlags_RoundCornersRight);
    const ImU32 ink = faded(style.on_fill, alpha);
    draw_moment(list, look, Cap::bolt, Role::signal, {x + look.px(9), flag.min.y + height / 2},
                look.px(10), 0);
    put_text(list, look.fonts.caption, {{x + look.px(8), flag.min.y}, flag.max}, ink,
             signal.text);
}

Cap moment_cap(const Look& look, const Marker& marker) {
    if (marker.kind == core::EventKind::cancel_requested) {
        return Cap::triangle;
    }
    return marker.kind == core::EventKind::error_seen ? look.style(Role::error_seen).cap
                                                      : Cap::diamond;
}

void draw_marker(ImDrawList& list, const Look& look, const Marker& marker) {
    const ImVec2 center{std::round(marker.x), std::round(marker.y)};
    draw_moment(list, look, moment_cap(look, marker), marker.role, center, look.px(10),
                marker.dimmed ? dim_alpha : 1.0F);
    if (marker.count > 1) {
        const Area area{{center.x + look.px(6), center.y - look.px(9)},
                        {center.x + look.px(40), center.y + look.px(9)}};
        put_text(list, look.fonts.caption, area, to_u32(look.style(marker.role).text),
                 "×" + std::to_string(marker.count));
    }
}

} // namespace

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
