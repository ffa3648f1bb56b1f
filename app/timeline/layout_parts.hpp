#pragma once
#include "app/timeline/gallop.hpp"
#include "app/timeline/layout.hpp"

#include <algorithm>
#include <cmath>

namespace app {

/// The axis on which a view shows a run.
template <class View>
AxisMap map_of(const core::Trace& trace, const View& view) {
    return view.merged ? AxisMap{*view.merged, view.side, view.axis, view.squeeze}
                       : AxisMap{trace, view.axis, view.squeeze};
}

/// The stretch of the run's own axis (nanoseconds, events) that lies under two pixels: what a
/// column sums up. Empty beyond the run; never empty within it, where the other run has its events.
inline Window own_stretch(const AxisMap& map, const TimeScale& scale, float x0, float x1) {
    constexpr double moment = 1e-3; // of an event
    const Window whole = map.whole();
    const double from = std::clamp(scale.to_position(x0), whole.begin, whole.end);
    const double to = std::clamp(scale.to_position(x1), whole.begin, whole.end);
    if (to <= from) {
        return {0, 0};
    }
    const Window own{map.own(from), map.own(to)};
    return own.length() > 0 ? own : Window{own.begin, own.begin + moment};
}

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

    /// How many events the picture may tell of.
    std::size_t told() const { return view.hides_future ? view.cursor : SIZE_MAX; }
    /// How many of these events, which are in order.
    std::size_t count_told(std::span<const core::EventId> events) const {
        const auto end =
            std::partition_point(events.begin(), events.end(), [&](core::EventId event) {
                return core::index_of(event) < told();
            });
        return static_cast<std::size_t>(end - events.begin());
    }
    /// The moment at which the hairline stands.
    core::Instant now() const {
        return view.playing_at   ? *view.playing_at
               : view.cursor > 0 ? trace().events()[view.cursor - 1].at
                                 : core::Instant{};
    }

    /// Kept near the area: nobody draws a hatch a million pixels wide.
    float clip(float x) const {
        constexpr float beyond = 32; // rounded ends of cut bars stay out of sight
        return std::clamp(x, view.left - beyond, view.right + beyond);
    }
    /// Where the dimmed part of [x0, x1] begins.
    float dim_from(float x0, float x1) const { return std::clamp(cursor_x, x0, x1); }

    std::size_t row_count() const {
        return view.rows == nullptr ? index.lanes().size() : view.rows->size();
    }
    std::size_t pinned() const { return view.rows == nullptr ? 0 : view.rows->pinned(); }
    std::size_t lane_of_row(std::size_t row) const {
        return view.rows == nullptr ? row : view.rows->rows()[row].lane;
    }
    /// The row that stands for a task; empty: it is filtered out.
    std::optional<std::size_t> row_of(core::TaskId task) const {
        const std::size_t lane = index.lane_of(task);
        return view.rows == nullptr ? lane : view.rows->row_of(lane);
    }
    /// What the row hides, or null.
    const Subtree* collapsed(std::size_t row) const {
        return view.rows == nullptr ? nullptr : view.rows->rows()[row].collapsed.get();
    }
    /// Pinned rows stay. With some, the others scroll by whole rows, so that none is cut by them.
    double scroll() const { return pinned() == 0 ? view.scroll : std::round(view.scroll); }
    float lane_top(std::size_t row) const {
        const double scrolled = row < pinned() ? 0 : scroll();
        return view.top +
               static_cast<float>(static_cast<double>(row) - scrolled) * view.style.lane_height;
    }
    float lane_bottom(std::size_t row) const { return lane_top(row) + view.style.lane_height; }
    float bar_top(std::size_t row) const {
        return lane_top(row) + (view.style.lane_height - view.style.bar_height) / 2;
    }
    /// The lower half of a bar is for the summary of what the row hides.
    float bar_bottom(std::size_t row) const {
        const float share = collapsed(row) == nullptr ? 1.0F : 0.5F;
        return bar_top(row) + std::round(view.style.bar_height * share);
    }
    float middle(std::size_t row) const { return lane_top(row) + view.style.lane_height / 2; }
};

/// How moments of one kind are drawn.
struct MarkerLook {
    Role role{};
    Cap cap{};
    float count_dy = 0; ///< how far below the sign the count of several stands
};
/// Marks those of `events`, which are in order, that are in view: as many as fit beside each
/// other, the others as a count.
void layout_markers(const LayoutContext& c, std::span<const core::EventId> events, MarkerLook look,
                    float y, std::vector<Marker>& to);

/// Makes room for the count of a sign that stands for several.
void fit_count(const LayoutStyle& style, Marker& marker);

/// How wide a label is.
inline float width_of(const LayoutStyle& style, std::string_view text) {
    constexpr float px_per_char = 7;
    return style.text_width ? style.text_width(text)
                            : px_per_char * static_cast<float>(text.size());
}

/// The bands of squeezed gaps. Before the bars, whose labels keep clear of them.
void layout_breaks(const LayoutContext& c);
/// States of one lane: boxes, folds, gaps and labels. After its moments, whose counts the labels
/// keep clear of.
void layout_bars(const LayoutContext& c, std::size_t row);
/// Moments of one lane: end cap and markers. Never folded away.
void layout_marks(const LayoutContext& c, std::size_t row);
/// What the hidden descendants of a row do; their failures and cancellations are never folded away.
void layout_summary(const LayoutContext& c, std::size_t row);
/// What the same task did in another run, where it was not the same.
void layout_ghosts(const LayoutContext& c, std::size_t row);
/// Relations of the selected task.
void layout_arrows(const LayoutContext& c, std::size_t first_row, std::size_t last_row);
/// How the events of `TimelineView::causes` led to one another.
void layout_causes(const LayoutContext& c);
/// Takes away what lies after the cursor, and cuts what reaches beyond it.
void hide_future(const LayoutContext& c);
/// The strips below the lanes.
void layout_counters(const LayoutContext& c);

/// What a bar says about itself, from the event that began it: "sleep", "waits for task-3".
/// Empty: nothing worth saying.
std::string bar_text(const core::Trace& trace, const core::Span& span);

} // namespace app
