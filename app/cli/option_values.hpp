#pragma once
#include "app/cli/words.hpp"
#include "core/base/result.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
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

/// One of a list of names as an enumerator; the first if it was not given.
template <class Enum, std::size_t N>
core::Result<Enum> parse_name(std::string_view option, const std::optional<std::string>& typed,
                              const std::array<std::string_view, N>& names) {
    if (!typed) {
        return Enum{};
    }
    const auto found = std::find(names.begin(), names.end(), *typed);
    if (found == names.end()) {
        const std::string hint = instead_of(*typed, names);
        return core::Error{fmt::format("{} is {}, not '{}'{}", option, one_of(names), *typed,
                                       hint.starts_with(',') ? hint : "")};
    }
    return static_cast<Enum>(found - names.begin());
}

} // namespace app
