#pragma once
#include "scenarios/param.hpp"

#include <string>

namespace app {

/// A value of a parameter as people read it: "200 ms", "20/s", "semaphore".
std::string value_text(const scenarios::Param& param, std::int64_t value);

} // namespace app
