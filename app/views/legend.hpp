#pragma once
#include "app/views/view.hpp"

namespace app {

/// Of one row or two.
float legend_height(const View& view, float width);
/// The signs of the states that this run uses on the present axis; those that do not fit into two
/// rows are left out.
void legend_view(const View& view, const Area& area);

} // namespace app
