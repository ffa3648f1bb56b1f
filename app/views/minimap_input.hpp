#pragma once
#include "app/views/view.hpp"

namespace app {

/// Drags of the frame in the minimap: its two handles, and its middle. A click beside the frame
/// brings it there; from then on the drag moves it. A double click shows the whole run.
void minimap_input(const View& view, const Area& area);

} // namespace app
