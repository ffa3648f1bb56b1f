#pragma once
#include "app/timeline/minimap.hpp"
#include "app/views/view.hpp"

namespace app {

/// The strip with the whole run: states, turning points, cursor, and the frame with its handles.
void draw_minimap(ImDrawList& list, const Look& look, const MinimapLayout& layout);

} // namespace app
