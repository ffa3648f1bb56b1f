#pragma once
#include "app/cli/output.hpp"
#include "app/cli/request.hpp"

#include <functional>
#include <string_view>

namespace app {

/// Runs the service until SIGTERM or SIGINT has ended it. `say` gets each line at once: where it
/// listens, the phases of the shutdown, the books. Blocks as long as the service runs.
Output serve(const ServeRequest& request, const std::function<void(std::string_view)>& say);

} // namespace app
