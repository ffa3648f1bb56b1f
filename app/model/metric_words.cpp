#include "app/model/metric_words.hpp"

#include "app/model/words.hpp"
#include "app/timeline/ticks.hpp"
#include "core/trace/metrics.hpp"

#include <chrono>

namespace app {

namespace {

constexpr std::string_view time_ending = "_us"; // of all metrics that are lengths of time

} // namespace

std::string metric_words(std::string_view metric) {
    if (metric.ends_with(time_ending)) {
        metric.remove_suffix(time_ending.size());
    }
    return spaced(metric);
}

std::string_view metric_meaning(std::string_view metric) {
    for (const core::MetricInfo& info : core::metric_infos()) {
        if (info.name == metric) {
            return info.meaning;
        }
    }
    return {};
}

std::string figure_text(std::string_view metric, std::int64_t figure) {
    return metric.ends_with(time_ending) ? exact_time(std::chrono::microseconds{figure})
                                         : std::to_string(figure);
}

} // namespace app
