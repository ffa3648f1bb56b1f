#include "app/cli/metric_table.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace app {

namespace {

std::optional<std::int64_t> find(const std::vector<core::Metric>& metrics, std::string_view name) {
    const auto found = std::find_if(metrics.begin(), metrics.end(),
                                    [name](const core::Metric& m) { return m.name == name; });
    return found == metrics.end() ? std::nullopt : std::optional{found->value};
}

std::string cell(const std::optional<std::int64_t>& value, std::string_view missing) {
    return value ? std::to_string(*value) : std::string{missing};
}

std::string signed_cell(const std::optional<std::int64_t>& value) {
    return value && *value != 0 ? fmt::format("{:+}", *value) : cell(value, "-");
}

} // namespace

std::optional<std::int64_t> MetricPair::difference() const {
    return a && b ? std::optional{*b - *a} : std::nullopt;
}

std::vector<MetricPair> pair_metrics(const core::Trace& a, const core::Trace& b) {
    const auto of_a = core::metrics_of(a);
    const auto of_b = core::metrics_of(b);
    std::vector<MetricPair> pairs;
    for (const core::MetricInfo& info : core::metric_infos()) {
        const MetricPair pair{info.name, find(of_a, info.name), find(of_b, info.name)};
        if (pair.a || pair.b) {
            pairs.push_back(pair);
        }
    }
    return pairs;
}

std::string to_table(std::span<const MetricPair> pairs) {
    constexpr std::string_view line = "{:<18}  {:>12}  {:>12}  {:>12}\n";
    std::string table = fmt::format(line, "metric", "a", "b", "b - a");
    for (const MetricPair& pair : pairs) {
        table += fmt::format(line, pair.name, cell(pair.a, "-"), cell(pair.b, "-"),
                             signed_cell(pair.difference()));
    }
    return table;
}

std::string to_csv(std::span<const MetricPair> pairs) {
    std::string csv = "metric,a,b,difference\n";
    for (const MetricPair& pair : pairs) {
        csv += fmt::format("{},{},{},{}\n", pair.name, cell(pair.a, ""), cell(pair.b, ""),
                           cell(pair.difference(), ""));
    }
    return csv;
}

} // namespace app
