#include "app/platform/app_window.hpp"
#include "core/export/text.hpp"

#include <cstdio>
#include <string_view>

namespace {

/// What a terminal can show of the first screen.
int show_default_run(const char* why) {
    std::fprintf(stderr, "asynclab: %s, so here is the default run as text\n", why);
    const scenarios::RunSpec spec{*scenarios::all().front()};
    std::fputs(core::to_text(*scenarios::run(spec)).c_str(), stdout);
    return 0;
}

int open_window() {
    switch (app::open_app_window(scenarios::all(), scenarios::run)) {
    case app::WindowEnd::no_display:
        return show_default_run("there is no display");
    case app::WindowEnd::no_opengl:
        return show_default_run("this display has no OpenGL 3.3");
    case app::WindowEnd::closed:
        break;
    }
    return 0;
}

} // namespace

int main(int argc, char** argv) {
    if (argc == 1) {
        return open_window();
    }
    if (argc == 2 && std::string_view{argv[1]} == "--version") {
        std::puts("asynclab " ASYNCLAB_VERSION);
        return 0;
    }
    std::fputs("asynclab: only --version is understood so far\n", stderr);
    return 2;
}
