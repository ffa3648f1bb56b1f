#pragma once
#include "app/cli/request.hpp"
#include "core/base/result.hpp"

#include <optional>
#include <string>
#include <vector>

namespace app {

/// The options of `load` as they were typed.
struct RawLoad {
    std::optional<std::string> requests;
    std::optional<std::string> limiter;
    std::optional<std::string> limit;
    std::optional<std::string> rate;
    std::optional<std::string> burst;
    std::optional<std::string> retries;
    std::optional<std::string> timeout_ms;
    std::optional<std::string> seed;
    std::optional<std::string> format;
    std::optional<std::string> trace;
};

/// What they mean. `words` is what was typed besides: the URL.
core::Result<LoadRequest> parse_load(const RawLoad& raw, const std::vector<std::string>& words);

} // namespace app
