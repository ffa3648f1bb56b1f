#pragma once
#include "app/views/view.hpp"

namespace app {

/// A card over the window, which is shaded behind it. True while it is to be filled; then
/// `end_overlay` must follow. A click beside the card sets `dismissed`.
bool begin_overlay(const View& view, const char* id, ImVec2 size, float top, bool& dismissed);
void end_overlay();

} // namespace app
