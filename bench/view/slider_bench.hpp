#pragma once

namespace bench {

/// Prints what a slider move costs for each scenario: run, layout and the draw list of the
/// whole window at 1920 × 1080, with Dear ImGui's null backend.
void slider_bench();

} // namespace bench
