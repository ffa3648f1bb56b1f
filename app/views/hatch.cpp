#include "app/views/hatch.hpp"

#include <algorithm>
#include <cmath>

namespace app {
namespace {

// How strongly the ground between stripes shows the colour of the role.
constexpr float ground_alpha = 0.20F;
constexpr float dense_ground_alpha = 0.32F;

struct Range {
    float from;
    float to;
};

/// Cuts the range of t where p + d·t lies between low and high.
bool cut(Range& t, float p, float d, float low, float high) {
    if (std::abs(d) < 1e-6F) {
        return p >= low && p <= high;
    }
    const float a = (low - p) / d;
    const float b = (high - p) / d;
    t.from = std::max(t.from, std::min(a, b));
    t.to = std::min(t.to, std::max(a, b));
    return t.from < t.to;
}

/// Moves an end of the range that lies outside a round corner onto its circle.
bool round_off(const RoundRect& shape, ImVec2 p, ImVec2 d, float& end, bool entry) {
    const float r = shape.radius;
    const ImVec2 q{p.x + d.x * end, p.y + d.y * end};
    const ImVec2 c{std::clamp(q.x, shape.min.x + r, std::max(shape.min.x + r, shape.max.x - r)),
                   std::clamp(q.y, shape.min.y + r, std::max(shape.min.y + r, shape.max.y - r))};
    const ImVec2 off{q.x - c.x, q.y - c.y};
    if (off.x * off.x + off.y * off.y <= r * r) {
        return true;
    }
    const ImVec2 s{p.x - c.x, p.y - c.y};
    const float a = d.x * d.x + d.y * d.y;
    const float b = 2 * (s.x * d.x + s.y * d.y);
    const float discriminant = b * b - 4 * a * (s.x * s.x + s.y * s.y - r * r);
    if (discriminant <= 0) {
        return false;
    }
    end = (-b + (entry ? -1.0F : 1.0F) * std::sqrt(discriminant)) / (2 * a);
    return true;
}

void stripes(ImDrawList& list, const RoundRect& shape, float slant, float pitch, float width,
             ImU32 color) {
    // Anchored to the bar, so that the pattern moves with it when the timeline pans.
    const ImVec2 direction{slant, -1};
    const float height = shape.max.y - shape.min.y;
    const float overhang = std::abs(slant) * height;
    const float first = slant > 0 ? shape.min.x - overhang : shape.min.x;
    const float last = slant > 0 ? shape.max.x : shape.max.x + overhang;
    for (float x = first + pitch / 2; x < last; x += pitch) {
        if (const auto s = clip_line(shape, {x, shape.max.y}, direction)) {
            list.AddLine(s->from, s->to, color, width);
        }
    }
}

void dots(ImDrawList& list, const Look& look, const RoundRect& shape, ImU32 color) {
    const float side = look.px(2);
    const float pitch = look.px(6);
    bool odd = false;
    for (float y = shape.min.y + look.px(3); y + side < shape.max.y; y += pitch / 2 + side / 2) {
        const float shift = odd ? pitch / 2 : 0;
        for (float x = shape.min.x + look.px(3) + shift; x + side < shape.max.x - 1; x += pitch) {
            const ImVec2 at{std::round(x), std::round(y)};
            list.AddRectFilled(at, {at.x + side, at.y + side}, color);
        }
        odd = !odd;
    }
}

void fill_ground(ImDrawList& list, const Look& look, const RoundRect& shape, Role role,
                 float alpha) {
    const Hatch hatch = look.style(role).hatch;
    const Color fill = look.style(role).fill;
    if (is_filled(look, role)) {
        list.AddRectFilled(shape.min, shape.max, faded(fill, alpha), shape.radius);
        return;
    }
    const float edge = hatch == Hatch::outline ? 0.9F : 0.55F;
    if (shape.radius <= 0) { // all of it would be edge
        list.AddRectFilled(shape.min, shape.max, faded(fill, edge * alpha));
        return;
    }
    if (hatch != Hatch::outline) {
        const float ground = hatch == Hatch::dense ? dense_ground_alpha : ground_alpha;
        list.AddRectFilled(shape.min, shape.max, faded(fill, ground * alpha), shape.radius);
    }
    list.AddRect(shape.min, shape.max, faded(fill, edge * alpha), shape.radius, ImDrawFlags_None,
                 look.px(1));
}

} // namespace

std::optional<Stroke> clip_line(const RoundRect& shape, ImVec2 point, ImVec2 direction) {
    Range t{-1e9F, 1e9F};
    const bool inside = cut(t, point.x, direction.x, shape.min.x, shape.max.x) &&
                        cut(t, point.y, direction.y, shape.min.y, shape.max.y);
    if (!inside || !round_off(shape, point, direction, t.from, true) ||
        !round_off(shape, point, direction, t.to, false) || t.from >= t.to) {
        return std::nullopt;
    }
    return Stroke{{point.x + direction.x * t.from, point.y + direction.y * t.from},
                  {point.x + direction.x * t.to, point.y + direction.y * t.to}};
}

ImU32 hatch_ground(const Look& look, Role role) {
    const RoleStyle& style = look.style(role);
    Color over = style.fill;
    over.a = static_cast<std::uint8_t>(
        255 * (style.hatch == Hatch::dense ? dense_ground_alpha : ground_alpha));
    return to_u32(blend(look.theme->color(UiRole::lane), over));
}

bool is_filled(const Look& look, Role role) {
    const Hatch hatch = look.style(role).hatch;
    return hatch == Hatch::solid || hatch == Hatch::core;
}

void fill_shape(ImDrawList& list, const Look& look, const RoundRect& shape, Role role,
                float alpha) {
    fill_ground(list, look, shape, role, alpha);
    const RoleStyle& style = look.style(role);
    const RoundRect inner{{shape.min.x + 1, shape.min.y + 1},
                          {shape.max.x - 1, shape.max.y - 1},
                          std::max(shape.radius - 1, 0.0F)};
    if (inner.max.x - inner.min.x < look.px(3)) {
        return;
    }
    const ImU32 ink = faded(style.fill, 0.7F * alpha);
    switch (style.hatch) {
    case Hatch::diagonal:
        stripes(list, inner, 1, look.px(7), look.px(1.25F), ink);
        break;
    case Hatch::cross:
        stripes(list, inner, 1, look.px(6), look.px(1), ink);
        stripes(list, inner, -1, look.px(6), look.px(1), ink);
        break;
    case Hatch::dense:
        stripes(list, inner, 0.5F, look.px(5), look.px(2), faded(style.fill, alpha));
        break;
    case Hatch::dots:
        dots(list, look, inner, ink);
        break;
    case Hatch::core: {
        const float y = std::round((inner.min.y + inner.max.y) / 2);
        const float half = look.px(2) / 2;
        list.AddRectFilled({inner.min.x + look.px(1), y - half},
                           {inner.max.x - look.px(1), y + half},
                           faded(style.on_fill, 0.8F * alpha));
        break;
    }
    case Hatch::solid:
    case Hatch::outline:
        break;
    }
}

} // namespace app
