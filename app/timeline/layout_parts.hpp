#pragma once
#include "app/timeline/layout.hpp"

#include <algorithm>

namespace app {

/// What every part of a layout needs: the scale, and where the cursor divides the picture.
struct LayoutContext {
    LayoutContext(const TimelineIndex& of_index, const core::TraceState& at_cursor,
                  const TimelineView& of_view, TimelineLayout& to);

    const TimelineIndex& index;
    const core::TraceState& state;
    const TimelineView& view;
    AxisMap map;
    TimeScale scale;
    float cursor_x;
    TimelineLayout& out;

    const core::Trace& trace() const { return index.trace(); }
    float x_of(core::EventId event) const { return scale.to_x(map.of(event)); }
    double begin_of(const core::Span& span) const {
        return map.placed(index.begin_of(span, view.axis));
    }
    double end_of(const core::Span& span) const {
        return map.placed(index.end_of(span, view.axis));
    }
    bool is_dimmed(core::EventId event) const { return core::index_of(event) >= view.cursor; }

    /// Kept near the area: nobody draws a hatch a million pixels wide.
    float clip(float x) const {
        constexpr float beyond = 32; // rounded ends of cut bars stay out of sight
        return std::clamp(x, view.left - beyond, view.right + beyond);
    }
    /// Where the dimmed part of [x0, x1] begins.
    float dim_from(float x0, float x1) const { return std::clamp(cursor_x, x0, x1); }

    float lane_top(std::size_t lane) const {
        return view.top +
               static_cast<float>(static_cast<double>(lane) - view.scroll) * view.style.lane_height;
    }
    float bar_top(std::size_t lane) const {
        return lane_top(lane) + (view.style.lane_height - view.style.bar_height) / 2;
    }
    float bar_bottom(std::size_t lane) const { return bar_top(lane) + view.style.bar_height; }
    float middle(std::size_t lane) const { return lane_top(lane) + view.style.lane_height / 2; }
};

/// The first index in [from, size) for which `is_beyond` holds, or size. Looks near `from`
/// first, so that walking through pixels costs little where few things share one.
template <class IsBeyond>
std::size_t gallop(std::size_t from, std::size_t size, const IsBeyond& is_beyond) {
    std::size_t low = from;
    std::size_t step = 1;
    while (low + step < size && !is_beyond(low + step - 1)) {
        low += step;
        step *= 2;
    }
    std::size_t high = std::min(low + step, size);
    while (low < high) {
        const std::size_t middle = low + (high - low) / 2;
        if (is_beyond(middle)) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return low;
}

/// States of one lane: boxes, folds, gaps and labels.
void layout_bars(const LayoutContext& c, std::size_t lane);
/// Moments of one lane: end cap and markers. Never folded away.
void layout_marks(const LayoutContext& c, std::size_t lane);
/// What the same task did in another run, where it was not the same.
void layout_ghosts(const LayoutContext& c, std::size_t lane);
/// Relations of the selected task.
void layout_arrows(const LayoutContext& c, std::size_t first_lane, std::size_t last_lane);
/// The strips below the lanes.
void layout_counters(const LayoutContext& c);

/// What a bar says about itself, from the event that began it: "sleep", "waits for task-3".
/// Empty: nothing worth saying.
std::string bar_text(const core::Trace& trace, const core::Span& span);

} // namespace app
