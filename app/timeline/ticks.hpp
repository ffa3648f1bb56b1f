#pragma once
#include "app/timeline/time_scale.hpp"

#include <string>
#include <vector>

namespace app {

/// One mark of the ruler.
struct Tick {
    float x = 0;
    bool major = false;
    std::string text; ///< empty for a minor tick
    friend bool operator==(const Tick&, const Tick&) = default;
};

/// Major ticks at least this far apart, so that their texts never touch.
inline constexpr float min_major_px = 120;

/// The smallest of 1, 2, 5 · 10ⁿ that is at least `least`.
double nice_step(double least);

/// The ticks of a ruler over `window`, left to right; a minor tick at each fifth (or, for steps
/// of 2 · 10ⁿ, each quarter). On the order axis no step is smaller than one event.
std::vector<Tick> ruler_ticks(const TimeScale& scale, const Window& window, Axis axis);

/// A moment as the ruler writes it for that distance of ticks: "400 ms", "1.25 s", "0".
std::string tick_text(core::Instant at, core::Duration step);

/// A moment or length as tooltips and inspector write it: exact, no needless digits:
/// "400 ms", "1.2005 s", "250 µs".
std::string exact_time(core::Duration time);

} // namespace app
