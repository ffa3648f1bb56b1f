#pragma once
#include "core/trace/trace.hpp"

#include <string>

namespace core {

/// The trace as JSON lines in the row format of tests/conformance/FORMAT.md: compact, ASCII,
/// keys in the order given there, times in microseconds. Events without a row there
/// (counters, marks, cleanup, permits) are left out.
std::string to_rows(const Trace& trace);

} // namespace core
