#pragma once
#include "scenarios/param.hpp"

namespace app {

/// Maps a parameter's range onto a slider. Pure arithmetic.
///
/// A logarithmic range that begins at 0 is logarithmic in value + 1, so that 0 has a place.
class SliderScale {
public:
    SliderScale(const scenarios::Param& param, float length_px);

    /// Where a value stands, 0 … 1.
    float to_fraction(std::int64_t value) const;
    /// The value at a place. `exact` gives each whole number, else values snap to round
    /// numbers about as far apart as pixels, so that a slider says 400 and not 403.
    std::int64_t to_value(float fraction, bool exact) const;

private:
    double to_axis(double value) const;
    double from_axis(double position) const;

    std::int64_t m_min;
    std::int64_t m_max;
    bool m_logarithmic;
    double m_shift; ///< added before the logarithm is taken
    double m_length_px;
};

} // namespace app
