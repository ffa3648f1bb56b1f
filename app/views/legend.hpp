#pragma once
#include "app/views/view.hpp"

namespace app {

/// The signs that this run uses on the present axis; those that do not fit into two rows are left
/// out.
float legend_height(const View& view, float width);
void legend_view(const View& view, const Area& area);

} // namespace app
