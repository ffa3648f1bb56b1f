#pragma once
#include "app/views/view.hpp"

namespace app {

/// Height of the bar that finds lanes; 0 while it is closed.
float search_bar_height(const View& view);

/// A field for the text, how many lanes were found, and what to do with them. Enter and Shift+Enter
/// move from match to match.
void search_bar_view(const View& view, const Area& area);

} // namespace app
