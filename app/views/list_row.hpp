#pragma once
#include "app/views/view.hpp"
#include "app/views/widgets.hpp"

namespace app {

/// A row of a list to choose from: its place, and what the pointer does to it.
struct ListRow {
    Area area;
    Touch touch;
};

enum class Chosen : std::uint8_t {
    no,
    yes,
    just_now, ///< by a key: the list scrolls to it
};

/// The ground of the next row, as wide as there is room; the content goes on top.
ListRow list_row(const View& view, const char* id, float points, Chosen chosen);

} // namespace app
