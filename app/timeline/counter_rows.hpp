#pragma once
#include "app/timeline/counter_track.hpp"
#include "app/timeline/lanes.hpp"
#include "app/timeline/side.hpp"

#include <array>
#include <string_view>
#include <vector>

namespace app {

/// A row in the strip of counters. Points into its run, or into the one beside it if `track` is
/// null.
struct CounterRow {
    std::string_view name;
    CounterTrack::Kind kind{};
    const CounterTrack* track = nullptr; ///< null: 0 all the time; only with a run beside this one
    std::int32_t top = 1;                ///< what lies at the upper end of the row, at least 1
};

/// The counters of a run that stands alone.
std::vector<CounterRow> counter_rows(const TimelineIndex& index);

/// The rows of two runs that stand under each other: the same ones with the same scale in the same
/// order, also those that move in one run only. The ones that differ come first.
std::array<std::vector<CounterRow>, side_count> counter_rows(const TimelineIndex& a,
                                                             const TimelineIndex& b);

} // namespace app
