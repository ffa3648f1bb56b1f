#pragma once
#include "app/model/settings.hpp"
#include "app/views/view.hpp"

#include <array>
#include <span>

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

    /// The whole right column.
    Area right() const { return {code.min, inspector.is_empty() ? code.max : inspector.max}; }
};

/// Lengths in pixels, `point` is the size of a point. A small window first takes from the sides, so
/// that the timeline always has half of the width. `code_share` is how much of the right column's
/// height the upper panel has; with 1 there is no lower one.
WindowPlan plan_window(ImVec2 size, const Settings& settings, float point, float code_share = 0.5F);

/// The parts of one run in the timeline, top down.
struct PanePlan {
    Area head;    ///< what the run is and shows, while two are compared
    Area signals; ///< the flags of its signals
    Area names;
    Area lanes;
    Area counter_names;
    Area counters;
    Area scrollbar; ///< at the right end of the lanes
};
/// The parts of the timeline panel, top down.
struct TimelinePlan {
    Area verdict;
    Area live_bar;
    Area search;
    Area names_head; ///< left of the ruler
    Area ruler;      ///< one for all runs
    std::array<PanePlan, side_count> panes;
    std::size_t pane_count = 1;
    Area minimap_name;
    Area minimap; ///< empty where the lanes would keep too little
    Area legend;
    Area names_edge; ///< between names and lanes, to be dragged

    std::span<const PanePlan> shown() const { return {panes.data(), pane_count}; }
    /// Where the last run ends.
    float bottom() const { return panes[pane_count - 1].counters.max.y; }
};
/// Heights of the parts whose size depends on their content, in pixels.
struct PaneHeights {
    float head = 0;       ///< 0 for a single run
    float head_title = 0; ///< of the part that always stays
    float head_line = 0;  ///< of each line of the rest: none is cut
    float signals = 0;    ///< 0 without signals
    float lanes = 0;      ///< of all of them; only two runs share the room by it
    float lane = 0;       ///< of one of them: none is cut where not all have room
    float counters = 0;
    float counter = 0;          ///< of one of them, with the gap below it: none is cut
    float counter_share = 0.5F; ///< of the room of both; more if the lanes leave it
};
struct TimelineHeights {
    float verdict = 0;
    float live_bar = 0; ///< 0 while no live run is shown
    float search = 0;   ///< 0 while nothing is searched
    std::array<PaneHeights, side_count> panes = {};
    std::size_t pane_count = 1;
    float minimap = 0;
    float legend = 0;
};
TimelinePlan plan_timeline(const Area& panel, float names_width, const TimelineHeights& heights,
                           float point);

} // namespace app
