#pragma once
#include "core/base/time.hpp"

#include <optional>
#include <string_view>

namespace scenarios {

/// Reads "250ms", "1.5s", "400us" or "400µs", at most an hour; nothing for anything else.
std::optional<core::Instant> parse_time(std::string_view text);

} // namespace scenarios
