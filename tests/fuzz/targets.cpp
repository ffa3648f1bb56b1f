#include "tests/fuzz/targets.hpp"

#include "app/cli/args.hpp"
#include "app/model/run_link.hpp"
#include "core/base/assert.hpp"
#include "tests/fuzz/saved_run_target.hpp"

#include <array>
#include <string>
#include <vector>

namespace fuzz {

namespace {

/// The lines of the input.
std::vector<std::string> lines_of(std::string_view input) {
    std::vector<std::string> lines;
    while (!input.empty()) {
        const std::string_view line = input.substr(0, input.find('\n'));
        lines.emplace_back(line);
        input.remove_prefix(std::min(line.size() + 1, input.size()));
    }
    return lines;
}

/// A link that can be read can be written, and means the same then.
void run_link(std::string_view input) {
    const auto link = app::parse_link(input);
    if (!link) {
        CORE_ASSERT(!link.error().message.empty());
        return;
    }
    for (const app::Wording wording : {app::Wording::brief, app::Wording::whole}) {
        const std::string text = app::to_link(link.value(), wording);
        const auto again = app::parse_link(text);
        CORE_ASSERT(again);
        CORE_ASSERT(app::to_link(again.value(), wording) == text);
    }
}

/// The same for each line as a parameter and as an intervention, of every scenario.
void run_parameters(std::string_view input) {
    for (const std::string& line : lines_of(input)) {
        for (const scenarios::Scenario* scenario : scenarios::all()) {
            scenarios::ParamValues values{scenario->params};
            if (const auto index = values.parse(line)) {
                const std::string text = values.text(index.value());
                std::string assignment{scenario->params[index.value()].id};
                assignment += '=';
                assignment += text;
                CORE_ASSERT(values.parse(assignment));
                CORE_ASSERT(values.text(index.value()) == text);
            }
            if (const auto what = scenarios::parse_intervention(line, scenario->params)) {
                const std::string text = scenarios::to_text(what.value());
                const auto again = scenarios::parse_intervention(text, scenario->params);
                CORE_ASSERT(again && again.value() == what.value());
            }
        }
    }
}

/// The lines as the words of a command line, of which nothing is done.
void run_command_line(std::string_view input) {
    const auto request = app::parse_args(lines_of(input));
    CORE_ASSERT(request || !request.error().message.empty());
}

} // namespace

std::span<const Target> targets() {
    static constexpr std::array table{
        Target{"alab", run_saved_run},
        Target{"link", run_link},
        Target{"parameters", run_parameters},
        Target{"command_line", run_command_line},
    };
    return table;
}

} // namespace fuzz
