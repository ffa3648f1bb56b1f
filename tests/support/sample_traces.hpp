#pragma once
#include "core/trace/trace.hpp"

#include <cstdint>
#include <memory>

namespace support {

/// `gather-vs-group mode=gather` at its defaults, as the engine would record it: six tasks,
/// task-3 fails at 400 ms, four others run on to their ends.
std::shared_ptr<const core::Trace> gather_sample();

/// The same in `mode=task-group`: four siblings are cancelled and clean up for 50 ms.
std::shared_ptr<const core::Trace> group_sample();

/// A well-formed trace of `events` events by up to `tasks` tasks in which everything occurs
/// that changes a TraceState. The same arguments give the same trace.
std::shared_ptr<const core::Trace> random_trace(std::uint64_t seed, std::size_t tasks,
                                                std::size_t events);

} // namespace support
