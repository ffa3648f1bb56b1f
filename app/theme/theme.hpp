#pragma once
#include "app/theme/role.hpp"

#include <array>
#include <span>
#include <string_view>

namespace app {

/// sRGB, straight alpha.
struct Color {
    std::uint8_t r = 0, g = 0, b = 0, a = 255;
    friend bool operator==(const Color&, const Color&) = default;
};

/// The second sign of a state beside its colour.
enum class Hatch : std::uint8_t {
    solid,    ///< plain fill
    core,     ///< a fill with a line along its middle: runs
    diagonal, ///< thin stripes: waits
    dots,     ///< in line for a permit
    cross,    ///< cleanup
    dense,    ///< steep thick stripes: asked to stop, does not know yet
    outline,  ///< no fill: exists, has not run
};

/// How one role is drawn. `fill` is for shapes on the lane background (contrast ≥ 3), `on_fill`
/// for text on `fill` (≥ 4.5), `text` for the role's name on a panel (≥ 4.5).
struct RoleStyle {
    Role role{};
    Color fill, on_fill, text;
    Hatch hatch = Hatch::solid;
    Cap cap = Cap::none;
};

/// One row per role, for legend and tooltips; the same in all themes.
struct RoleInfo {
    Role role;
    std::string_view name;    ///< "waits", sentence case
    std::string_view meaning; ///< one sentence
};
std::span<const RoleInfo> role_infos();
const RoleInfo& info(Role role);

/// Every other colour of the window. Views contain no colour literals.
enum class UiRole : std::uint8_t {
    background,     ///< behind all panels
    panel,          ///< a panel's ground
    panel_raised,   ///< popups, tooltips, cards
    lane,           ///< a lane's ground
    lane_alternate, ///< every other lane
    border,         ///< hairlines between panels
    grid,           ///< vertical lines of the ruler through the lanes
    text,
    muted,       ///< secondary text, still readable (≥ 4.5)
    disabled,    ///< texts of things that cannot be used now
    accent,      ///< the one accent: cursor, active tab, primary button
    on_accent,   ///< text on accent
    accent_soft, ///< ground of selected rows
    hover,       ///< ground of hovered rows and buttons
    pressed,     ///< ground of held buttons
    frame,       ///< ground of sliders and inputs
    selection,   ///< outline of the selected bar
    cursor,      ///< the hairline
    scrim,       ///< laid over what lies after the cursor
    shade,       ///< laid over the window behind an overlay
    warning,     ///< verdict strip when something went wrong (text on panel)
    code_text,
    code_keyword,
    code_type,
    code_string,
    code_number,
    code_comment,
    code_call,
    code_line, ///< ground of the selected task's line
};
inline constexpr std::size_t ui_role_count = static_cast<std::size_t>(UiRole::code_line) + 1;

enum class ThemeKind : std::uint8_t { light, dark, high_contrast };
inline constexpr std::size_t theme_count = 3;

/// What one comes to from one theme by changing it again and again.
constexpr ThemeKind next(ThemeKind kind) {
    return static_cast<ThemeKind>((static_cast<std::size_t>(kind) + 1) % theme_count);
}

/// Colours of one theme.
struct Theme {
    ThemeKind kind = ThemeKind::light;
    std::array<RoleStyle, role_count> roles{};
    std::array<Color, ui_role_count> ui{};

    const RoleStyle& style(Role role) const { return roles[static_cast<std::size_t>(role)]; }
    Color color(UiRole role) const { return ui[static_cast<std::size_t>(role)]; }
};
const Theme& theme(ThemeKind kind);

/// Distances, in units of the text size, so that everything grows with the UI scale.
struct Spacing {
    float hair = 0.125F;       ///< between icon and text of one thing
    float small = 0.375F;      ///< between things of one group
    float medium = 0.75F;      ///< padding of panels, between groups
    float large = 1.25F;       ///< between sections
    float lane_height = 1.9F;  ///< pitch of the lanes
    float bar_height = 1.35F;  ///< of the bar within its lane
    float ruler_height = 2.0F; ///< of the ruler above the lanes
    float counter_height = 2.6F;
    float indent = 0.9F; ///< of a child's name under its parent's
    float bar_rounding = 0.25F;
    float frame_rounding = 0.375F;
    float panel_rounding = 0.5F;
    float title = 1.25F;   ///< size of titles
    float caption = 0.86F; ///< size of captions and ruler texts
};

/// WCAG 2 contrast of two opaque colours, 1 … 21.
double contrast(Color a, Color b);
/// `over` laid over an opaque `under`.
Color blend(Color under, Color over);

} // namespace app
