#pragma once
#include "app/timeline/layout.hpp"
#include "app/views/view.hpp"

namespace app {

/// Grounds of the lanes and the vertical lines of the ruler.
void draw_lane_grounds(ImDrawList& list, const Look& look, const TimelineLayout& layout);

/// Bars, folded bars, gaps and their labels.
void draw_bars(ImDrawList& list, const Look& look, const TimelineLayout& layout);

/// Lays a veil over what the cursor has not reached.
void draw_scrim(ImDrawList& list, const Look& look, const TimelineLayout& layout, float y0,
                float y1);

/// Ends, requests, deliveries, signals, and the arrows of the selection.
void draw_moments(ImDrawList& list, const Look& look, const TimelineLayout& layout);

/// The step curves below the lanes.
void draw_counters(ImDrawList& list, const Look& look, const TimelineLayout& layout);

/// Ticks and their texts, and below them the flags of signals in a strip of that height.
void draw_ruler(ImDrawList& list, const Look& look, const TimelineLayout& layout, const Area& area,
                float signals_height);
void draw_signal_flags(ImDrawList& list, const Look& look, const TimelineLayout& layout,
                       const Area& strip);

/// The hairline from y0 to y1 with its flag, which says `text`, in the ruler.
void draw_cursor(ImDrawList& list, const Look& look, const TimelineLayout& layout,
                 const Area& ruler, float y1, std::string_view text);

} // namespace app
