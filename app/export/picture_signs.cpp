#include "app/export/picture_shapes.hpp"
#include "app/theme/fade.hpp"

#include <algorithm>

namespace app {

namespace {

/// What lies on the badge of a task's end.
void draw_badge_sign(Canvas& canvas, Cap cap, Spot c, float half, Color ink) {
    const float width = std::max(half * 0.28F, 1.5F);
    const float r = half * 0.46F;
    if (cap == Cap::check) {
        canvas.polyline(std::array{Spot{c.x - r, c.y}, Spot{c.x - r * 0.3F, c.y + r * 0.65F},
                                   Spot{c.x + r, c.y - r * 0.7F}},
                        ink, width);
    } else if (cap == Cap::cross) {
        const float q = r * 0.85F;
        canvas.line({c.x - q, c.y - q}, {c.x + q, c.y + q}, ink, width);
        canvas.line({c.x - q, c.y + q}, {c.x + q, c.y - q}, ink, width);
    } else {
        canvas.fill_rect({c.x - r, c.y - width * 0.6F, c.x + r, c.y + width * 0.6F}, ink);
    }
}

void draw_triangle(Canvas& canvas, Spot c, float r, Color fill) {
    canvas.polygon(std::array{Spot{c.x - r, c.y - r * 0.8F}, Spot{c.x + r, c.y - r * 0.8F},
                              Spot{c.x, c.y + r}},
                   fill);
}

void draw_diamond(Canvas& canvas, Spot c, float r, Color fill) {
    canvas.polygon(std::array{Spot{c.x, c.y - r}, Spot{c.x + r * 0.8F, c.y}, Spot{c.x, c.y + r},
                              Spot{c.x - r * 0.8F, c.y}},
                   fill);
}

void draw_bolt(Canvas& canvas, Spot c, float r, Color fill) {
    canvas.polygon(std::array{Spot{c.x + r * 0.3F, c.y - r}, Spot{c.x - r * 0.6F, c.y + r * 0.2F},
                              Spot{c.x + r * 0.1F, c.y + r * 0.2F}},
                   fill);
    canvas.polygon(std::array{Spot{c.x - r * 0.3F, c.y + r}, Spot{c.x + r * 0.6F, c.y - r * 0.2F},
                              Spot{c.x - r * 0.1F, c.y - r * 0.2F}},
                   fill);
}

} // namespace

void draw_sign(Canvas& canvas, const Theme& theme, Cap cap, Role role, Spot c, float size,
               float alpha) {
    const RoleStyle& style = theme.style(role);
    const Color fill = with_alpha(style.fill, alpha);
    const Color rim = with_alpha(theme.color(UiRole::lane), alpha);
    const float half = size / 2;
    const Rect square{c.x - half, c.y - half, c.x + half, c.y + half};
    switch (cap) {
    case Cap::none:
        break;
    case Cap::check:
        canvas.circle(c, half, fill);
        draw_badge_sign(canvas, cap, c, half, with_alpha(style.on_fill, alpha));
        break;
    case Cap::cross:
    case Cap::stop:
        canvas.fill_rect(square, fill, half * 0.4F);
        draw_badge_sign(canvas, cap, c, half, with_alpha(style.on_fill, alpha));
        break;
    case Cap::hollow:
        canvas.stroke_rect(square, fill, half * 0.4F, 1.5F);
        break;
    case Cap::open:
        canvas.polygon(std::array{Spot{square.x0, square.y0}, Spot{square.x1, c.y},
                                  Spot{square.x0, square.y1}},
                       fill);
        break;
    case Cap::triangle:
        draw_triangle(canvas, c, half + 2, rim);
        draw_triangle(canvas, c, half, fill);
        break;
    case Cap::diamond:
        draw_diamond(canvas, c, half + 2, rim);
        draw_diamond(canvas, c, half, fill);
        break;
    case Cap::eye:
        canvas.circle(c, half + 1.5F, rim);
        canvas.circle(c, half, fill);
        canvas.circle(c, half * 0.62F, rim);
        canvas.circle(c, half * 0.34F, fill);
        break;
    case Cap::bolt:
        draw_bolt(canvas, c, half, fill);
        break;
    }
}

} // namespace app
