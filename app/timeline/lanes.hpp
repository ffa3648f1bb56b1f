#pragma once
#include "app/timeline/counter_track.hpp"
#include "app/timeline/state_mix.hpp"
#include "core/trace/spans.hpp"

#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace app {

/// One lane per task, in tree order: a parent, then its children in order of creation.
struct LaneInfo {
    core::TaskId task = core::TaskId::none;
    int depth = 0;             ///< 0: created by the loop
    std::uint32_t subtree = 1; ///< how many lanes it has with all its descendants, which follow it
    core::EventId created = core::EventId::none;
    core::EventId ended = core::EventId::none; ///< done, failed or cancelled; none: still running
    /// The event by which another task first felt this one's failure; none: nobody did.
    core::EventId failed_into = core::EventId::none;
    bool never_ran = false;
    bool has_children = false;
};

/// The lanes of a trace in tree order.
std::vector<LaneInfo> make_lanes(const core::Trace& trace);

/// Moments that are marked on a lane and never folded away.
enum class MarkerKind : std::uint8_t { request, delivery, error_seen };
inline constexpr std::size_t marker_kind_count = 3;

/// Turning points that matter for the run as a whole.
enum class TurningPoint : std::uint8_t {
    stop,    ///< a request to stop, or its delivery
    signal,  ///< from outside
    failure, ///< of a task, a deadlock, the bound
};
inline constexpr std::size_t turning_point_count = 3;

/// Everything about one trace that layouts need again and again, computed once per run:
/// lanes, what must never be folded per lane, counters, signals, and sums that make the mix of
/// states of any stretch a matter of two look-ups.
///
/// Trace and spans must outlive this.
class TimelineIndex {
public:
    TimelineIndex(const core::Trace& trace, const core::Spans& spans);

    const core::Trace& trace() const { return *m_trace; }
    const core::Spans& spans() const { return *m_spans; }

    const std::vector<LaneInfo>& lanes() const { return m_lanes; }
    /// Position of a task's lane; the task must exist.
    std::size_t lane_of(core::TaskId task) const { return m_lane_of[core::index_of(task) - 1]; }

    /// One past the last descendant's lane.
    std::size_t subtree_end(std::size_t lane) const { return lane + m_lanes[lane].subtree; }

    /// Events of a task that are marked so, in order.
    std::span<const core::EventId> markers_of(core::TaskId task, MarkerKind kind) const;
    /// Spans of a task that are `stopping`, as indices into spans().of(task).
    std::span<const std::uint32_t> gaps_of(core::TaskId task) const;

    /// Events of the whole run: signals, deadlock, bound reached, and the moment in which an
    /// error first becomes visible to the caller.
    const std::vector<core::EventId>& signals() const { return m_signals; }
    /// Those that have something to show.
    const std::vector<CounterTrack>& counters() const { return m_counters; }
    /// Those that never change, or are never more than 0: worth a row only beside a run where they
    /// do.
    const std::vector<CounterTrack>& still_counters() const { return m_still_counters; }
    /// All events of that kind, in order.
    const std::vector<core::EventId>& turning_points(TurningPoint kind) const {
        return m_turning_points[static_cast<std::size_t>(kind)];
    }
    /// What all tasks together did, over any stretch of the axis.
    const StateMix& mix(Axis axis) const { return m_mixes[static_cast<std::size_t>(axis)]; }

    /// By SpanKind, how long a task was in each kind before its span `index`, on that axis. The
    /// difference of two of these is the mix of the stretch between them, however many spans.
    using Sums = std::array<double, 7>;
    Sums sums_before(core::TaskId task, std::size_t index, Axis axis) const;

    /// Where a span begins and ends on an axis; an open one ends with the run.
    double begin_of(const core::Span& span, Axis axis) const {
        return axis == Axis::time ? static_cast<double>(span.begin.count())
                                  : static_cast<double>(core::index_of(span.first)) + 0.5;
    }
    double end_of(const core::Span& span, Axis axis) const {
        if (axis == Axis::time) {
            return static_cast<double>(span.end.count());
        }
        return span.last == core::EventId::none
                   ? static_cast<double>(m_trace->size())
                   : static_cast<double>(core::index_of(span.last)) + 0.5;
    }

private:
    static constexpr std::size_t block = 8; // spans per row of sums

    void index_lanes();
    void index_events();
    void index_gaps();
    void index_sums(Axis axis);

    const core::Trace* m_trace;
    const core::Spans* m_spans;
    std::vector<LaneInfo> m_lanes;
    std::vector<std::size_t> m_lane_of;      // by task id - 1
    std::vector<core::EventId> m_markers;    // grouped by task, then kind
    std::vector<std::size_t> m_first_marker; // one more than groups
    std::vector<std::uint32_t> m_gaps;       // grouped by task
    std::vector<std::size_t> m_first_gap;    // one more than tasks
    std::vector<core::EventId> m_signals;
    std::vector<CounterTrack> m_counters;
    std::vector<CounterTrack> m_still_counters;
    std::array<std::vector<core::EventId>, turning_point_count> m_turning_points;
    std::array<StateMix, 2> m_mixes;         // by axis
    std::array<std::vector<Sums>, 2> m_sums; // by axis; before each block of all spans
};

} // namespace app
