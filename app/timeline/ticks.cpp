#include "app/timeline/ticks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

namespace app {
namespace {

struct Unit {
    double ns;
    std::string_view name;
};
constexpr std::array units{Unit{1e9, "s"}, Unit{1e6, "ms"}, Unit{1e3, "µs"}, Unit{1, "ns"}};

/// The largest unit of which `ns` is at least one.
const Unit& unit_for(double ns) {
    const auto found =
        std::find_if(units.begin(), units.end(), [&](const Unit& u) { return ns >= u.ns; });
    return found == units.end() ? units.back() : *found;
}

/// 2 · 10ⁿ falls into four parts, 1 and 5 · 10ⁿ into five: so minor ticks are round as well.
int parts_of(double step) {
    const double leading = step / std::pow(10.0, std::floor(std::log10(step) + 1e-9));
    return std::lround(leading) == 2 ? 4 : 5;
}

/// The parts of `window` between the squeezed gaps, on the axis without them, from 0 on.
std::vector<Window> open_parts(const Window& window, const Squeeze& squeeze) {
    std::vector<Window> parts;
    double from = std::max(squeeze.time_at(window.begin), 0.0);
    for (const Squeeze::Band& band : squeeze.bands()) {
        if (band.end >= window.begin && band.begin <= window.end) {
            parts.push_back({from, static_cast<double>(band.stretch.begin.count())});
            from = static_cast<double>(band.stretch.end.count());
        }
    }
    parts.push_back({from, squeeze.time_at(window.end)});
    return parts;
}

std::string text_of(double position, double step, Axis axis) {
    if (axis == Axis::order) {
        return fmt::format("#{}", std::llround(position));
    }
    return tick_text(core::Instant{std::llround(position)}, core::Duration{std::llround(step)});
}

} // namespace

double nice_step(double least) {
    const double power = std::pow(10.0, std::floor(std::log10(least)));
    // A hair of tolerance, so that 120 px of exactly 1 ms a tick do not become 2 ms.
    const double wanted = least * (1 - 1e-9);
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= wanted) {
            return factor * power;
        }
    }
    return 10 * power;
}

std::vector<Tick> ruler_ticks(const TimeScale& scale, const Window& window, const Ruling& ruling) {
    // Neither axis has anything between two whole numbers.
    const double step =
        std::max(1.0, nice_step(static_cast<double>(min_major_px) / scale.px_per_unit()));
    const int parts = step < 2 ? 1 : parts_of(step);
    const double minor = step / parts;
    const bool is_time = ruling.axis == Axis::time;
    const double origin = is_time ? static_cast<double>(ruling.origin.count()) : 0;
    const Squeeze none;
    const Squeeze& squeeze = is_time && ruling.squeeze != nullptr ? *ruling.squeeze : none;

    std::vector<Tick> ticks;
    for (const Window& part : open_parts(window, squeeze)) {
        // Squeezing and back may lose the last digit of a place that is a tick's.
        constexpr double hair = 1e-6;
        const auto first =
            static_cast<std::int64_t>(std::ceil((part.begin - origin) / minor - hair));
        const auto last = static_cast<std::int64_t>(std::floor((part.end - origin) / minor + hair));
        for (std::int64_t i = first; i <= last; ++i) {
            const double position = static_cast<double>(i) * minor;
            const bool major = i % parts == 0;
            ticks.push_back({scale.to_x(squeeze.place_of(origin + position)), major,
                             major ? text_of(position, step, ruling.axis) : std::string{}});
        }
    }
    return ticks;
}

std::string tick_text(core::Instant at, core::Duration step) {
    if (at.count() == 0) {
        return "0";
    }
    // Seconds from one second on, even when ticks are finer: "1.25 s" reads better than
    // "1250 ms"; but not with more than three decimals.
    const auto time = static_cast<double>(at.count());
    const auto distance = static_cast<double>(std::max<std::int64_t>(1, step.count()));
    const Unit* unit = &unit_for(std::abs(time));
    while (unit != &units.back() && distance * 1000 < unit->ns * 0.999) {
        ++unit;
    }
    const double decimals = std::ceil(std::log10(unit->ns / distance) - 1e-9);
    return fmt::format("{:.{}f} {}", time / unit->ns, std::clamp(static_cast<int>(decimals), 0, 3),
                       unit->name);
}

std::string exact_time(core::Duration time) {
    if (time.count() == 0) {
        return "0 ms";
    }
    const Unit& unit = unit_for(std::abs(static_cast<double>(time.count())));
    const auto per_unit = static_cast<std::int64_t>(unit.ns);
    const std::int64_t rest = std::abs(time.count() % per_unit);
    std::string text =
        fmt::format("{}{}", time.count() < 0 ? "-" : "", std::abs(time.count() / per_unit));
    if (rest != 0) {
        const auto digits = static_cast<int>(std::lround(std::log10(unit.ns)));
        std::string decimals = fmt::format("{:0{}}", rest, digits);
        decimals.erase(decimals.find_last_not_of('0') + 1);
        text += "." + decimals;
    }
    return fmt::format("{} {}", text, unit.name);
}

std::string time_from(core::Instant at, core::Instant origin) {
    const bool is_later = origin.count() != 0 && at > origin;
    return (is_later ? "+" : "") + exact_time(at - origin);
}

} // namespace app
