#pragma once
#include "app/views/timeline_pane.hpp"

namespace app {

/// Lets the lanes be dragged up and down where they do not all fit. Input comes before that of
/// the lanes below it, the picture after theirs.
void lane_scrollbar(const Pane& pane);
void draw_lane_scrollbar(const Pane& pane);

} // namespace app
