#pragma once
#include "app/views/view.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

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

/// The lines of a text wrapped at spaces: Dear ImGui would also break "2.2 s" at its point.
std::vector<std::string_view> wrapped(ImFont* font, std::string_view text, float width);

/// Draws wrapped lines from `at` down; gives their height. More than `most` lines end with an
/// ellipsis.
float put_lines(ImDrawList& list, ImFont* font, ImVec2 at, float width, ImU32 color,
                std::string_view text, std::size_t most = SIZE_MAX);

/// A paragraph at the layout cursor that wraps at the width of the window or at `width`.
void paragraph(ImFont* font, ImU32 color, std::string_view text, float width = 0);

/// The height that a wrapped text takes.
float wrapped_height(ImFont* font, std::string_view text, float width);

} // namespace app
