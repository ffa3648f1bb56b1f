#pragma once
#include "app/views/look.hpp"

namespace app {

/// Fills an empty atlas with Inter and JetBrains Mono at `scale` pixels per point. Falls back
/// to Dear ImGui's own face if the program was built without fonts.
Fonts load_fonts(ImFontAtlas& atlas, float scale);

} // namespace app
