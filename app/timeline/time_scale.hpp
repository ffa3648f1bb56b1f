#pragma once
#include "app/timeline/axis.hpp"

namespace app {

/// Maps a window of an axis onto a range of pixels. Pure arithmetic.
class TimeScale {
public:
    TimeScale(const Window& window, float left, float right);

    float to_x(double position) const;
    double to_position(float x) const;

    double px_per_unit() const { return m_px_per_unit; }
    float left() const { return m_left; }
    float right() const { return m_right; }

private:
    double m_begin;
    double m_px_per_unit;
    float m_left;
    float m_right;
};

} // namespace app
