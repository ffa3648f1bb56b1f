#pragma once
#include "app/views/window_plan.hpp"

namespace app {

/// Turns what the pointer does over the timeline into commands: wheel, drags, clicks, hovers.
/// The layout of this frame lies in the UiState.
void timeline_input(const View& view, const TimelinePlan& plan);

} // namespace app
