#pragma once
#include "app/views/view.hpp"

namespace app {

/// The signs that this run uses, in one line; those that do not fit are left out.
void legend_view(const View& view, const Area& area);

} // namespace app
