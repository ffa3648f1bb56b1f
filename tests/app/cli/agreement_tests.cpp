#include "app/model/saved_run.hpp"
#include "app/model/spec_text.hpp"
#include "core/export/chrome.hpp"
#include "core/export/json.hpp"
#include "core/trace/metrics.hpp"
#include "tests/app/cli/program_runs.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/random_specs.hpp"
#include "tests/support/temp_folder.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <sstream>

using app::ExitCode;
using support::run_program;

namespace {

constexpr int rounds = 60;

using Figures = std::map<std::string, std::int64_t>;

Figures figures_of(const core::Trace& trace) {
    Figures figures;
    for (const core::Metric& metric : core::metrics_of(trace)) {
        figures[std::string{metric.name}] = metric.value;
    }
    return figures;
}

std::vector<std::string> split(const std::string& line, char by) {
    std::vector<std::string> cells;
    std::istringstream in{line};
    for (std::string cell; std::getline(in, cell, by);) {
        cells.push_back(cell);
    }
    return cells;
}

/// The figures in that column of "name,a,b"; the head is left out, and what is empty.
Figures column_of(const std::string& csv, std::size_t column) {
    Figures figures;
    const auto lines = split(csv, '\n');
    for (std::size_t i = 1; i < lines.size(); ++i) {
        const auto cells = split(lines[i], ',');
        if (cells.size() > column && !cells[column].empty()) {
            figures[cells[0]] = std::stoll(cells[column]);
        }
    }
    return figures;
}

/// "ID name=value …": what a person types for this run.
std::string words_of(const scenarios::RunSpec& spec) {
    return fmt::format("{} {}", spec.scenario->id, app::spec_words(spec));
}

/// True if a person asked for something that finds no task in this run.
bool comes_to_nothing(const core::Trace& trace) {
    for (const core::Event& event : trace.events()) {
        if (event.kind == core::EventKind::mark &&
            trace.text(event.label).starts_with(scenarios::came_to_nothing)) {
            return true;
        }
    }
    return false;
}

} // namespace

