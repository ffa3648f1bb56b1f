#pragma once
#include "app/views/view.hpp"

namespace app {

/// Which way a panel grows when its edge is dragged.
enum class Grows : std::uint8_t { right, left, up };

/// An edge that changes the size of a panel. Draws a hint under the pointer.
void splitter(const View& view, const char* id, const Area& edge, Panel panel, float size_now,
              Grows grows);

} // namespace app
