#include "tests/conformance/interpreter.hpp"
#include "tests/support/golden_programs.hpp"

#include <doctest/doctest.h>

TEST_SUITE("conformance/golden") {

TEST_CASE("200 programs give the traces of CPython 3.11.7, byte for byte") {
    for (const support::GoldenProgram& golden : support::golden_programs()) {
        CAPTURE(golden.seed);
        CHECK(conformance::run_program(golden.program) == golden.trace);
    }
}

} // TEST_SUITE
