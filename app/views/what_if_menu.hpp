#pragma once
#include "app/views/view.hpp"

namespace app {

/// What can be done to a task or to the run at some moment: opens where the pointer asked for it,
/// else at the cursor. Nothing while nobody has.
void what_if_menu(const View& view);

} // namespace app
