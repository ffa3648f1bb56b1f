#pragma once
#include "app/model/settings.hpp"
#include "app/views/view.hpp"

namespace app {

/// Where the parts of the window are. Pure arithmetic; parts without room are empty.
struct WindowPlan {
    Area top_bar;
    Area left; ///< gallery and parameters
    Area timeline;
    Area code;      ///< upper right
    Area inspector; ///< lower right
    Area story;
    Area left_edge, right_edge, story_edge; ///< to be dragged
};

/// Lengths in pixels, `point` is the size of a point. A small window first takes from the sides, so
/// that the timeline always has half of the width.
WindowPlan plan_window(ImVec2 size, const Settings& settings, float point);

/// The parts of the timeline panel, top down.
struct TimelinePlan {
    Area verdict;
    Area live_bar;
    Area names_head; ///< left of the ruler
    Area ruler;      ///< the strip of signals included
    Area names;
    Area lanes;
    Area counter_names;
    Area counters;
    Area legend;
    Area names_edge; ///< between names and lanes, to be dragged
    Area scrollbar;  ///< at the right end of the lanes
};
/// Heights of the parts whose size depends on their content, in pixels.
struct TimelineHeights {
    float verdict = 0;
    float live_bar = 0; ///< 0 while no live run is shown
    float signals = 0;  ///< below the ticks of the ruler; 0 without signals
    float counters = 0;
};
TimelinePlan plan_timeline(const Area& panel, float names_width, const TimelineHeights& heights,
                           float point);

} // namespace app
