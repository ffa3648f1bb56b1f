#include "app/theme/fade.hpp"

#include <cmath>

namespace app {

Color with_alpha(Color color, float alpha) {
    color.a = static_cast<std::uint8_t>(std::lround(static_cast<float>(color.a) * alpha));
    return color;
}

} // namespace app
