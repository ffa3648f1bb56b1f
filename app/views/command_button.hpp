#pragma once
#include "app/views/widgets.hpp"

namespace app {

/// A button for a row of the table of commands: its tooltip says the title and the keys.
void command_button(const View& view, std::string_view command_id, Icon icon, float size = 32,
                    Emphasis emphasis = Emphasis::flat);

/// The same as a button with a text.
void command_text_button(const View& view, std::string_view command_id, std::string_view text,
                         Emphasis emphasis);

} // namespace app
