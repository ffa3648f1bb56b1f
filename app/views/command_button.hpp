#pragma once
#include "app/views/widgets.hpp"

namespace app {

/// A button for a row of the table of commands: its tooltip says the title and the keys.
void command_button(const View& view, std::string_view command_id, Icon icon, float size = 32,
                    Emphasis emphasis = Emphasis::flat);

} // namespace app
