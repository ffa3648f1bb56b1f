#pragma once
#include "core/trace/metrics.hpp"
#include "scenarios/run.hpp"

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace app {

/// One run of a sweep.
struct SweepPoint {
    std::int64_t value = 0;             ///< of the parameter
    std::optional<std::int64_t> figure; ///< the metric; empty: this run has none
    std::shared_ptr<const core::Trace> trace = nullptr;
};

/// What to run: a spec, and which values one of its parameters takes in turn.
struct Sweep {
    scenarios::RunSpec spec;
    std::size_t param = 0;
    std::vector<std::int64_t> values;
    std::string_view metric; ///< one of core::metric_infos()
};

/// At most so many values between `from` and `to`, both among them, evenly spread and in order;
/// fewer where there are no more whole numbers.
std::vector<std::int64_t> spread(std::int64_t from, std::int64_t to, std::size_t most = 64);

/// Runs all points on the virtual clock, on all processors, and gives them in order of the values.
///
/// Waits until all are done, or, once `cancelled` is true, for the runs under way; what was not
/// run is left out then. `done` counts the runs that are over; both may be read and written by
/// other threads meanwhile.
std::vector<SweepPoint> run_sweep(const Sweep& sweep, const std::atomic<bool>& cancelled,
                                  std::atomic<std::size_t>& done);
std::vector<SweepPoint> run_sweep(const Sweep& sweep);

/// A value of the parameter as it is written on the command line.
std::string typed_value(const Sweep& sweep, std::int64_t value);

/// "limit,total_us" and a line for each point; without a figure the second field is empty.
std::string to_csv(const Sweep& sweep, std::span<const SweepPoint> points);

} // namespace app
