#include "app/cli/metric_table.hpp"

#include <fmt/format.h>

namespace app {

namespace {

std::string cell(const std::optional<std::int64_t>& value) {
    return value ? std::to_string(*value) : "-";
}

std::string signed_cell(const std::optional<std::int64_t>& value) {
    return value && *value != 0 ? fmt::format("{:+}", *value) : cell(value);
}

} // namespace

std::string to_table(std::span<const MetricPair> pairs) {
    constexpr std::string_view line = "{:<18}  {:>12}  {:>12}  {:>12}\n";
    std::string table = fmt::format(line, "metric", "a", "b", "b - a");
    for (const MetricPair& pair : pairs) {
        table += fmt::format(line, pair.name, cell(pair.a), cell(pair.b),
                             signed_cell(pair.difference()));
    }
    return table;
}

} // namespace app
