#pragma once
#include <cstdint>

namespace core {

/// A place in the source: what the code panel highlights. As a defaulted argument
/// (`Source source = Source::here()`) it is the caller's place.
///
/// `std::source_location` would do the same, but clang 14 has none.
struct Source {
    const char* file = nullptr; ///< null: unknown
    std::uint32_t line = 0;

    static constexpr Source here(const char* file = __builtin_FILE(),
                                 std::uint32_t line = __builtin_LINE()) {
        return Source{file, line};
    }
};

} // namespace core
