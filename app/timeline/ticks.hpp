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

/// What a ruler counts, and from where.
struct Ruling {
    Axis axis = Axis::time;
    const Squeeze* squeeze = nullptr; ///< of the time axis; null: nothing is squeezed
    core::Instant origin{};           ///< what the time axis calls 0
};

/// The ticks of a ruler over `window`, left to right; a minor tick at each fifth (or, for steps
/// of 2 · 10ⁿ, each quarter). On the order axis no step is smaller than one event. There are no
/// ticks within a squeezed gap.
std::vector<Tick> ruler_ticks(const TimeScale& scale, const Window& window, const Ruling& ruling);
inline std::vector<Tick> ruler_ticks(const TimeScale& scale, const Window& window, Axis axis) {
    return ruler_ticks(scale, window, Ruling{.axis = axis});
}

/// A moment as the ruler writes it for that distance of ticks: "400 ms", "1.25 s", "0".
std::string tick_text(core::Instant at, core::Duration step);

/// A moment or length as tooltips and inspector write it: exact, no needless digits:
/// "400 ms", "1.2005 s", "250 µs".
std::string exact_time(core::Duration time);

/// A moment counted from an origin: "+50 ms", "-400 ms"; from the start of the run as above.
std::string time_from(core::Instant at, core::Instant origin);

} // namespace app
