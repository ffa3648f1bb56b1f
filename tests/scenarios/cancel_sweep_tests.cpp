#include "scenarios/run.hpp"
#include "scenarios/world.hpp"
#include "tests/support/cancel_sweep.hpp"

#include <doctest/doctest.h>

using scenarios::Param;
using scenarios::ParamValues;
using scenarios::Scenario;

namespace {

void run_with(const Scenario& scenario, const ParamValues& values, support::CancelAt& observer) {
    core::VirtualClock clock;
    scenarios::RunSpec spec{scenario};
    spec.values = values;
    scenarios::SimulatedStage stage{clock, observer, spec.values};
    observer.watch(stage.loop);
    scenarios::run_in(stage.loop, stage.world, spec);
}

} // namespace

TEST_SUITE("scenarios/cancel_sweep") {

TEST_CASE("every scenario stays sound when any task is cancelled at any of its suspensions") {
    for (const Scenario* scenario : scenarios::all()) {
        CAPTURE(scenario->id);
        // All choices of the parameter that has some: mode, strategy, limiter.
        const Param& choice = scenario->params[0];
        REQUIRE(choice.choices.size() >= 3);
        for (std::size_t i = 0; i < choice.choices.size(); ++i) {
            ParamValues values{scenario->params};
            values.set(0, static_cast<int>(i));
            CAPTURE(choice.choices[i]);
            const std::size_t runs = support::sweep_cancellations(
                [&](support::CancelAt& observer) { run_with(*scenario, values, observer); });
            CHECK(runs >= 6);
        }
    }
}

} // TEST_SUITE
