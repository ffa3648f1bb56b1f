#pragma once
#include "core/trace/trace.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace core {

/// One figure about a run. Names and meanings: product.md, "Metrics".
struct Metric {
    std::string_view name; ///< static text such as "tasks_leaked"
    std::int64_t value = 0;
    friend bool operator==(const Metric&, const Metric&) = default;
};

/// All metrics that can be told from this trace, in the order of `metric_infos`.
///
/// Computed from the events alone, so a live, a simulated and a loaded run agree.
/// A metric whose events do not occur in the trace (no requests, no error) is left out.
std::vector<Metric> metrics_of(const Trace& trace);

/// The value of one metric, or nullopt if the trace does not have it.
std::optional<std::int64_t> metric(const Trace& trace, std::string_view name);

struct MetricInfo {
    std::string_view name;
    std::string_view unit;    ///< "us", "" for counts
    std::string_view meaning; ///< one sentence, for tooltips and help
};

/// Every metric there is, in the order in which they are printed.
std::span<const MetricInfo> metric_infos();

/// The percentile by nearest rank: the smallest of the sorted values that at least `percent`, 1 to
/// 100, of them do not exceed; 0 if there are none.
std::int64_t nearest_rank(std::span<const std::int64_t> sorted, std::size_t percent);

} // namespace core
