#pragma once
#include <array>
#include <string_view>

namespace app {

/// As links write them. The order is that of Axis.
inline constexpr std::array<std::string_view, 2> axis_names{"time", "order"};

} // namespace app
