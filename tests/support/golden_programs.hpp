#pragma once
#include "tests/conformance/program.hpp"

#include <string>
#include <vector>

namespace support {

/// A program and the trace that CPython 3.11.7 gave for it.
struct GoldenProgram {
    int seed = 0;
    conformance::Program program;
    std::string trace;
};

/// The first `count` of the 200 programs that are kept as text. Fails the test that calls it if
/// the file is missing or damaged.
std::vector<GoldenProgram> golden_programs(std::size_t count = 200);

} // namespace support
