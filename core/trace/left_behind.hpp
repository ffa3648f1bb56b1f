#pragma once
#include "core/trace/trace.hpp"

#include <vector>

namespace core {

/// The tasks that outlived the code which had started them.
struct LeftBehind {
    std::vector<TaskId> tasks;    ///< in order of creation, never main
    std::vector<TaskId> by_error; ///< those of them that were left at the first error
    Duration wasted{};            ///< how long the latter went on, summed
};

/// Finds the tasks that were left behind in either of two ways:
///
/// - When code first sees an error (`error_seen`), it has left behind what it had started,
///   directly or through others, that is unfinished and that nobody awaits any more. A child of
///   an open task group is not left behind, nor is a task that somebody awaits then or later,
///   unless whoever holds it was left behind itself. A callback has started nothing.
/// - When the main program is over, it has left behind all that is unfinished.
LeftBehind left_behind(const Trace& trace);

} // namespace core
