#pragma once
#include "app/views/view.hpp"

namespace app {

/// The left panel: scenarios by group, and the parameters of the present one.
void gallery_view(const View& view);

} // namespace app