TEST_SUITE("app/cli/agreement") {

TEST_CASE("run shows the figures of that very run") {
    support::SpecSource source{11};
    for (int i = 0; i < rounds; ++i) {
        const auto spec = source.spec();
        const auto trace = scenarios::run(spec);
        const std::string line = "run " + words_of(spec) + " --format metrics";
        CAPTURE(line);
        const app::Output output = run_program(line);
        REQUIRE((output.code == ExitCode::usage) == comes_to_nothing(*trace));
        if (output.code != ExitCode::usage) {
            std::string csv = "metric value\n" + output.out;
            std::replace(csv.begin(), csv.end(), ' ', ',');
            CHECK(column_of(csv, 1) == figures_of(*trace));
        }
    }
}

TEST_CASE("compare shows the figures of two single runs and their differences") {
    support::SpecSource source{12};
    for (int i = 0; i < rounds; ++i) {
        const auto a = source.spec();
        auto b = a;
        const std::size_t index = source.pick(b.values.size());
        const scenarios::Param& param = b.values.params()[index];
        b.values.set(index, param.min + static_cast<std::int64_t>(source.pick(
                                            static_cast<std::size_t>(param.max - param.min) + 1)));
        const auto trace_a = scenarios::run(a);
        const auto trace_b = scenarios::run(b);
        const std::string line = fmt::format("compare {} b.{}={} --format csv", words_of(a),
                                             param.id, b.values.text(index));
        CAPTURE(line);
        const app::Output output = run_program(line);
        REQUIRE((output.code == ExitCode::usage) ==
                (comes_to_nothing(*trace_a) || comes_to_nothing(*trace_b)));
        if (output.code == ExitCode::usage) {
            continue;
        }
        CHECK(column_of(output.out, 1) == figures_of(*trace_a));
        CHECK(column_of(output.out, 2) == figures_of(*trace_b));
        for (const auto& [name, difference] : column_of(output.out, 3)) {
            CHECK(difference == figures_of(*trace_b).at(name) - figures_of(*trace_a).at(name));
        }
    }
}

TEST_CASE("an intervention for one of two runs leaves the other as it is alone") {
    support::SpecSource source{13};
    for (int i = 0; i < rounds; ++i) {
        auto a = source.spec();
        a.interventions.clear();
        auto b = a;
        b.interventions = {source.intervention(a)};
        const auto trace_b = scenarios::run(b);
        const std::string line = fmt::format("compare {} --what-if b.{} --format csv", words_of(a),
                                             scenarios::to_text(b.interventions.front()));
        CAPTURE(line);
        const app::Output output = run_program(line);
        REQUIRE((output.code == ExitCode::usage) == comes_to_nothing(*trace_b));
        if (output.code != ExitCode::usage) {
            CHECK(column_of(output.out, 1) == figures_of(*scenarios::run(a)));
            CHECK(column_of(output.out, 2) == figures_of(*trace_b));
        }
    }
}

TEST_CASE("each value of a sweep has the figure of the single run with that value") {
    support::SpecSource source{14};
    for (int i = 0; i < rounds / 2; ++i) {
        auto spec = source.spec();
        spec.interventions.clear();
        const std::size_t index = 1 + source.pick(spec.values.size() - 1);
        const scenarios::Param& param = spec.values.params()[index];
        if (param.is_choice()) {
            continue;
        }
        spec.values.set(index, param.initial);
        const std::int64_t first = std::min(param.initial, param.max - 2);
        std::string others;
        for (std::size_t other = 0; other < spec.values.size(); ++other) {
            if (other != index) {
                others +=
                    fmt::format(" {}={}", spec.values.params()[other].id, spec.values.text(other));
            }
        }
        const std::string line =
            fmt::format("sweep {} {}={}..{}{} --metric total_us --format csv --seed {} --python {}",
                        spec.scenario->id, param.id, first, std::min(first + 4, param.max), others,
                        spec.seed, core::version_names[static_cast<std::size_t>(spec.python)]);
        CAPTURE(line);
        const app::Output output = run_program(line);
        REQUIRE(output.code == ExitCode::fine);
        const Figures figures = column_of(output.out, 1);
        CHECK(figures.size() >= 2);
        for (const auto& [value, figure] : figures) {
            spec.values.set(index, std::stoll(value));
            CHECK(figure == core::metric(*scenarios::run(spec), "total_us"));
        }
    }
}

TEST_CASE("export writes that very run, whatever it is written as") {
    support::SpecSource source{15};
    const support::TempFolder folder;
    for (int i = 0; i < rounds; ++i) {
        const auto spec = source.spec();
        const auto trace = scenarios::run(spec);
        const std::string line =
            fmt::format("export {} --csv - --chrome {} --alab {}", words_of(spec),
                        folder.path("run.json"), folder.path("run.alab"));
        CAPTURE(line);
        const app::Output output = run_program(line);
        REQUIRE((output.code == ExitCode::usage) == comes_to_nothing(*trace));
        if (output.code == ExitCode::usage) {
            continue;
        }
        CHECK(column_of(output.out, 1) == figures_of(*trace));
        REQUIRE(output.afterwards()); // as print() does when stdout has got its share
        CHECK(support::read_file(folder.path("run.json")) ==
              core::to_chrome(*trace, spec.scenario->id));
        const auto saved = app::open_alab(folder.path("run.alab"));
        REQUIRE_MESSAGE(saved, saved.error().message);
        CHECK(core::to_json(*saved.value().trace, app::json_spec(saved.value().link.spec)) ==
              core::to_json(*trace, app::json_spec(spec)));
    }
}

TEST_CASE("open shows what run shows, from a link and from a file") {
    support::SpecSource source{16};
    const support::TempFolder folder;
    for (int i = 0; i < rounds / 2; ++i) {
        const auto spec = source.spec();
        const app::Output ran = run_program("run " + words_of(spec));
        const app::Output linked = run_program("open " + app::to_link(app::RunLink{spec}));
        if (ran.code == ExitCode::usage) { // typed, a what-if that comes to nothing is a mistake
            CHECK(linked.code != ExitCode::usage);
            continue;
        }
        CHECK(linked.out == ran.out);
        CHECK(linked.code == ran.code);
        if (ran.code == ExitCode::fine) {
            CHECK(linked.err == "asynclab: there is no display, so here is the run as text\n");
            run_program("export " + words_of(spec) + " --alab " + folder.path("run.alab"));
            CHECK(run_program("open " + folder.path("run.alab")).out == ran.out);
            CHECK(run_program(folder.path("run.alab")).out == ran.out);
        }
    }
}

} // TEST_SUITE
