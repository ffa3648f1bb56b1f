#pragma once
#include "core/engine/coro.hpp"
#include "scenarios/param.hpp"
#include "scenarios/question.hpp"

#include <cstdint>
#include <vector>

namespace core {
class Loop;
class Trace;
} // namespace core

namespace scenarios {

class World;
struct Question;

/// Thrown by a signal handler of a scenario where the operating system would end the process.
/// Nothing runs after it, no cleanup and no teardown: the trace ends there.
struct ProcessKilled final {};

// The programs of the scenarios, each in a file of its own that learners read beside its Python
// twin. What else a scenario has (parameters, lesson, verdict) stands in its card, what it asks in
// <id>_questions.cpp.

core::Coro<int> gather_vs_group_main(core::Loop& loop, const ParamValues& values,
                                     std::uint64_t seed, World& world);
std::vector<Question> gather_vs_group_questions(const core::Trace& trace,
                                                const ParamValues& values);

core::Coro<int> shutdown_drain_main(core::Loop& loop, const ParamValues& values, std::uint64_t seed,
                                    World& world);
void shutdown_drain_signals(World& world, const ParamValues& values);
std::vector<Question> shutdown_drain_questions(const core::Trace& trace, const ParamValues& values);

core::Coro<int> semaphore_throttle_main(core::Loop& loop, const ParamValues& values,
                                        std::uint64_t seed, World& world);
std::vector<Question> semaphore_throttle_questions(const core::Trace& trace,
                                                   const ParamValues& values);

core::Coro<int> cancellation_aware_main(core::Loop& loop, const ParamValues& values,
                                        std::uint64_t seed, World& world);
std::vector<Question> cancellation_aware_questions(const core::Trace& trace,
                                                   const ParamValues& values);

core::Coro<int> timeouts_main(core::Loop& loop, const ParamValues& values, std::uint64_t seed,
                              World& world);
std::vector<Question> timeouts_questions(const core::Trace& trace, const ParamValues& values);

core::Coro<int> error_boundaries_main(core::Loop& loop, const ParamValues& values,
                                      std::uint64_t seed, World& world);
std::vector<Question> error_boundaries_questions(const core::Trace& trace,
                                                 const ParamValues& values);

core::Coro<int> backpressure_main(core::Loop& loop, const ParamValues& values, std::uint64_t seed,
                                  World& world);
std::vector<Question> backpressure_questions(const core::Trace& trace, const ParamValues& values);

core::Coro<int> retry_storm_main(core::Loop& loop, const ParamValues& values, std::uint64_t seed,
                                 World& world);
std::vector<Question> retry_storm_questions(const core::Trace& trace, const ParamValues& values);

core::Coro<int> first_wins_main(core::Loop& loop, const ParamValues& values, std::uint64_t seed,
                                World& world);
std::vector<Question> first_wins_questions(const core::Trace& trace, const ParamValues& values);

core::Coro<int> fire_and_forget_main(core::Loop& loop, const ParamValues& values,
                                     std::uint64_t seed, World& world);
std::vector<Question> fire_and_forget_questions(const core::Trace& trace,
                                                const ParamValues& values);

core::Coro<int> deadlock_main(core::Loop& loop, const ParamValues& values, std::uint64_t seed,
                              World& world);
std::vector<Question> deadlock_questions(const core::Trace& trace, const ParamValues& values);

core::Coro<int> blocked_loop_main(core::Loop& loop, const ParamValues& values, std::uint64_t seed,
                                  World& world);
std::vector<Question> blocked_loop_questions(const core::Trace& trace, const ParamValues& values);

} // namespace scenarios
