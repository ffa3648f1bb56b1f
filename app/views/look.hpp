#pragma once
#include "app/theme/theme.hpp"

#include <imgui.h>

namespace app {

/// Size of the text that is nearly everywhere, in points: the unit of Spacing and of panels.
inline constexpr float text_points = 14;

/// The faces of the window, each at one size of the type scale.
struct Fonts {
    ImFont* caption = nullptr; ///< 12: units, ruler, secondary lines
    ImFont* body = nullptr;    ///< 14: nearly everything
    ImFont* strong = nullptr;  ///< 14, medium weight: names, values, headings of panels
    ImFont* title = nullptr;   ///< 17, semibold: the verdict, titles of overlays
    ImFont* code = nullptr;    ///< 13, monospaced
};

/// How everything looks now: colours, faces, and how large a point is.
struct Look {
    const Theme* theme = nullptr;
    Fonts fonts;
    float scale = 1; ///< pixels per point: display scale × user scale

    /// Whole pixels for a length in points of the 4-point grid; never nothing for something.
    float px(float points) const;

    ImU32 color(UiRole role) const;
    /// The same colour, more transparent.
    ImU32 color(UiRole role, float alpha) const;
    const RoleStyle& style(Role role) const { return theme->style(role); }
    float line(ImFont* font) const { return font->FontSize; }
};

constexpr ImU32 to_u32(Color c) {
    return IM_COL32(c.r, c.g, c.b, c.a);
}
ImVec4 to_vec4(Color c);
/// `c` with its alpha multiplied.
ImU32 faded(Color c, float alpha);

} // namespace app
