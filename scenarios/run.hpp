#pragma once
#include "core/engine/version.hpp"
#include "core/trace/trace.hpp"
#include "scenarios/intervention.hpp"
#include "scenarios/scenario.hpp"

#include <cstdint>
#include <memory>
#include <vector>

namespace scenarios {

/// What a run takes its time and its outside world from.
enum class ClockKind : std::uint8_t {
    virtual_clock, ///< both simulated: instant, exact, repeatable
    real_clock,    ///< real time, a simulated world
    live,          ///< real time, real sockets and signals: for live::run() alone
};

/// Everything a run depends on. The same spec gives the same trace on the virtual clock.
struct RunSpec {
    const Scenario* scenario = nullptr;
    ParamValues values;
    std::vector<Intervention> interventions = {}; ///< "what if"; those of one moment in this order
    std::uint64_t seed = 1;
    ClockKind clock = ClockKind::virtual_clock;
    core::Version python = core::Version::v3_11; ///< whose rules, where asyncio changed
    std::size_t max_iterations = 1'000'000;      ///< passes of the loop before the run is ended

    explicit RunSpec(const Scenario& of) : scenario(&of), values(of.params) {}
};

/// Runs the scenario to its end, teardown included, and gives its trace.
///
/// Not for live runs. On the virtual clock this takes well under a millisecond for default
/// parameters; on the real clock it takes as long as the run does. Never hangs: deadlock and the
/// bound on iterations end the run and are events of the trace.
std::shared_ptr<const core::Trace> run(const RunSpec& spec);

/// The same in a loop and a world of the caller's. The world's values are those of the spec, and it
/// must outlive the loop's tasks.
void run_in(core::Loop& loop, World& world, const RunSpec& spec);

} // namespace scenarios
