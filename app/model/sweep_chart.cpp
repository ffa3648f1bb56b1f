#include "app/model/sweep_chart.hpp"

#include "app/model/metric_words.hpp"
#include "app/model/param_words.hpp"
#include "app/timeline/ticks.hpp"
#include "scenarios/scenario.hpp"

#include <algorithm>
#include <cmath>

namespace app {

namespace {

constexpr double rows_wanted = 5; // marks on the vertical axis, about

/// Maps numbers onto pixels; `low` onto `at_low`.
struct Line {
    double low, high;
    float at_low, at_high;

    float operator()(double number) const {
        const double part = high > low ? (number - low) / (high - low) : 0.5;
        return at_low + static_cast<float>(part) * (at_high - at_low);
    }
};

/// The axis of the figures, up to the next whole mark above the greatest.
Line vertical(std::span<const SweepPoint> points, const ChartArea& area, double& step) {
    double low = 0;
    double high = 1;
    for (const SweepPoint& point : points) {
        const auto figure = static_cast<double>(point.figure.value_or(0));
        low = std::min(low, figure);
        high = std::max(high, figure);
    }
    step = std::max(1.0, nice_step((high - low) / rows_wanted));
    return {std::floor(low / step) * step, std::ceil(high / step) * step, area.bottom, area.top};
}

std::vector<ChartMark> value_marks(const scenarios::Param& param, const Line& line, float text_px) {
    std::vector<ChartMark> marks;
    const double room = std::abs(static_cast<double>(line.at_high - line.at_low));
    const double per_value = (line.high - line.low) * static_cast<double>(text_px) / room;
    const double step = param.is_choice() ? 1 : std::max(1.0, nice_step(std::max(per_value, 1.0)));
    for (double value = std::ceil(line.low / step) * step; value <= line.high; value += step) {
        marks.push_back({line(value), value_text(param, std::llround(value))});
    }
    return marks;
}

} // namespace

SweepChart lay_out(const Sweep& sweep, std::span<const SweepPoint> points, std::int64_t present,
                   const ChartArea& area, float text_px) {
    SweepChart chart;
    if (points.empty() || area.right <= area.left || area.bottom <= area.top) {
        return chart;
    }
    const scenarios::Param& param = sweep.spec.values.params()[sweep.param];
    // Half a place of air at both ends of the options, which have no ends of an axis.
    const double air = param.is_choice() ? 0.5 : 0;
    const Line across{static_cast<double>(param.min) - air, static_cast<double>(param.max) + air,
                      area.left, area.right};
    double step = 1;
    const Line up = vertical(points, area, step);
    for (const SweepPoint& point : points) {
        chart.points.push_back({across(static_cast<double>(point.value)),
                                up(static_cast<double>(point.figure.value_or(0))),
                                point.figure.has_value()});
    }
    for (double figure = up.low; figure <= up.high + step / 2; figure += step) {
        const std::int64_t mark = std::llround(figure);
        chart.y_marks.push_back({up(figure), mark == 0 ? "0" : figure_text(sweep.metric, mark)});
    }
    chart.x_marks = value_marks(param, across, text_px);
    chart.joined = !param.is_choice();
    chart.present_x = across(static_cast<double>(present));
    return chart;
}

std::optional<std::size_t> nearest_point(const SweepChart& chart, float x) {
    const auto nearest = std::min_element(chart.points.begin(), chart.points.end(),
                                          [&](const ChartPoint& a, const ChartPoint& b) {
                                              return std::abs(a.x - x) < std::abs(b.x - x);
                                          });
    if (nearest == chart.points.end()) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(nearest - chart.points.begin());
}

} // namespace app
