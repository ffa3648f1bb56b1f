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

/// The line below the pinned lanes.
void draw_pinned_edge(ImDrawList& list, const Look& look, const TimelineLayout& layout);

/// Lays a veil over what the cursor has not reached.
void draw_scrim(ImDrawList& list, const Look& look, const TimelineLayout& layout, float y0,
                float y1);

/// Ends, requests, deliveries, signals, and the arrows of the selection.
void draw_moments(ImDrawList& list, const Look& look, const TimelineLayout& layout);

/// Bands of squeezed gaps between y0 and y1, with torn edges.
void draw_breaks(ImDrawList& list, const Look& look, const TimelineLayout& layout, float y0,
                 float y1);
/// Where the ruler says how long a squeezed gap is.
Area break_flag(const Look& look, const Break& gap, const Area& ruler);

/// The measured stretch from y0 to y1, with its length.
void draw_measure(ImDrawList& list, const Look& look, const TimelineLayout& layout, float y0,
                  float y1);
/// The mark in the ruler where time is 0; `lit`: under the pointer.
void draw_origin(ImDrawList& list, const Look& look, const TimelineLayout& layout,
                 const Area& ruler, bool lit);

/// A line where the event lies that is under the pointer in another panel.
void draw_hovered_event(ImDrawList& list, const Look& look, const TimelineLayout& layout,
                        const Area& ruler, float y1);

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
