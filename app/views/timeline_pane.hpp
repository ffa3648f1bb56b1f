#pragma once
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

/// Lays out this frame's picture, which input and drawing then share.
void layout_pane(const Pane& pane, const LayoutStyle& style);

/// Names, lanes, counters and the flags of signals; not what belongs to all panes.
void draw_pane(const Pane& pane);

} // namespace app
