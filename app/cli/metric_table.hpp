#pragma once
#include "app/model/metric_pairs.hpp"

#include <span>
#include <string>

namespace app {

/// Aligned columns: metric, a, b, "b - a" with its sign; "-" for what a run does not have.
std::string to_table(std::span<const MetricPair> pairs);

} // namespace app
