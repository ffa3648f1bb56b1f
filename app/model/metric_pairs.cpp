#include "app/model/metric_pairs.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace app {
namespace {

std::optional<std::int64_t> find(const std::vector<core::Metric>& metrics, std::string_view name) {
    const auto found = std::find_if(metrics.begin(), metrics.end(),
                                    [name](const core::Metric& m) { return m.name == name; });
    return found == metrics.end() ? std::nullopt : std::optional{found->value};
}

std::string cell(const std::optional<std::int64_t>& value) {
    return value ? std::to_string(*value) : std::string{};
}

} // namespace

std::optional<std::int64_t> MetricPair::difference() const {
    return a && b ? std::optional{*b - *a} : std::nullopt;
}

std::vector<MetricPair> pair_metrics(const std::vector<core::Metric>& a,
                                     const std::vector<core::Metric>& b) {
    std::vector<MetricPair> pairs;
    for (const core::MetricInfo& info : core::metric_infos()) {
        const MetricPair pair{info.name, find(a, info.name), find(b, info.name)};
        if (pair.a || pair.b) {
            pairs.push_back(pair);
        }
    }
    return pairs;
}

std::vector<MetricPair> pair_metrics(const core::Trace& a, const core::Trace& b) {
    return pair_metrics(core::metrics_of(a), core::metrics_of(b));
}

std::string to_csv(std::span<const MetricPair> pairs) {
    std::string csv = "metric,a,b,difference\n";
    for (const MetricPair& pair : pairs) {
        csv += fmt::format("{},{},{},{}\n", pair.name, cell(pair.a), cell(pair.b),
                           cell(pair.difference()));
    }
    return csv;
}

} // namespace app
