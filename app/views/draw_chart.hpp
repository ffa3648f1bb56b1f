#pragma once
#include "app/model/sweep_chart.hpp"
#include "app/views/look.hpp"

namespace app {

/// Draws axes, curve and the line of the present value. `pointed` is the point under the pointer.
void draw_chart(ImDrawList& list, const Look& look, const SweepChart& chart, const ChartArea& area,
                std::optional<std::size_t> pointed);

} // namespace app
