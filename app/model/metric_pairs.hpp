#pragma once
#include "core/trace/metrics.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace app {

/// One metric of two runs; nothing where a run does not have it.
struct MetricPair {
    std::string_view name;
    std::optional<std::int64_t> a;
    std::optional<std::int64_t> b;

    /// b - a, if both runs have it.
    std::optional<std::int64_t> difference() const;
    friend bool operator==(const MetricPair&, const MetricPair&) = default;
};

/// All metrics that at least one of the runs has, in the order in which metrics are printed.
std::vector<MetricPair> pair_metrics(const std::vector<core::Metric>& a,
                                     const std::vector<core::Metric>& b);
std::vector<MetricPair> pair_metrics(const core::Trace& a, const core::Trace& b);

/// "metric,a,b,difference" and one line each; what a run does not have is left empty.
std::string to_csv(std::span<const MetricPair> pairs);

} // namespace app
