#pragma once
#include "app/views/look.hpp"

namespace app {

/// Draws the shape of an end or of a moment, centred, `size` across. `alpha` below 1 for what
/// the cursor has not reached.
void draw_cap(ImDrawList& list, const Look& look, Role role, ImVec2 center, float size,
              float alpha = 1);

/// The triangle of a request, the diamond of a delivery, the eye of an error seen, the bolt of
/// a signal: moments, drawn with a rim so that they stand out from the bar below.
void draw_moment(ImDrawList& list, const Look& look, Cap cap, Role role, ImVec2 center, float size,
                 float alpha = 1);

} // namespace app
