#pragma once
#include "app/cli/request.hpp"

#include <string>

namespace app {

/// The help text that was asked for, in 80 columns.
std::string to_help(const HelpRequest& request);

} // namespace app
