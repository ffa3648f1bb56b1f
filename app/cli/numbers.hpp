#pragma once
#include "core/base/result.hpp"

#include <fmt/format.h>

#include <charconv>
#include <optional>
#include <string>
#include <string_view>

namespace app {

/// A whole number within bounds; `fallback` if nothing was typed.
template <class Number>
core::Result<Number> parse_number(std::string_view option, const std::optional<std::string>& typed,
                                  Number fallback, Number least, Number most) {
    Number number = fallback;
    if (typed) {
        const char* end = typed->data() + typed->size();
        const auto [stop, error] = std::from_chars(typed->data(), end, number);
        if (error != std::errc{} || stop != end || number < least || number > most) {
            return core::Error{fmt::format("{} is a whole number from {} to {}, not '{}'", option,
                                           least, most, *typed)};
        }
    }
    return number;
}

} // namespace app
