#pragma once
#include "app/views/view.hpp"

namespace app {

/// What has been done to the run, or to both: each can be moved, switched off and removed. Nothing
/// while nothing has.
void what_if_list(const View& view);

} // namespace app
