#pragma once
#include "app/export/canvas.hpp"
#include "app/export/font_metrics.hpp"
#include "app/timeline/layout.hpp"

namespace app {

// The shapes of a TimelineLayout on a canvas, as the window draws them.

void draw_timeline_grounds(Canvas& canvas, const Theme& theme, const TimelineLayout& layout);
/// Bars, folded bars and gaps.
void draw_timeline_bars(Canvas& canvas, const Theme& theme, const TimelineLayout& layout);
void draw_bar_label(Canvas& canvas, const Theme& theme, const BarLabel& label,
                    const FontMetrics& fonts, float size);
/// Lines of signals, arrows, ends and markers.
void draw_timeline_moments(Canvas& canvas, const Theme& theme, const TimelineLayout& layout);
/// The flags of signals, whose upper edge is at `top`.
void draw_signal_flags(Canvas& canvas, const Theme& theme, const TimelineLayout& layout,
                       const FontMetrics& fonts, float top);
void draw_counter_curve(Canvas& canvas, const Theme& theme, const TimelineLayout& layout,
                        const CounterCurve& curve);
/// The sign of a role in a legend; `at` is the middle of its left edge.
void draw_swatch(Canvas& canvas, const Theme& theme, Role role, Spot at);

/// A bar in the manner of a role: its colour and its second sign.
void draw_role(Canvas& canvas, const Theme& theme, const Rect& rect, float radius, Role role,
               float alpha = 1);
/// The sign at the end of a task, or of a marker.
void draw_sign(Canvas& canvas, const Theme& theme, Cap cap, Role role, Spot center, float size,
               float alpha = 1);

} // namespace app
