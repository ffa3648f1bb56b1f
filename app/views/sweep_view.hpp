#pragma once
#include "app/model/keys.hpp"
#include "app/views/view.hpp"

#include <span>

namespace app {

/// A curve over the window: one metric for each value of a parameter. A click on the curve takes
/// that value; so do the arrow keys.
void sweep_view(const View& view, std::span<const Chord> keys);

} // namespace app
