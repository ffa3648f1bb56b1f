#pragma once
#include "app/cli/output.hpp"
#include "app/cli/request.hpp"

#include <functional>
#include <string_view>

namespace app {

/// Sends the requests and tells how they fared. `show_progress` gets a line several times a second;
/// it may be empty. Blocks until all are answered or given up, or until SIGINT or SIGTERM, which
/// cancels the rest.
Output load(const LoadRequest& request, const std::function<void(std::string_view)>& show_progress);

} // namespace app
