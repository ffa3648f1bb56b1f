#pragma once
#include "app/timeline/tooltip.hpp"
#include "app/views/view.hpp"

namespace app {

/// Shows what the model says about the thing under the pointer; nothing for an empty tooltip.
void timeline_tip(const View& view, const Tooltip& tooltip);

} // namespace app
