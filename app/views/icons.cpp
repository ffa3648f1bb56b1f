#include "app/views/icons.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

namespace app {
namespace {

constexpr float pi = 3.14159265F;

/// A pen on a square that reaches from -1 to 1 in both directions.
class Pen {
public:
    Pen(ImDrawList& list, ImVec2 center, float size, ImU32 color)
        : m_list(list), m_center(center), m_half(size / 2), m_color(color),
          m_width(std::max(size * 0.095F, 1.2F)) {}

    ImVec2 at(float x, float y) const { return {m_center.x + x * m_half, m_center.y + y * m_half}; }
    void line(std::span<const ImVec2> corners, bool closed = false) const {
        for (const ImVec2& c : corners) {
            m_list.PathLineTo(at(c.x, c.y));
        }
        m_list.PathStroke(m_color, closed ? ImDrawFlags_Closed : ImDrawFlags_None, m_width);
    }
    void triangle(ImVec2 a, ImVec2 b, ImVec2 c) const {
        fill_triangle(m_list, at(a.x, a.y), at(b.x, b.y), at(c.x, c.y), m_color);
    }
    void bar(float x0, float y0, float x1, float y1) const {
        m_list.AddRectFilled(at(x0, y0), at(x1, y1), m_color, m_width * 0.5F);
    }
    void arc(float x, float y, float radius, float from, float to) const {
        m_list.PathArcTo(at(x, y), radius * m_half, from * pi, to * pi, 24);
        m_list.PathStroke(m_color, ImDrawFlags_None, m_width);
    }
    void circle(float x, float y, float radius) const {
        m_list.AddCircle(at(x, y), radius * m_half, m_color, 24, m_width);
    }
    void dot(float x, float y, float radius) const {
        m_list.AddCircleFilled(at(x, y), radius * m_half, m_color, 16);
    }
    void frame(float x0, float y0, float x1, float y1, float rounding) const {
        m_list.AddRect(at(x0, y0), at(x1, y1), m_color, rounding * m_half, ImDrawFlags_None,
                       m_width);
    }

private:
    ImDrawList& m_list;
    ImVec2 m_center;
    float m_half;
    ImU32 m_color;
    float m_width;
};

void draw_transport(const Pen& pen, Icon icon) {
    switch (icon) {
    case Icon::play:
        pen.triangle({-0.55F, -0.8F}, {0.85F, 0}, {-0.55F, 0.8F});
        break;
    case Icon::pause:
        pen.bar(-0.6F, -0.75F, -0.15F, 0.75F);
        pen.bar(0.15F, -0.75F, 0.6F, 0.75F);
        break;
    case Icon::step_forward:
        pen.triangle({-0.7F, -0.7F}, {0.35F, 0}, {-0.7F, 0.7F});
        pen.bar(0.5F, -0.7F, 0.75F, 0.7F);
        break;
    case Icon::step_back:
        pen.triangle({0.7F, -0.7F}, {-0.35F, 0}, {0.7F, 0.7F});
        pen.bar(-0.75F, -0.7F, -0.5F, 0.7F);
        break;
    case Icon::to_start:
        pen.triangle({0, -0.6F}, {-0.7F, 0}, {0, 0.6F});
        pen.triangle({0.75F, -0.6F}, {0.05F, 0}, {0.75F, 0.6F});
        pen.bar(-0.95F, -0.65F, -0.72F, 0.65F);
        break;
    default:
        pen.triangle({0, -0.6F}, {0.7F, 0}, {0, 0.6F});
        pen.triangle({-0.75F, -0.6F}, {-0.05F, 0}, {-0.75F, 0.6F});
        pen.bar(0.72F, -0.65F, 0.95F, 0.65F);
        break;
    }
}

void draw_sun(const Pen& pen) {
    pen.circle(0, 0, 0.38F);
    for (int i = 0; i < 8; ++i) {
        const float angle = static_cast<float>(i) * pi / 4;
        const ImVec2 ray{std::cos(angle), std::sin(angle)};
        pen.line(
            std::array{ImVec2{ray.x * 0.64F, ray.y * 0.64F}, ImVec2{ray.x * 0.9F, ray.y * 0.9F}});
    }
}

void draw_moon(const Pen& pen) {
    // Two arcs between the same horns: the outline of a crescent.
    pen.arc(0, 0, 0.75F, 0.02F, 1.48F);
    pen.arc(0.38F, -0.38F, 0.56F, 0.21F, 1.29F);
}

void draw_dice(const Pen& pen) {
    pen.frame(-0.72F, -0.72F, 0.72F, 0.72F, 0.3F);
    pen.dot(-0.32F, -0.32F, 0.14F);
    pen.dot(0, 0, 0.14F);
    pen.dot(0.32F, 0.32F, 0.14F);
}

void draw_circular_arrow(const Pen& pen, bool forward) {
    const float side = forward ? 1.0F : -1.0F;
    if (forward) {
        pen.arc(0, 0.05F, 0.68F, -0.22F, 1.35F);
    } else {
        pen.arc(0, 0.05F, 0.68F, -0.35F, 1.22F); // the same arc, seen in a mirror
    }
    pen.triangle({side * 0.9F, -0.86F}, {side * 0.9F, -0.16F}, {side * 0.2F, -0.3F});
}

void draw_list(const Pen& pen) {
    for (const float y : {-0.55F, 0.0F, 0.55F}) {
        pen.dot(-0.7F, y, 0.13F);
        pen.line(std::array{ImVec2{-0.35F, y}, ImVec2{0.8F, y}});
    }
}

void draw_fit(const Pen& pen) {
    for (const float side : {-1.0F, 1.0F}) {
        pen.line(std::array{ImVec2{side * 0.85F, -0.7F}, ImVec2{side * 0.85F, 0.7F}});
        pen.line(std::array{ImVec2{side * 0.3F, -0.3F}, ImVec2{side * 0.58F, 0},
                            ImVec2{side * 0.3F, 0.3F}});
    }
    pen.line(std::array{ImVec2{-0.5F, 0}, ImVec2{0.5F, 0}});
}

void draw_help(const Pen& pen) {
    pen.arc(0, -0.36F, 0.4F, -1.0F, 0.35F);
    pen.line(std::array{ImVec2{0.16F, -0.0F}, ImVec2{0, 0.16F}, ImVec2{0, 0.36F}});
    pen.dot(0, 0.74F, 0.13F);
}

void draw_sign(const Pen& pen, Icon icon) {
    switch (icon) {
    case Icon::present: // a screen on its foot
        pen.line(std::array{ImVec2{-0.9F, -0.7F}, ImVec2{0.9F, -0.7F}, ImVec2{0.9F, 0.4F},
                            ImVec2{-0.9F, 0.4F}, ImVec2{-0.9F, -0.7F}});
        pen.line(std::array{ImVec2{0, 0.4F}, ImVec2{0, 0.85F}});
        pen.line(std::array{ImVec2{-0.45F, 0.85F}, ImVec2{0.45F, 0.85F}});
        break;
    case Icon::chevron_down:
        pen.line(std::array{ImVec2{-0.5F, -0.25F}, ImVec2{0, 0.25F}, ImVec2{0.5F, -0.25F}});
        break;
    case Icon::chevron_left:
        pen.line(std::array{ImVec2{0.25F, -0.5F}, ImVec2{-0.25F, 0}, ImVec2{0.25F, 0.5F}});
        break;
    case Icon::chevron_right:
        pen.line(std::array{ImVec2{-0.25F, -0.5F}, ImVec2{0.25F, 0}, ImVec2{-0.25F, 0.5F}});
        break;
    case Icon::close:
        pen.line(std::array{ImVec2{-0.5F, -0.5F}, ImVec2{0.5F, 0.5F}});
        pen.line(std::array{ImVec2{-0.5F, 0.5F}, ImVec2{0.5F, -0.5F}});
        break;
    case Icon::search:
        pen.circle(-0.15F, -0.15F, 0.52F);
        pen.line(std::array{ImVec2{0.24F, 0.24F}, ImVec2{0.75F, 0.75F}});
        break;
    case Icon::clock:
        pen.circle(0, 0, 0.75F);
        pen.line(std::array{ImVec2{0, -0.42F}, ImVec2{0, 0.02F}, ImVec2{0.3F, 0.22F}});
        break;
    case Icon::compare: // one above the other
        pen.frame(-0.8F, -0.75F, 0.8F, -0.1F, 0.15F);
        pen.frame(-0.8F, 0.1F, 0.8F, 0.75F, 0.15F);
        break;
    case Icon::contrast:
        pen.circle(0, 0, 0.75F);
        pen.arc(0, 0, 0.36F, -0.5F, 0.5F);
        break;
    default:
        pen.line(std::array{ImVec2{0, -0.75F}, ImVec2{0.85F, 0.7F}, ImVec2{-0.85F, 0.7F}}, true);
        pen.line(std::array{ImVec2{0, -0.25F}, ImVec2{0, 0.2F}});
        pen.dot(0, 0.45F, 0.1F);
        break;
    }
}

} // namespace

void fill_triangle(ImDrawList& list, ImVec2 a, ImVec2 b, ImVec2 c, ImU32 color) {
    const float turn = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
    if (turn > 0) {
        list.AddTriangleFilled(a, b, c, color);
    } else {
        list.AddTriangleFilled(a, c, b, color);
    }
}

void draw_icon(ImDrawList& list, Icon icon, ImVec2 center, float size, ImU32 color) {
    const Pen pen{list, center, size, color};
    switch (icon) {
    case Icon::play:
    case Icon::pause:
    case Icon::step_back:
    case Icon::step_forward:
    case Icon::to_start:
    case Icon::to_end:
        return draw_transport(pen, icon);
    case Icon::sun:
        return draw_sun(pen);
    case Icon::moon:
        return draw_moon(pen);
    case Icon::dice:
        return draw_dice(pen);
    case Icon::restart:
        return draw_circular_arrow(pen, true);
    case Icon::reset:
        return draw_circular_arrow(pen, false);
    case Icon::list:
        return draw_list(pen);
    case Icon::fit:
        return draw_fit(pen);
    case Icon::help:
        return draw_help(pen);
    default:
        return draw_sign(pen, icon);
    }
}

} // namespace app
