#pragma once
#include "app/theme/theme.hpp"

namespace app {

/// The colour with its opacity times `alpha`.
Color with_alpha(Color color, float alpha);

} // namespace app
