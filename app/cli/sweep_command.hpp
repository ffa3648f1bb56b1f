#pragma once
#include "app/cli/output.hpp"
#include "app/cli/request.hpp"
#include "core/export/text.hpp"

namespace app {

/// Runs the scenario once for each value of the parameter and shows the metric as bars, or as lines
/// of CSV. A value whose run does not have the metric keeps its line without one.
Output show_sweep(const SweepRequest& request, const core::TextStyle& style);

} // namespace app
