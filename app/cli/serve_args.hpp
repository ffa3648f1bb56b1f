#pragma once
#include "app/cli/request.hpp"
#include "core/base/result.hpp"

#include <optional>
#include <string>
#include <vector>

namespace app {

/// The options of `serve` as they were typed.
struct RawServe {
    std::optional<std::string> port;
    std::optional<std::string> work_ms;
    std::optional<std::string> drain_ms;
    std::optional<std::string> lame_duck_ms;
    std::optional<std::string> read_timeout_ms;
    std::optional<std::string> max_connections;
    std::optional<std::string> access_log;
    std::optional<std::string> trace;
};

/// What they mean. `words` is what was typed besides; there must be nothing.
core::Result<ServeRequest> parse_serve(const RawServe& raw, const std::vector<std::string>& words);

} // namespace app
