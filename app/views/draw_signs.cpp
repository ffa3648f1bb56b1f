#include "app/views/draw_signs.hpp"

#include "app/views/icons.hpp"

#include <algorithm>

namespace app {
namespace {

void check(ImDrawList& list, ImVec2 c, float r, ImU32 color, float width) {
    list.PathLineTo({c.x - r, c.y});
    list.PathLineTo({c.x - r * 0.3F, c.y + r * 0.65F});
    list.PathLineTo({c.x + r, c.y - r * 0.7F});
    list.PathStroke(color, ImDrawFlags_None, width);
}

void cross(ImDrawList& list, ImVec2 c, float r, ImU32 color, float width) {
    list.AddLine({c.x - r, c.y - r}, {c.x + r, c.y + r}, color, width);
    list.AddLine({c.x - r, c.y + r}, {c.x + r, c.y - r}, color, width);
}

void bolt(ImDrawList& list, ImVec2 c, float r, ImU32 color) {
    fill_triangle(list, {c.x + r * 0.3F, c.y - r}, {c.x - r * 0.6F, c.y + r * 0.2F},
                  {c.x + r * 0.1F, c.y + r * 0.2F}, color);
    fill_triangle(list, {c.x - r * 0.3F, c.y + r}, {c.x + r * 0.6F, c.y - r * 0.2F},
                  {c.x - r * 0.1F, c.y - r * 0.2F}, color);
}

/// The sign within a badge, in the colour of texts on it.
void badge_sign(ImDrawList& list, const Look& look, Cap cap, ImVec2 c, float half, ImU32 ink) {
    const float width = std::max(half * 0.28F, look.px(1.5F));
    const float r = half * 0.46F;
    switch (cap) {
    case Cap::check:
        check(list, c, r, ink, width);
        break;
    case Cap::cross:
        cross(list, c, r * 0.85F, ink, width);
        break;
    case Cap::stop:
        list.AddRectFilled({c.x - r, c.y - width * 0.6F}, {c.x + r, c.y + width * 0.6F}, ink);
        break;
    default:
        break;
    }
}

} // namespace

void draw_cap(ImDrawList& list, const Look& look, Role role, ImVec2 center, float size,
              float alpha) {
    const RoleStyle& style = look.style(role);
    const ImU32 fill = faded(style.fill, alpha);
    const ImU32 ink = faded(style.on_fill, alpha);
    const float half = size / 2;
    const ImVec2 min{center.x - half, center.y - half};
    const ImVec2 max{center.x + half, center.y + half};
    switch (style.cap) {
    case Cap::none:
        return;
    case Cap::check:
        list.AddCircleFilled(center, half, fill, 24);
        break;
    case Cap::cross:
    case Cap::stop:
        list.AddRectFilled(min, max, fill, half * 0.4F);
        break;
    case Cap::hollow:
        list.AddRect(min, max, fill, half * 0.4F, ImDrawFlags_None, look.px(1.5F));
        return;
    case Cap::open:
        fill_triangle(list, {min.x, min.y}, {max.x, center.y}, {min.x, max.y}, fill);
        return;
    default:
        draw_moment(list, look, style.cap, role, center, size, alpha);
        return;
    }
    badge_sign(list, look, style.cap, center, half, ink);
}

void draw_moment(ImDrawList& list, const Look& look, Cap cap, Role role, ImVec2 center, float size,
                 float alpha) {
    const ImU32 fill = faded(look.style(role).fill, alpha);
    const ImU32 rim = look.color(UiRole::lane, alpha);
    const float r = size / 2;
    const float rim_width = look.px(1.5F);
    const ImVec2 c = center;
    if (cap == Cap::triangle) {
        const ImVec2 a{c.x - r, c.y - r * 0.8F};
        const ImVec2 b{c.x + r, c.y - r * 0.8F};
        const ImVec2 tip{c.x, c.y + r};
        list.AddTriangle(a, b, tip, rim, 2 * rim_width);
        fill_triangle(list, a, b, tip, fill);
    } else if (cap == Cap::diamond) {
        const ImVec2 top{c.x, c.y - r};
        const ImVec2 right{c.x + r * 0.8F, c.y};
        const ImVec2 bottom{c.x, c.y + r};
        const ImVec2 left{c.x - r * 0.8F, c.y};
        list.AddQuad(top, right, bottom, left, rim, 2 * rim_width);
        list.AddQuadFilled(top, right, bottom, left, fill);
    } else if (cap == Cap::eye) {
        list.AddCircleFilled(c, r + rim_width, rim, 20);
        list.AddCircleFilled(c, r, fill, 20);
        list.AddCircleFilled(c, r * 0.62F, rim, 16);
        list.AddCircleFilled(c, r * 0.34F, fill, 12);
    } else {
        bolt(list, c, r, fill);
    }
}

} // namespace app
