#pragma once
#include "app/model/keys.hpp"
#include "app/views/view.hpp"

namespace app {

/// The tour over the window: what it points at lies bare in a frame, with a bubble beside it.
void tour_view(const View& view);

/// What keys mean while the tour is on; true if the chord was for it.
bool tour_key(const View& view, const Chord& chord);

/// Where a bubble of that size stands: beside the target, where there is most room, within the
/// window. Pure arithmetic.
Area place_bubble(const Area& target, ImVec2 size, ImVec2 window, float gap);

} // namespace app
