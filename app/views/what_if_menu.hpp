#pragma once
#include "app/model/keys.hpp"
#include "app/views/view.hpp"

#include <span>

namespace app {

/// What can be done to a task or to the run at some moment: opens where the pointer asked for it,
/// else at the cursor. Nothing while nobody has. The arrow keys and Enter choose.
void what_if_menu(const View& view, std::span<const Chord> keys);

} // namespace app
