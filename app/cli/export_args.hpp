#pragma once
#include "app/cli/request.hpp"
#include "core/base/result.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace app {

struct RawArgs;

/// The options of `export` as they were typed.
struct RawExport {
    std::array<std::optional<std::string>, export_format_names.size()> paths; ///< by format
    std::optional<std::string> size;
    std::optional<std::string> theme;
};

/// True for a link and for what is called like a saved run.
bool is_source(std::string_view word);

/// What the words behind `open` and `export` mean.
core::Result<OpenRequest> parse_open(const RawArgs& raw);
core::Result<ExportRequest> parse_export(const RawArgs& raw);

} // namespace app
