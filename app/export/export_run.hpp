#pragma once
#include "app/export/picture.hpp"
#include "app/model/run_link.hpp"
#include "core/base/result.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace app {

/// What a run can be written as. The order is that of the next two.
enum class ExportFormat : std::uint8_t { svg, png, chrome, csv, alab };
inline constexpr std::array<std::string_view, 5> export_format_names{"svg", "png", "chrome", "csv",
                                                                     "alab"};
/// How the names of such files end.
inline constexpr std::array<std::string_view, 5> export_endings{".svg", ".png", ".json", ".csv",
                                                                ".alab"};

/// The bytes of the file. `link` is for `alab`: how the run is looked at.
core::Result<std::string> export_run(const Run& run, const RunLink& link, ExportFormat format,
                                     const PictureStyle& style);

/// "metric,value" and a line for each metric of the run.
std::string metrics_csv(const Run& run);

/// The format that the ending of a file's name stands for, or nothing.
std::optional<ExportFormat> export_format_of(std::string_view path);

} // namespace app
