#include "app/views/slider_scale.hpp"

#include "app/timeline/ticks.hpp"

#include <algorithm>
#include <cmath>

namespace app {

SliderScale::SliderScale(const scenarios::Param& param, float length_px)
    : m_min(param.min), m_max(std::max(param.max, param.min + 1)),
      m_logarithmic(param.logarithmic && param.min >= 0), m_shift(param.min == 0 ? 1 : 0),
      m_length_px(std::max(static_cast<double>(length_px), 1.0)) {}

double SliderScale::to_axis(double value) const {
    return m_logarithmic ? std::log(value + m_shift) : value;
}

double SliderScale::from_axis(double position) const {
    return m_logarithmic ? std::exp(position) - m_shift : position;
}

float SliderScale::to_fraction(std::int64_t value) const {
    const double low = to_axis(static_cast<double>(m_min));
    const double high = to_axis(static_cast<double>(m_max));
    return static_cast<float>((to_axis(static_cast<double>(value)) - low) / (high - low));
}

std::int64_t SliderScale::to_value(float fraction, bool exact) const {
    const double low = to_axis(static_cast<double>(m_min));
    const double high = to_axis(static_cast<double>(m_max));
    const double place = low + (high - low) * std::clamp(static_cast<double>(fraction), 0.0, 1.0);
    const double value = from_axis(place);
    if (fraction >= 1) {
        return m_max; // the ends are exact even where they are no round numbers
    }
    if (exact || fraction <= 0) {
        return std::clamp<std::int64_t>(std::llround(value), m_min, m_max);
    }
    const double next = from_axis(place + (high - low) / m_length_px);
    const double step = std::max(nice_step((next - value) * 0.7), 1.0);
    return std::clamp<std::int64_t>(std::llround(std::round(value / step) * step), m_min, m_max);
}

} // namespace app
