#pragma once
#include "app/views/view.hpp"

namespace app {

/// Scenario, transport, speed, and the tools of the window.
void top_bar_view(const View& view, const Area& area);

} // namespace app
