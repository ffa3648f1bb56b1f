#include "app/cli/terminal.hpp"

#include "app/cli/output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>

#include <sys/ioctl.h>
#include <unistd.h>

namespace app {

namespace {

constexpr int least_columns = 60;
constexpr int most_columns = 400;

std::optional<std::string> environment(const char* name) {
    const char* value = std::getenv(name); // NOLINT(concurrency-mt-unsafe)
    return value == nullptr ? std::nullopt : std::optional<std::string>{value};
}

/// A whole positive number, or 0.
int to_columns(const std::optional<std::string>& text) {
    int columns = 0;
    if (text) {
        const char* end = text->data() + text->size();
        const auto [stop, error] = std::from_chars(text->data(), end, columns);
        return error == std::errc{} && stop == end && columns > 0 ? columns : 0;
    }
    return columns;
}

/// The rule of POSIX: the first of these that has a value says which characters there are.
bool is_utf8(const TerminalFacts& facts) {
    for (const auto* variable : {&facts.lc_all, &facts.lc_ctype, &facts.lang}) {
        if (*variable && !(*variable)->empty()) {
            std::string name;
            for (const char c : **variable) {
                if (c != '-') {
                    name += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
                }
            }
            return name.find("utf8") != std::string::npos;
        }
    }
    return false;
}

} // namespace

TerminalFacts terminal_facts(int file) {
    TerminalFacts facts;
    facts.is_terminal = ::isatty(file) == 1;
    winsize window{};
    if (facts.is_terminal && ::ioctl(file, TIOCGWINSZ, &window) == 0) {
        facts.window_columns = window.ws_col;
    }
    facts.columns = environment("COLUMNS");
    facts.no_color = environment("NO_COLOR");
    facts.term = environment("TERM");
    facts.lc_all = environment("LC_ALL");
    facts.lc_ctype = environment("LC_CTYPE");
    facts.lang = environment("LANG");
    return facts;
}

core::TextStyle text_style(const TerminalFacts& facts) {
    core::TextStyle style;
    const int asked = to_columns(facts.columns);
    const int columns = asked > 0 ? asked : facts.window_columns;
    if (columns > 0) {
        style.columns = std::clamp(columns, least_columns, most_columns);
    }
    style.unicode = !facts.is_terminal || is_utf8(facts);
    const bool refused = facts.no_color && !facts.no_color->empty();
    style.color = facts.is_terminal && !refused && facts.term != "dumb";
    return style;
}

std::function<void(std::string_view)> progress_line() {
    constexpr int standard_error = 2;
    if (!terminal_facts(standard_error).is_terminal) {
        return {};
    }
    return [](std::string_view text) {
        print_now(fmt::format("\r{}\x1b[K", text), standard_error); // \x1b[K: clear to the end
    };
}

} // namespace app
