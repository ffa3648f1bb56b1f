#pragma once
#include "app/timeline/axis.hpp"
#include "core/trace/spans.hpp"

#include <array>
#include <vector>

namespace app {

/// How long all tasks together were in each state over any stretch of an axis: a matter of two
/// look-ups, however many tasks and states there are.
///
/// Exact for a thousand events; with more of them exact at some two thousand places, chosen densely
/// where much happens, and between two of these it takes the states to be spread evenly.
class StateMix {
public:
    /// By SpanKind, in task-nanoseconds or task-events.
    using Sums = std::array<double, 7>;

    StateMix(const core::Trace& trace, const core::Spans& spans, Axis axis);
    /// Of these tasks only.
    StateMix(const core::Trace& trace, const core::Spans& spans, Axis axis,
             std::span<const core::TaskId> tasks);

    /// From place to place on the axis without squeezed gaps.
    Sums between(double from, double to) const;

    /// Goes from stretch to stretch: one that begins where the last one ended costs half, and all
    /// of them less if they lie near each other.
    class Walk {
    public:
        explicit Walk(const StateMix& mix) : m_mix(&mix) {}
        Sums between(double from, double to);

    private:
        const StateMix* m_mix;
        std::size_t m_near = 0; // the place right of `m_to`
        double m_to = -1;       // where the last stretch ended
        Sums m_before{};        // what lies left of that
    };

private:
    void place_events(const core::Trace& trace);
    void add(std::span<const core::Span> spans);
    void sum_up();
    /// Of all that lies left of it; `near` is where to look for it first, and then where it was.
    Sums before(double place, std::size_t& near) const;

    Axis m_axis;
    std::vector<std::uint32_t> m_cell_of; // by event: the first place at or right of it
    std::vector<double> m_places;
    std::vector<Sums> m_alive; // while it is made: states that have begun and not ended
    std::vector<Sums> m_sums;  // by place: of all that lies left of it
};

} // namespace app
