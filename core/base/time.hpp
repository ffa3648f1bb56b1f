#pragma once
#include <chrono>
#include <cstdint>

namespace core {

/// A length of time. Nanoseconds, signed; virtual runs use whole microseconds.
using Duration = std::chrono::nanoseconds;

/// A moment of a run, counted from its start. Not a date and not the wall clock.
using Instant = std::chrono::nanoseconds;

/// Whole microseconds, rounded down: the unit of metrics, rows and command line.
constexpr std::int64_t to_us(Duration d) {
    return std::chrono::duration_cast<std::chrono::microseconds>(d).count();
}

} // namespace core
