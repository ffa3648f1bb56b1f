#pragma once
#include "app/views/look.hpp"

namespace app {

/// Gives Dear ImGui's own widgets (scrollbars, popups, text fields) the look of the theme.
void apply_look(ImGuiStyle& style, const Look& look);

} // namespace app
