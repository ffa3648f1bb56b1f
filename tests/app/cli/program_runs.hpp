#pragma once
#include "app/cli/program.hpp"

#include <string_view>

namespace support {

/// What the program says to "run gather-vs-group tasks=3"; words are separated by blanks. Its
/// version is 1.2.3, and there is no display.
app::Output run_program(std::string_view line, const core::TextStyle& style = {});

/// What it says on stderr to wrong usage, without "asynclab: " and the line end. Checks that
/// this is one line, that stdout stays empty and that the exit code is 2.
std::string usage_error(std::string_view line);

/// Width of the longest line in characters.
std::size_t width(std::string_view text);

} // namespace support
