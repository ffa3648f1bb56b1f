#pragma once
#include "core/base/result.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace app {

enum class ExitCode : std::uint8_t {
    fine = 0,
    failed = 1, ///< the run could not finish, or its output could not be written
    usage = 2,  ///< wrong usage or bad input; nothing was done
};

/// All that a command says: commands compute it and leave the writing to print().
struct Output {
    std::string out; ///< for stdout
    std::string err; ///< for stderr: one line, or nothing
    ExitCode code = ExitCode::fine;
    /// What must not happen unless `out` has been written; empty: nothing.
    std::function<core::Result<std::monostate>()> afterwards = {};
};

/// The sentence as a line for stderr: "asynclab: unknown command 'lits', …".
std::string to_error_line(std::string_view sentence);

/// Puts one more sentence into the line for stderr.
void also_say(Output& output, std::string_view sentence);

/// Writes both texts to these file descriptors, stdout and stderr if none are named, and gives
/// the process's exit code.
///
/// A closed pipe, a full disk and the like become one sentence on `err` and exit code 1.
int print(const Output& output, int out = 1, int err = 2);

/// Writes the text to that file descriptor at once. If nobody reads it, so be it.
void print_now(std::string_view text, int out = 1);

/// If the process was started without stdin, stdout or stderr, puts /dev/null in their places, so
/// that no socket or file gets their numbers and what is said to nobody.
void keep_standard_files_taken();

} // namespace app
