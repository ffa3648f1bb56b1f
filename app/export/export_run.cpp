#include "app/export/export_run.hpp"

#include "app/model/saved_run.hpp"
#include "core/export/chrome.hpp"

#include <fmt/format.h>

namespace app {

core::Result<std::string> export_run(const Run& run, const RunLink& link, ExportFormat format,
                                     const PictureStyle& style) {
    switch (format) {
    case ExportFormat::svg:
        return to_svg(run, style);
    case ExportFormat::png:
        return to_png(run, style);
    case ExportFormat::chrome:
        return core::to_chrome(run.trace(), run.spec().scenario->id);
    case ExportFormat::csv:
        return metrics_csv(run);
    case ExportFormat::alab:
        break;
    }
    return to_alab(link, run.trace());
}

std::string metrics_csv(const Run& run) {
    std::string text = "metric,value\n";
    for (const core::Metric& metric : run.metrics()) {
        text += fmt::format("{},{}\n", metric.name, metric.value);
    }
    return text;
}

std::optional<ExportFormat> export_format_of(std::string_view path) {
    for (std::size_t i = 0; i < export_endings.size(); ++i) {
        if (path.ends_with(export_endings[i])) {
            return static_cast<ExportFormat>(i);
        }
    }
    return std::nullopt;
}

} // namespace app
