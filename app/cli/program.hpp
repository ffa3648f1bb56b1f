#pragma once
#include "app/cli/output.hpp"
#include "app/model/saved_run.hpp"
#include "core/export/text.hpp"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace app {

/// What the command line needs from outside.
struct Surroundings {
    std::string version;
    core::TextStyle style; ///< of what goes to stdout

    /// Opens the window, on that run if it is not null, and stays until it is closed. Why there can
    /// be none, as a sentence without an end: "there is no display"; nothing once it was closed.
    std::function<std::optional<std::string>(const SavedRun* run)> open_window;

    /// Writes to stdout at once, for commands that go on for a while.
    std::function<void(std::string_view)> say_now;

    /// Replaces the last line of the terminal at stderr; empty if there is none to write to.
    std::function<void(std::string_view)> show_progress;
};

/// Does what the words ask for, the name of the program not among them. Writes nothing but by
/// `say_now`: all else that it has to say is in the result.
Output run_program(std::span<const std::string> words, const Surroundings& surroundings);

} // namespace app
