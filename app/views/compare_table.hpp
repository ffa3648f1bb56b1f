#pragma once
#include "app/views/view.hpp"

namespace app {

/// The metrics of both runs and what differs. Nothing while there is only one.
void compare_table(const View& view);

} // namespace app
