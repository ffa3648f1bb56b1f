#pragma once
#include "core/engine/coro.hpp"
#include "scenarios/param.hpp"

#include <cstdint>

namespace core {
class Loop;
}

namespace scenarios {

class World;

/// Thrown by a signal handler of a scenario where the operating system would end the process.
/// Nothing runs after it, no cleanup and no teardown: the trace ends there.
struct ProcessKilled final {};

// The programs of the scenarios, each in a file of its own that learners read beside its Python
// twin. What else a scenario has (parameters, lesson, verdict) stands in its card.

core::Coro<int> gather_vs_group_main(core::Loop& loop, const ParamValues& values,
                                     std::uint64_t seed, World& world);

core::Coro<int> shutdown_drain_main(core::Loop& loop, const ParamValues& values, std::uint64_t seed,
                                    World& world);
void shutdown_drain_signals(World& world, const ParamValues& values);

core::Coro<int> semaphore_throttle_main(core::Loop& loop, const ParamValues& values,
                                        std::uint64_t seed, World& world);

} // namespace scenarios
