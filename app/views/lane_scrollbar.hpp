#pragma once
#include "app/views/view.hpp"

namespace app {

/// Lets the lanes be dragged up and down where they do not all fit. Input comes before that of
/// the lanes below it, the picture after theirs.
void lane_scrollbar(const View& view, const Area& area, float lane_height);
void draw_lane_scrollbar(const View& view, const Area& area);

} // namespace app
