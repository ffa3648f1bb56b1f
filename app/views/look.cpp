#include "app/views/look.hpp"

#include "app/theme/fade.hpp"

#include <algorithm>
#include <cmath>

namespace app {

float Look::px(float points) const {
    const float pixels = std::round(points * scale);
    return points > 0 ? std::max(pixels, 1.0F) : pixels;
}

ImU32 Look::color(UiRole role) const {
    return to_u32(theme->color(role));
}

ImU32 Look::color(UiRole role, float alpha) const {
    return faded(theme->color(role), alpha);
}

ImVec4 to_vec4(Color c) {
    return ImGui::ColorConvertU32ToFloat4(to_u32(c));
}

ImU32 faded(Color c, float alpha) {
    return to_u32(with_alpha(c, alpha));
}

} // namespace app
