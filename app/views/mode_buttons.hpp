#pragma once
#include "app/views/view.hpp"

namespace app {

/// Buttons for the ways in which the window can be used, side by side; those that are on stand out.
/// As many as there is room for.
void mode_buttons(const View& view, const Area& area);

} // namespace app
