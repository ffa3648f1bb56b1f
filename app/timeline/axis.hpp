#pragma once
#include "app/timeline/gaps.hpp"
#include "app/timeline/merged_order.hpp"
#include "core/trace/trace.hpp"

#include <cstddef>

namespace app {

/// What the horizontal axis of the timeline counts.
enum class Axis : std::uint8_t {
    time,  ///< virtual time: how long things took
    order, ///< event numbers: what came before what, also within one instant
};

inline constexpr std::size_t axis_count = 2;

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
/// is that of both, and the whole is as long as the longer one. Long idle gaps of the time axis may
/// be squeezed. The trace, the order of both and the squeeze must outlive this.
class AxisMap {
public:
    AxisMap(const core::Trace& trace, Axis axis, const Squeeze* squeeze = nullptr)
        : m_trace(&trace), m_axis(axis), m_squeeze(in_use(squeeze)) {}
    /// For one of two runs that are compared.
    AxisMap(const MergedOrder& merged, Side side, Axis axis, const Squeeze* squeeze = nullptr)
        : m_trace(&merged.trace(side)), m_axis(axis), m_merged(&merged), m_side(side),
          m_squeeze(in_use(squeeze)) {}

    Axis axis() const { return m_axis; }

    /// Where a place of the axis without squeezed gaps (nanoseconds, events) lies.
    double squeezed(double place) const {
        return m_squeeze == nullptr ? place : m_squeeze->place_of(place);
    }
    /// The inverse of that.
    double unsqueezed(double place) const {
        return m_squeeze == nullptr ? place : m_squeeze->time_at(place);
    }
    Window squeezed(const Window& w) const { return {squeezed(w.begin), squeezed(w.end)}; }
    Window unsqueezed(const Window& w) const { return {unsqueezed(w.begin), unsqueezed(w.end)}; }

    /// Where an event lies.
    double of(core::EventId event) const {
        return m_axis == Axis::time ? squeezed(static_cast<double>((*m_trace)[event].at.count()))
                                    : in_order(event);
    }
    /// Where a moment lies; on the order axis before the first event later than it.
    double of(core::Instant at) const;
    /// Where the hairline stands after the first `count` events.
    double of_cursor(std::size_t count) const;

    /// The cursor that a click at `position` asks for: all events at or left of it.
    std::size_t cursor_at(double position) const;
    /// The moment at `position`.
    core::Instant time_at(double position) const;
    /// The same for a pointer, whose next pixel is at `next`: on the time axis in as few digits as
    /// tell the two apart, and never before the start.
    core::Instant time_at(double position, double next) const;

    /// From the start of the run to its end, never of zero length.
    Window whole() const;
    /// Where this run itself ends.
    double run_end() const;

    /// Where a place on the axis of this run alone (nanoseconds, events) lies.
    double placed(double own) const {
        return m_axis == Axis::time || m_merged == nullptr ? squeezed(own) : in_merged_order(own);
    }
    /// The inverse. During an event of the other run nothing passes here.
    double own(double place) const;

private:
    const Squeeze* in_use(const Squeeze* squeeze) const {
        const bool squeezes = m_axis == Axis::time && squeeze != nullptr && !squeeze->empty();
        return squeezes ? squeeze : nullptr;
    }
    double whole_count() const;
    double in_order(core::EventId event) const;
    double in_merged_order(double own) const;

    const core::Trace* m_trace;
    Axis m_axis;
    const MergedOrder* m_merged = nullptr; // null: the run is alone
    Side m_side = Side::a;
    const Squeeze* m_squeeze; // null: nothing is squeezed
};

/// The same part of the run on the other axis: what the window shows after X is pressed.
Window convert(const Window& window, const AxisMap& from, const AxisMap& to);

} // namespace app
