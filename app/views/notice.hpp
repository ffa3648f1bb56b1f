#pragma once
#include "app/views/view.hpp"

namespace app {

/// What became of a wish, at the lower edge of the window. Goes away by itself, or when it is
/// clicked.
void notice_view(const View& view);

} // namespace app
