#include "app/cli/program.hpp"
#include "app/cli/terminal.hpp"
#include "app/platform/app_window.hpp"

#include <string>
#include <vector>

namespace {

/// Why there is no window, or nothing once it was closed.
std::optional<std::string> open_window(const app::SavedRun* run) {
    switch (app::open_app_window(scenarios::all(), scenarios::run, run)) {
    case app::WindowEnd::no_display:
        return "there is no display";
    case app::WindowEnd::no_opengl:
        return "this display has no OpenGL 3.3";
    case app::WindowEnd::closed:
        break;
    }
    return std::nullopt;
}

} // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> words(argv + (argc > 0 ? 1 : 0), argv + argc);
    const app::Surroundings surroundings{
        .version = ASYNCLAB_VERSION,
        .style = app::text_style(app::terminal_facts()),
        .open_window = open_window,
        .say_now = [](std::string_view text) { app::print_now(text); },
        .show_progress = app::progress_line(),
    };
    return app::print(app::run_program(words, surroundings));
}
