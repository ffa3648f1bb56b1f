#pragma once
#include "scenarios/param.hpp"

#include <string>

namespace app {

/// What the parameter may be: "0 to 5000 ms" or "gather, task-group".
std::string allowed(const scenarios::Param& param);

/// What it is if nobody says: "400 ms" or "gather".
std::string default_text(const scenarios::Param& param);

/// Length of the longest parameter name.
std::size_t name_width(std::span<const scenarios::Param> params);

} // namespace app
