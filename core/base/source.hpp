#pragma once
#include <cstdint>

namespace core {

/// A place in the source: what the code panel highlights. `std::source_location` would do, but
/// clang 14 has none.
struct Source {
    const char* file = nullptr; ///< null: unknown
    std::uint32_t line = 0;
};

} // namespace core
