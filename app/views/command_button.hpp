#pragma once
#include "app/views/widgets.hpp"

namespace app {

/// A button for a row of the table of commands: its tooltip says the title and the keys.
void command_button(const View& view, std::string_view command_id, Icon icon, float size = 32,
                    Emphasis emphasis = Emphasis::flat);

/// A heading below a line, as wide as what is left, with that button at its end if `has_button`.
void section_with_command(const View& view, std::string_view title, std::string_view command_id,
                          Icon icon, bool has_button = true);

/// The same as a button with a text.
void command_text_button(const View& view, std::string_view command_id, std::string_view text,
                         Emphasis emphasis);

} // namespace app
