#pragma once
#include "app/views/view.hpp"

#include <string_view>

namespace app {

/// Where a text stands in an area that is wider than it.
enum class Align : std::uint8_t { left, center, right };

float text_width(ImFont* font, std::string_view text);

/// Draws one line, vertically centred in the area; too long a text ends with an ellipsis.
/// True if all of it was drawn.
bool put_text(ImDrawList& list, ImFont* font, const Area& area, ImU32 color, std::string_view text,
              Align align = Align::left);

/// One line at the layout cursor that takes its own size. Advances the cursor.
void line_of_text(ImFont* font, ImU32 color, std::string_view text);

/// A paragraph that wraps at the width of the window or at `width`.
void paragraph(ImFont* font, ImU32 color, std::string_view text, float width = 0);

/// The height that a wrapped text takes.
float wrapped_height(ImFont* font, std::string_view text, float width);

} // namespace app
