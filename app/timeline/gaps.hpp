#pragma once
#include "app/timeline/merged_order.hpp"
#include "core/trace/spans.hpp"

#include <span>
#include <vector>

namespace app {

/// A stretch of time in which nothing happens: no event, and no task's code runs.
struct IdleGap {
    core::Instant begin{};
    core::Instant end{};

    core::Duration length() const { return end - begin; }
    friend bool operator==(const IdleGap&, const IdleGap&) = default;
};

/// What lies on one axis: a run, or two that are compared. What it is made from must outlive it.
struct RunsOnAxis {
    RunsOnAxis(const core::Trace& trace, const core::Spans& of) : events(trace), spans{&of} {}
    RunsOnAxis(const MergedOrder& merged, const core::Spans& a, const core::Spans& b)
        : events(merged), spans{&a, &b} {}

    EventSequence events;
    std::array<const core::Spans*, side_count> spans{}; ///< null: there is no second run
};

/// The idle stretches that are long for these runs, in order: more than a sixteenth of it, and at
/// least three times the usual distance of two moments. There are never more than sixteen.
std::vector<IdleGap> long_gaps(const RunsOnAxis& runs);

/// The time axis with some stretches squeezed to bands of one width, whatever their length.
///
/// Strictly monotone and invertible: outside the bands a nanosecond of axis is a nanosecond of
/// time, inside a band it is many. Without bands it changes nothing.
class Squeeze {
public:
    struct Band {
        std::size_t gap = 0; ///< which of the gaps that were given
        IdleGap stretch;
        double begin = 0; ///< on the squeezed axis
        double end = 0;
    };

    Squeeze() = default;
    /// `gaps` in order, as long_gaps gives them; those with `is_closed[i]` are squeezed. `whole` is
    /// the length of the run.
    Squeeze(std::span<const IdleGap> gaps, const std::vector<bool>& is_closed,
            core::Duration whole);

    bool empty() const { return m_bands.empty(); }
    std::span<const Band> bands() const { return m_bands; }

    double place_of(double time) const;
    double time_at(double place) const;

private:
    std::vector<Band> m_bands;
};

} // namespace app
