#pragma once
#include "core/trace/metrics.hpp"
#include "scenarios/run.hpp"

#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace support {

/// The run that "shutdown-drain strategy=article request_ms=20" asks for. Wrong names or values
/// fail the test.
scenarios::RunSpec spec_of(std::string_view words);
std::shared_ptr<const core::Trace> run(std::string_view words);

/// A metric that the trace must have.
std::int64_t figure_of(const core::Trace& trace, std::string_view name);

/// How many events of that kind there are, of that task if one is named.
int count_events(const core::Trace& trace, core::EventKind kind, std::string_view task = {});

/// The life cycle of the tasks as tests/conformance/twin.py prints it.
std::string life_cycle_rows(const core::Trace& trace);

} // namespace support
