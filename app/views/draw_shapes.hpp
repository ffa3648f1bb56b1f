#pragma once
#include "app/timeline/layout.hpp"
#include "app/views/view.hpp"

namespace app {

/// Grounds of the lanes and the vertical lines of the ruler.
void draw_lane_grounds(ImDrawList& list, const Look& look, const TimelineLayout& layout);

/// Outlines of another run, behind the bars.
void draw_ghosts(ImDrawList& list, const Look& look, const TimelineLayout& layout);

/// Bars, folded bars, gaps and their labels.
void draw_bars(ImDrawList& list, const Look& look, const TimelineLayout& layout);

/// Lays a veil over what the cursor has not reached.
void draw_scrim(ImDrawList& list, const Look& look, const TimelineLayout& layout, float y0,
                float y1);

/// Ends, requests, deliveries, signals, and the arrows of the selection.
void draw_moments(ImDrawList& list, const Look& look, const TimelineLayout& layout);

/// The step curves below the lanes.
void draw_counters(ImDrawList& list, const Look& look, const TimelineLayout& layout);

/// Where the cursor's flag, which says `text`, lies in the ruler.
Area cursor_flag(const Look& look, const TimelineLayout& layout, const Area& ruler,
                 std::string_view text);

/// Ticks and their texts but for those under the cursor's flag.
void draw_ruler(ImDrawList& list, const Look& look, const TimelineLayout& layout, const Area& area,
                const Area& flag);
/// The flags of signals.
void draw_signal_flags(ImDrawList& list, const Look& look, const TimelineLayout& layout,
                       const Area& strip);

/// The hairline from the flag down to y1, and the flag, which says `text`.
void draw_cursor(ImDrawList& list, const Look& look, const TimelineLayout& layout, const Area& flag,
                 float y1, std::string_view text);

} // namespace app
