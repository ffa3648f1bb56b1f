#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace app {

/// The name of a metric as people write it: "tasks_leaked" becomes "tasks leaked", "total_us"
/// becomes "total": the unit stands with the figure.
std::string metric_words(std::string_view metric);

/// What it measures, in a sentence; empty for a name that is none.
std::string_view metric_meaning(std::string_view metric);

/// A figure of that metric with its unit: "1.2 s", "24".
std::string figure_text(std::string_view metric, std::int64_t figure);

} // namespace app
