#pragma once
#include "app/views/view.hpp"

namespace app {

/// Height of the bar; 0 while no live run is shown.
float live_bar_height(const View& view);

/// What can be done with a live run: signals, stop, follow; and whether it is over.
void live_bar_view(const View& view, const Area& area);

} // namespace app
