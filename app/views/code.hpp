#pragma once
#include "app/views/view.hpp"

namespace app {

/// The scenario's own source or its Python twin, with marks where the living tasks stand.
void code_view(const View& view, const Area& panel);

} // namespace app
