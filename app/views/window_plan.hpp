#pragma once
#include "app/model/settings.hpp"
#include "app/views/view.hpp"

namespace app {

/// Where the parts of the window are. Pure arithmetic; parts without room are empty.
struct WindowPlan {
    Area top_bar;
    Area left;      ///< gallery and parameters
    Area timeline;
    Area code;      ///< upper right
    Area inspector; ///< lower right
    Area story;
    Area left_edge, right_edge, story_edge; ///< to be dragged
};

/// Lengths in pixels, `point` is the size of a point. A small window first takes from the sides, so that the timeline always
/// has half of the width.
WindowPlan plan_window(ImVec2 size, const Settings& settings, float point);

/// The parts of the timeline panel, top down.
struct TimelinePlan {
    Area verdict;
    Area names_head; ///< left of the ruler
    Area ruler;
    Area names;
    Area lanes;
    Area counter_names;
    Area counters;
    Area legend;
    Area names_edge; ///< between names and lanes, to be dragged
};
TimelinePlan plan_timeline(const Area& panel, float names_width, float verdict_height,
                           float counters_height, float point);

} // namespace app
