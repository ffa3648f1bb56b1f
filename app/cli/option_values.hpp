#pragma once
#include "app/cli/words.hpp"
#include "core/base/result.hpp"
#include "core/base/time.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
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

/// Reads numbers into their places, where they stay as they are if nothing was typed, and keeps
/// the first complaint.
class Numbers {
public:
    template <class Number>
    void put(std::string_view option, const std::optional<std::string>& typed, Number least,
             Number most, Number& number) {
        const auto parsed = parse_number<Number>(option, typed, number, least, most);
        if (parsed) {
            number = parsed.value();
        } else if (!m_error) {
            m_error = parsed.error();
        }
    }

    /// The same in milliseconds, up to an hour.
    void put_ms(std::string_view option, const std::optional<std::string>& typed,
                std::int64_t least, core::Duration& duration) {
        std::int64_t ms = 0;
        put<std::int64_t>(option, typed, least, 3'600'000, ms);
        if (typed) {
            duration = std::chrono::milliseconds{ms};
        }
    }

    const std::optional<core::Error>& error() const { return m_error; }

private:
    std::optional<core::Error> m_error;
};

} // namespace app
