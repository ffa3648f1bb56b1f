#pragma once
#include "core/trace/trace.hpp"

#include <string>
#include <string_view>

namespace core {

/// The trace in Chrome's JSON format, which Perfetto and chrome://tracing open: one track per task
/// with its life and, within it, its states; arrows from who creates or stops a task to that task;
/// counters; and the moments that matter. Times are exact, in microseconds with three decimals
/// where it takes them. `process` is the name above the tracks.
std::string to_chrome(const Trace& trace, std::string_view process);

} // namespace core
