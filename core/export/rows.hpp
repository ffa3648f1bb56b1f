#pragma once
#include "core/trace/trace.hpp"

#include <string>

namespace core {

/// The trace as JSON lines in the row format of tests/conformance/FORMAT.md: compact, ASCII,
/// keys in the order given there, times in microseconds. Events without a row there
/// (counters, marks, cleanup, permits) are left out.
///
/// `suspend.on` is the name of what is waited for, "-" if it has none. Errors of the types
/// CancelledError, TimeoutError, RuntimeError, ValueError, SystemExit, KeyboardInterrupt and
/// Stuck are written without their message, all others, groups included, as the trace has them.
std::string to_rows(const Trace& trace);

} // namespace core
