#pragma once
#include <cstddef>
#include <cstdint>

namespace app {

/// Which of the runs in the window: A is the one that is always there, B is compared with it.
enum class Side : std::uint8_t { a, b };
inline constexpr std::size_t side_count = 2;

constexpr std::size_t index_of(Side side) {
    return static_cast<std::size_t>(side);
}
constexpr Side other(Side side) {
    return side == Side::a ? Side::b : Side::a;
}

} // namespace app
