#pragma once
#include "tests/conformance/program.hpp"

#include <string>

namespace conformance {

/// Runs a program on the engine's public API, on a virtual clock, and gives its trace: one row
/// of FORMAT.md per line.
std::string run_program(const Program& program);

} // namespace conformance
