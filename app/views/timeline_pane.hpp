#pragma once
#include "app/timeline/time_scale.hpp"
#include "app/views/window_plan.hpp"

namespace app {

/// One run in the timeline: what is shown, and where. There are two while runs are compared.
struct Pane {
    const View& view;
    const Run& run;
    Side side;
    PanePlan plan;

    PaneUi& ui() const { return view.ui.timeline.pane(side); }
    const TimelineLayout& layout() const { return ui().layout; }
};

/// Which pixels of the lanes show which part of the axis.
TimeScale scale_of(const Pane& pane);

/// Where the name of a lane begins, with the triangle that collapses it.
float lane_indent(const Look& look, const Area& names, const Lane& lane);
/// How wide the pin at the right end of the names is.
float pin_width(const Look& look);

/// Lays out this frame's picture, which input and drawing then share.
void layout_pane(const Pane& pane, const LayoutStyle& style);

/// Names, lanes, counters and the flags of signals; not what belongs to all panes.
void draw_pane(const Pane& pane);

} // namespace app
