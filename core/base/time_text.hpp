#pragma once
#include "core/base/time.hpp"

#include <string>

namespace core {

/// "400 ms", "1.3 s", "0.333 ms": as exact as the microseconds are, without zeros at the end.
std::string time_text(Duration time);

} // namespace core
