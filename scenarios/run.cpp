#include "scenarios/run.hpp"

#include "core/base/assert.hpp"
#include "core/engine/asio_clock.hpp"
#include "core/engine/loop.hpp"
#include "core/engine/runner.hpp"
#include "core/trace/recorder.hpp"
#include "scenarios/process_recorder.hpp"
#include "scenarios/world.hpp"

namespace scenarios {

namespace {

std::shared_ptr<const core::Trace> run_simulated(core::Clock& clock, const RunSpec& spec) {
    core::Recorder recorder;
    ProcessRecorder sink{recorder};
    {
        RunSpec own = spec; // its values may change on the way
        SimulatedStage stage{clock, sink, own.values};
        run_in(stage.loop, stage.world, own);
    }
    return recorder.take();
}

} // namespace

void run_in(core::Loop& loop, World& world, const RunSpec& spec) {
    loop.set_max_iterations(spec.max_iterations);
    loop.set_version(spec.python);
    if (spec.scenario->prepare != nullptr) {
        spec.scenario->prepare(world, spec.values);
    }
    for (const Intervention& intervention : spec.interventions) {
        arrange(intervention, loop, world);
    }
    core::Runner runner{loop};
    try {
        runner.run(spec.scenario->main(loop, spec.values, spec.seed, world));
    } catch (...) { // NOLINT(bugprone-empty-catch): how the program ended is in its trace
    }
}

std::shared_ptr<const core::Trace> run(const RunSpec& spec) {
    CORE_ASSERT(spec.clock != ClockKind::live); // that is live::run()
    if (spec.clock == ClockKind::real_clock) {
        core::AsioClock clock;
        return run_simulated(clock, spec);
    }
    core::VirtualClock clock;
    return run_simulated(clock, spec);
}

} // namespace scenarios
