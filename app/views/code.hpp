#pragma once
#include "app/views/view.hpp"

namespace app {

/// The scenario's own source or its Python twin, with marks where the living tasks stand.
void code_view(const View& view, const Area& panel);

/// How high its row of tabs is.
float code_tabs_height(const Look& look);

} // namespace app
