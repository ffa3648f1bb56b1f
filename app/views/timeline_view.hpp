#pragma once
#include "app/views/view.hpp"

namespace app {

/// The middle panel: verdict, ruler, names, lanes, counters and legend.
void timeline_view(const View& view, const Area& panel);

} // namespace app
