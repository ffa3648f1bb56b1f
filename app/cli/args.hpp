#pragma once
#include "app/cli/request.hpp"
#include "core/base/result.hpp"

#include <span>
#include <string>

namespace app {

/// Understands the words of a command line, the name of the program not among them.
///
/// Wrong usage is one sentence that says what was wrong, what is allowed and, for a typing
/// error, what was probably meant. Runs nothing. Wins over everything but wrong options and
/// unknown scenarios: --help.
core::Result<Request> parse_args(std::span<const std::string> words);

} // namespace app
