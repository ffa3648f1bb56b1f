#pragma once
#include "app/model/run_service.hpp"
#include "app/platform/platform.hpp"

namespace app {

/// Opens the window on the scenarios and stays until it is closed. Reads the user's settings
/// and keeps them up to date.
///
/// ASYNCLAB_FRAME_STATS names a file for WindowOptions::stats_file.
WindowEnd open_app_window(std::span<const scenarios::Scenario* const> scenarios, Runner runner);

} // namespace app
