#pragma once
#include "core/export/json.hpp"
#include "core/trace/metrics.hpp"

#include <span>
#include <string>

namespace app {

/// "tasks_leaked 4": name and value of each metric, one a line.
std::string metric_lines(std::span<const core::Metric> metrics);

/// `{"seed": 1, "clock": "virtual"}`: the members as one JSON object on one line.
std::string json_object(const core::JsonSpec& members);

/// `{"tasks_leaked": 4}`: the same of metrics.
std::string json_object(std::span<const core::Metric> metrics);

} // namespace app
