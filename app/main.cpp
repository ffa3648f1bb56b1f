#include "app/cli/program.hpp"
#include "app/cli/terminal.hpp"

#include <unistd.h>

namespace {

/// Why there is no window, or nothing once it was closed.
std::optional<std::string> open_window() {
    return "this build has no window yet";
}

} // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> words(argv + (argc > 0 ? 1 : 0), argv + argc);
    const app::Surroundings surroundings{
        .version = ASYNCLAB_VERSION,
        .style = app::text_style(app::terminal_facts(STDOUT_FILENO)),
        .open_window = open_window,
    };
    return app::print(app::run_program(words, surroundings), STDOUT_FILENO, STDERR_FILENO);
}
