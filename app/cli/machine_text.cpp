#include "app/cli/machine_text.hpp"

#include "core/export/json_text.hpp"

#include <fmt/format.h>

namespace app {

std::string metric_lines(std::span<const core::Metric> metrics) {
    std::string lines;
    for (const core::Metric& metric : metrics) {
        lines += fmt::format("{} {}\n", metric.name, metric.value);
    }
    return lines;
}

std::string json_object(const core::JsonSpec& members) {
    std::string object;
    for (const auto& [name, value] : members) {
        object +=
            fmt::format("{}{}: {}", object.empty() ? "" : ", ", core::json_string(name), value);
    }
    return '{' + object + '}';
}

std::string json_object(std::span<const core::Metric> metrics) {
    core::JsonSpec members;
    for (const core::Metric& metric : metrics) {
        members.emplace_back(metric.name, std::to_string(metric.value));
    }
    return json_object(members);
}

} // namespace app
