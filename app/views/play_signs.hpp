#pragma once
#include "app/views/window_plan.hpp"

namespace app {

/// The section that is played again and again, on the ruler.
void section_on_ruler(const View& view, const Area& ruler);

/// Why playing has stopped by itself, over the lanes.
void stop_sign(const View& view, const Area& lanes);

} // namespace app
