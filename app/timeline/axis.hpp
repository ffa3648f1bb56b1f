#pragma once
#include "app/timeline/merged_order.hpp"
#include "core/trace/trace.hpp"

#include <cstddef>

namespace app {

/// What the horizontal axis of the timeline counts.
enum class Axis : std::uint8_t {
    time,  ///< virtual time: how long things took
    order, ///< event numbers: what came before what, also within one instant
};

/// A stretch of an axis. On the time axis in nanoseconds, on the order axis in events.
struct Window {
    double begin = 0;
    double end = 1;

    double length() const { return end - begin; }
    friend bool operator==(const Window&, const Window&) = default;
};

/// Places on an axis for the facts of one trace: the one spot that knows both axes.
///
/// On the order axis event i lies at i + ½ and the cursor after n events at n, so that the
/// hairline falls between two events. While two runs are compared both lie on one axis: the order
/// is that of both, and the whole is as long as the longer one. The trace must outlive this.
class AxisMap {
public:
    AxisMap(const core::Trace& trace, Axis axis) : m_trace(&trace), m_axis(axis) {}
    /// For one of two runs that are compared; `merged` must outlive this.
    AxisMap(const MergedOrder& merged, Side side, Axis axis)
        : m_trace(&merged.trace(side)), m_axis(axis), m_merged(&merged), m_side(side) {}

    Axis axis() const { return m_axis; }

    /// Where an event lies.
    double of(core::EventId event) const;
    /// Where a moment lies; on the order axis before the first event later than it.
    double of(core::Instant at) const;
    /// Where the hairline stands after the first `count` events.
    double of_cursor(std::size_t count) const;

    /// The cursor that a click at `position` asks for: all events at or left of it.
    std::size_t cursor_at(double position) const;
    /// The moment at `position`.
    core::Instant time_at(double position) const;

    /// From the start of the run to its end, never of zero length.
    Window whole() const;
    /// Where this run itself ends.
    double run_end() const;

    /// A place on the axis of this run alone (nanoseconds, events), on the axis of both.
    double placed(double own) const;

private:
    double whole_count() const;

    const core::Trace* m_trace;
    Axis m_axis;
    const MergedOrder* m_merged = nullptr; // null: the run is alone
    Side m_side = Side::a;
};

/// The same part of the run on the other axis: what the window shows after X is pressed.
Window convert(const Window& window, const AxisMap& from, const AxisMap& to);

} // namespace app
