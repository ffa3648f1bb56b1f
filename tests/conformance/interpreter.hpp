#pragma once
#include "core/engine/loop.hpp"
#include "tests/conformance/program.hpp"

#include <functional>
#include <string>

namespace conformance {

/// Runs a program on the engine's public API, on a virtual clock, by the rules of that version
/// of Python, and gives its trace: one row of FORMAT.md per line.
std::string run_program(const Program& program, core::Version version = core::Version::v3_11);

/// Runs it with another observer than the writer of rows, which may interfere: `prepare` gets the
/// loop before the run.
void run_watched(const Program& program, core::EventSink& sink,
                 const std::function<void(core::Loop&)>& prepare);

} // namespace conformance
