#pragma once
#include "app/model/sweep_panel.hpp"

#include <optional>
#include <string>
#include <vector>

namespace app {

/// Where a chart has room, in pixels; y grows downwards.
struct ChartArea {
    float left = 0, top = 0, right = 0, bottom = 0;
};

/// A mark on an axis.
struct ChartMark {
    float at = 0;
    std::string text;
};

/// One run of the sweep. The place of those without the metric is the bottom.
struct ChartPoint {
    float x = 0, y = 0;
    bool has_figure = false;
};

/// A curve as it is drawn. No ImGui type appears here.
struct SweepChart {
    std::vector<ChartMark> x_marks; ///< values of the parameter
    std::vector<ChartMark> y_marks; ///< figures of the metric
    std::vector<ChartPoint> points; ///< one for each point of the sweep, in its order
    bool joined = true;             ///< false: options of a choice, with nothing between them
    std::optional<float> present_x; ///< where the value of the run that is shown lies
};

/// Lays the points out. The vertical axis begins at 0, or at the least figure if that is less.
/// `present` is the parameter's value in the run that is shown; `text_px` how much room a mark on
/// the horizontal axis needs.
SweepChart lay_out(const Sweep& sweep, std::span<const SweepPoint> points, std::int64_t present,
                   const ChartArea& area, float text_px);

/// The point nearest to that place from left to right; nothing for a chart without points.
std::optional<std::size_t> nearest_point(const SweepChart& chart, float x);

} // namespace app
