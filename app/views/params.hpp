#pragma once
#include "app/views/view.hpp"

namespace app {

/// A slider or a choice for each declared parameter of the scenario.
void params_view(const View& view);

} // namespace app
