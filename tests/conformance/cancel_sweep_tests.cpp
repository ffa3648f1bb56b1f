#include "tests/conformance/interpreter.hpp"
#include "tests/support/cancel_sweep.hpp"
#include "tests/support/golden_programs.hpp"

#include <doctest/doctest.h>

using core::Loop;

TEST_SUITE("conformance/cancel_sweep") {

TEST_CASE("200 programs stay sound when any task is cancelled at any of its suspensions") {
    std::size_t runs = 0;
    for (const support::GoldenProgram& golden : support::golden_programs()) {
        CAPTURE(golden.seed);
        runs += support::sweep_cancellations([&](support::CancelAt& observer) {
            conformance::run_watched(golden.program, observer,
                                     [&](Loop& loop) { observer.watch(loop); });
        });
    }
    MESSAGE(runs, " cancellations");
    CHECK(runs > 2000);
}

} // TEST_SUITE
