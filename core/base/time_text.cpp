#include "core/base/time_text.hpp"

#include <fmt/format.h>

namespace core {

std::string time_text(Duration time) {
    const std::int64_t us = to_us(time);
    const bool in_seconds = us >= 1'000'000;
    const std::int64_t unit = in_seconds ? 1'000'000 : 1'000;
    std::string fraction = fmt::format("{:0{}}", us % unit, in_seconds ? 6 : 3);
    fraction.erase(fraction.find_last_not_of('0') + 1);
    return fmt::format("{}{}{} {}", us / unit, fraction.empty() ? "" : ".", fraction,
                       in_seconds ? "s" : "ms");
}

} // namespace core
