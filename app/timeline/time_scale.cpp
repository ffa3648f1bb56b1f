#include "app/timeline/time_scale.hpp"

#include "core/base/assert.hpp"

#include <algorithm>

namespace app {

TimeScale::TimeScale(const Window& window, float left, float right)
    : m_begin(window.begin), m_px_per_unit(static_cast<double>(right - left) / window.length()),
      m_left(left), m_right(right) {
    CORE_ASSERT(window.length() > 0);
}

float TimeScale::to_x(double position) const {
    // Far outside the window a float would lose the sign of neighbours; nothing there is drawn.
    constexpr double far = 1e6;
    const double x = (position - m_begin) * m_px_per_unit;
    return m_left + static_cast<float>(std::clamp(x, -far, far));
}

double TimeScale::to_position(float x) const {
    return m_begin + static_cast<double>(x - m_left) / m_px_per_unit;
}

} // namespace app
