#pragma once
#include "app/theme/theme.hpp"
#include "app/timeline/layout.hpp"

namespace app {

/// What an arrow is drawn in: the colour of the state that it leads to, or of the chain of causes.
Color arrow_color(const Theme& theme, Arrow::Kind kind);

} // namespace app
