#include "tests/app/cli/program_runs.hpp"

#include "core/export/utf8.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>
#include <vector>

namespace support {

app::Output run_program(std::string_view line, const core::TextStyle& style) {
    std::istringstream stream{std::string{line}};
    std::vector<std::string> words;
    for (std::string word; stream >> word;) {
        words.push_back(word);
    }
    return app::run_program(
        words, {.version = "1.2.3", .style = style, .open_window = [](const app::SavedRun*) {
                    return std::optional<std::string>{"there is no display"};
                }});
}

std::string usage_error(std::string_view line) {
    CAPTURE(line);
    const app::Output output = run_program(line);
    CHECK(output.out.empty());
    CHECK(output.code == app::ExitCode::usage);
    constexpr std::string_view prefix = "asynclab: ";
    REQUIRE(output.err.starts_with(prefix));
    REQUIRE(output.err.find('\n') == output.err.size() - 1);
    return output.err.substr(prefix.size(), output.err.size() - prefix.size() - 1);
}

std::size_t width(std::string_view text) {
    std::size_t widest = 0;
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        widest = std::max(widest, core::width_of(line));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
    }
    return widest;
}

} // namespace support
