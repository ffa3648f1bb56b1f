#pragma once
#include "app/views/widgets.hpp"

namespace app {

/// How fast it plays, and below that where it stops and whether it goes round.
void play_menu(const View& view);

/// What the menu's button says: "0.5×".
std::string speed_text(double speed);

} // namespace app
