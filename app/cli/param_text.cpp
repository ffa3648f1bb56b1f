#include "app/cli/param_text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace app {

namespace {

std::string with_unit(std::string number, std::string_view unit) {
    return unit.empty() ? std::move(number) : fmt::format("{} {}", number, unit);
}

} // namespace

std::string allowed(const scenarios::Param& param) {
    return param.is_choice() ? fmt::format("{}", fmt::join(param.choices, ", "))
                             : with_unit(fmt::format("{} to {}", param.min, param.max), param.unit);
}

std::string default_text(const scenarios::Param& param) {
    return param.is_choice() ? std::string{param.choices[static_cast<std::size_t>(param.initial)]}
                             : with_unit(std::to_string(param.initial), param.unit);
}

std::size_t name_width(std::span<const scenarios::Param> params) {
    std::size_t width = 0;
    for (const scenarios::Param& param : params) {
        width = std::max(width, param.id.size());
    }
    return width;
}

} // namespace app
