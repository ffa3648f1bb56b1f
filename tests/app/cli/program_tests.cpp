#include "app/cli/commands.hpp"
#include "app/cli/metric_table.hpp"
#include "core/engine/future.hpp"
#include "core/engine/loop.hpp"
#include "core/engine/sleep.hpp"
#include "core/export/rows.hpp"
#include "core/export/text.hpp"
#include "tests/app/cli/program_runs.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <locale>
#include <vector>

using app::ExitCode;
using support::run_program;
using Json = nlohmann::ordered_json;

namespace {

/// What stdout says to a line that must work.
std::string out_of(std::string_view line, const core::TextStyle& style = {}) {
    CAPTURE(line);
    const app::Output output = run_program(line, style);
    CHECK(output.err == "");
    CHECK(output.code == ExitCode::fine);
    return output.out;
}

bool has_line(const std::string& text, const std::string& line) {
    return ('\n' + text).find('\n' + line + '\n') != std::string::npos;
}

std::vector<std::string> keys_of(const Json& object) {
    std::vector<std::string> keys;
    for (const auto& [key, value] : object.items()) {
        keys.push_back(key);
    }
    return keys;
}

/// Numbers as a German writes them, whether or not the system knows German.
class CommaNumbers final : public std::numpunct<char> {
    char do_decimal_point() const override { return ','; }
    char do_thousands_sep() const override { return '.'; }
    std::string do_grouping() const override { return "\3"; }
};

/// Makes a locale the global one for a while.
class GlobalLocale {
public:
    explicit GlobalLocale(const std::locale& locale) : m_former(std::locale::global(locale)) {}
    GlobalLocale(const GlobalLocale&) = delete;
    GlobalLocale& operator=(const GlobalLocale&) = delete;
    ~GlobalLocale() { std::locale::global(m_former); }

private:
    std::locale m_former;
};

core::Coro<int> wait_for_ever(core::Loop& loop, const scenarios::ParamValues&, std::uint64_t,
                              scenarios::World&) {
    for (;;) {
        try {
            co_await core::Future<void>{loop};
        } catch (const core::CancelledError&) { // NOLINT(bugprone-empty-catch): that is the point
        }
    }
}

core::Coro<int> wait_once(core::Loop& loop, const scenarios::ParamValues&, std::uint64_t,
                          scenarios::World&) {
    try {
        co_await core::Future<void>{loop};
    } catch (const core::CancelledError&) {
        co_return 1;
    }
    co_return 0;
}

scenarios::Scenario scenario_of(decltype(scenarios::Scenario::main) main) {
    return {.id = "test",
            .title = "Test",
            .main = main,
            .verdict = [](const core::Trace&, const scenarios::ParamValues&) {
                return std::string{"A verdict."};
            }};
}

} // namespace

TEST_SUITE("app/cli/program") {

TEST_CASE("without a window the default run is shown as text, and that is fine") {
    const app::Output output = run_program("");
    CHECK(output.code == ExitCode::fine);
    CHECK(output.err == "asynclab: there is no display, so here is the default run as text\n");
    CHECK(output.out == out_of("run gather-vs-group"));
}

TEST_CASE("a window that was closed leaves nothing to say") {
    const app::Output output = app::run_program(
        {}, {.open_window = [](const app::SavedRun*) { return std::optional<std::string>{}; }});
    CHECK(output.code == ExitCode::fine);
    CHECK(output.out == "");
    CHECK(output.err == "");
}

TEST_CASE("the version is one line") {
    CHECK(out_of("--version") == "asynclab 1.2.3\n");
}

TEST_CASE("every help text tells its usage in 80 columns") {
    for (const std::string line :
         {"--help", "-h", "list --help", "run --help", "run -h", "compare --help", "serve --help",
          "load --help", "open --help", "export --help", "export gather-vs-group --help", "list",
          "run gather-vs-group --help", "run shutdown-drain --help",
          "compare semaphore-throttle tasks=nonsense --help"}) {
        CAPTURE(line);
        const std::string help = out_of(line);
        CHECK(support::width(help) <= 80);
        CHECK(help.back() == '\n');
        if (line != "list") {
            CHECK(help.find("usage") != std::string::npos);
        }
    }
    CHECK(out_of("--help") == out_of("-h"));
    CHECK(out_of("--help").find("semaphore-throttle") != std::string::npos);
    CHECK(out_of("compare --help").find("a.mode=gather b.mode=task-group") != std::string::npos);
}

TEST_CASE("the help of a scenario tells each parameter with meaning, range and default") {
    const std::string help = out_of("run semaphore-throttle --help");
    for (const scenarios::Param& param : scenarios::find("semaphore-throttle")->params) {
        CAPTURE(param.id);
        CHECK(help.find("\n  " + std::string{param.id} + ' ') != std::string::npos);
    }
    CHECK(help.find("What a call takes.\n") != std::string::npos);
    CHECK(help.find("1 to 5000 ms (default 200 ms)\n") != std::string::npos);
    CHECK(help.find("off, on (default off)\n") != std::string::npos);
}

TEST_CASE("list names every scenario and parameter with default and range") {
    const std::string list = out_of("list");
    CHECK(has_line(list, "gather-vs-group: gather or TaskGroup?"));
    CHECK(has_line(list, "  fail_at_ms  400 ms   0 to 5000 ms"));
    CHECK(has_line(list, "  strategy             robust   abrupt, article, robust"));
}

TEST_CASE("list --json tells programs everything about every parameter") {
    const Json json = Json::parse(out_of("list --json"));
    REQUIRE(json["scenarios"].size() == scenarios::all().size());
    for (std::size_t i = 0; i < scenarios::all().size(); ++i) {
        const scenarios::Scenario& scenario = *scenarios::all()[i];
        const Json& entry = json["scenarios"][i];
        CHECK(keys_of(entry) ==
              std::vector<std::string>{"id", "title", "group", "lesson", "parameters"});
        CHECK(entry["id"] == scenario.id);
        REQUIRE(entry["parameters"].size() == scenario.params.size());
        for (std::size_t k = 0; k < scenario.params.size(); ++k) {
            CHECK(keys_of(entry["parameters"][k]) ==
                  std::vector<std::string>{"id", "label", "min", "max", "default", "unit",
                                           "choices", "help"});
        }
    }
    CHECK(json["scenarios"][0]["parameters"][0]["default"] == "gather");
    CHECK(json["scenarios"][0]["parameters"][0]["min"].is_null());
    CHECK(json["scenarios"][0]["parameters"][0]["choices"].size() == 3);
    CHECK(json["scenarios"][0]["parameters"][3] ==
          Json{{"id", "fail_at_ms"},
               {"label", "Failure after"},
               {"min", 0},
               {"max", 5000},
               {"default", 400},
               {"unit", "ms"},
               {"choices", Json::array()},
               {"help", "How long the failing task works before it fails."}});
}

TEST_CASE("metrics are lines of name and value in a fixed order") {
    const std::string metrics = out_of("run gather-vs-group mode=gather --format metrics");
    CHECK(metrics == "total_us 1900000\n"
                     "error_visible_us 400000\n"
                     "tasks_created 6\n"
                     "tasks_completed 5\n"
                     "tasks_failed 1\n"
                     "tasks_cancelled 0\n"
                     "tasks_leaked 4\n"
                     "wasted_us 2200000\n");
}

TEST_CASE("options may stand before, between and behind the parameters") {
    const std::string metrics = out_of("run gather-vs-group tasks=2 mode=task-group "
                                       "--format metrics");
    for (const char* line : {"run --format=metrics gather-vs-group tasks=2 mode=task-group",
                             "run gather-vs-group tasks=2 --format metrics mode=task-group",
                             "run gather-vs-group --format metrics -- mode=task-group tasks=2"}) {
        CHECK(out_of(line) == metrics);
    }
}

TEST_CASE("json is one object with the whole spec first and its keys in a fixed order") {
    const Json json = Json::parse(out_of("run gather-vs-group tasks=2 --seed 9 --format json"));
    CHECK(keys_of(json) ==
          std::vector<std::string>{"schema", "spec", "metrics", "findings", "tasks", "events"});
    const Json& spec = json["spec"];
    CHECK(keys_of(spec) ==
          std::vector<std::string>{"scenario", "parameters", "what_if", "seed", "clock", "python"});
    CHECK(spec["scenario"] == "gather-vs-group");
    CHECK(keys_of(spec["parameters"]) ==
          std::vector<std::string>{"mode", "tasks", "fail_task", "fail_at_ms", "first_ms",
                                   "step_ms", "cleanup_ms", "linger_ms"});
    CHECK(spec["parameters"]["mode"] == "gather");
    CHECK(spec["parameters"]["tasks"] == 2);
    CHECK(spec["seed"] == 9);
    CHECK(spec["clock"] == "virtual");
    CHECK(json["tasks"].size() == 3);
    CHECK(json["metrics"]["tasks_created"] == 2);
}

TEST_CASE("rows and story are those of the trace") {
    const scenarios::RunSpec spec{*scenarios::find("shutdown-drain")};
    const auto trace = scenarios::run(spec);
    CHECK(out_of("run shutdown-drain --format rows") == core::to_rows(*trace));
    CHECK(out_of("run shutdown-drain --format story") == core::to_story(*trace));
}

TEST_CASE("the text tells title, parameters, timeline and verdict in the width asked for") {
    for (const int columns : {60, 80, 100, 160}) {
        CAPTURE(columns);
        const core::TextStyle style{.columns = columns};
        for (const scenarios::Scenario* scenario : scenarios::all()) {
            const scenarios::RunSpec spec{*scenario};
            const auto trace = scenarios::run(spec);
            const std::string text = out_of("run " + std::string{scenario->id}, style);
            CHECK(text.starts_with(scenario->title));
            CHECK(text.find(core::to_text(*trace, style)) != std::string::npos);
            CHECK(support::width(text) <= std::size_t(columns));
            std::string flat = text;
            std::replace(flat.begin(), flat.end(), '\n', ' ');
            CHECK(flat.find(scenario->verdict(*trace, spec.values)) != std::string::npos);
        }
    }
}

TEST_CASE("seed and clock are shown when they are not the usual ones") {
    CHECK(out_of("run gather-vs-group --seed 5").find("--seed=5") != std::string::npos);
    CHECK(out_of("run gather-vs-group --seed 1").find("--seed") == std::string::npos);
    const std::string real =
        out_of("run gather-vs-group first_ms=0 step_ms=0 fail_at_ms=1 --clock=real");
    CHECK(real.find("--clock=real") != std::string::npos);
}

TEST_CASE("--python chooses whose rules hold where asyncio changed") {
    // Before 3.13 the group never takes back the request with which it woke main: gh-116720.
    const std::string run = "run gather-vs-group mode=task-group --format rows";
    const std::string taken_back = R"("ev":"uncancel","task":"main")";
    CHECK(out_of(run).find(taken_back) == std::string::npos);
    CHECK(out_of(run + " --python 3.12").find(taken_back) == std::string::npos);
    CHECK(out_of(run + " --python 3.13").find(taken_back) != std::string::npos);
    CHECK(out_of("run gather-vs-group --python=3.12").find("--python=3.12") != std::string::npos);
}

TEST_CASE("a run that reaches its bound is shown, and the exit code is 1") {
    scenarios::RunSpec spec{*scenarios::find("gather-vs-group")};
    spec.max_iterations = 3;
    const app::Output output = app::show_run({spec, app::RunFormat::story}, {});
    CHECK(output.code == ExitCode::failed);
    CHECK(output.err == "asynclab: the run was ended at its bound of 3 passes of the loop\n");
    CHECK_FALSE(output.out.empty());
    scenarios::RunSpec other{*scenarios::find("gather-vs-group")};
    CHECK(app::show_comparison({other, spec}, {}).code == ExitCode::failed);
}

TEST_CASE("a run that stays stuck gives exit code 1, one that cancelling freed gives 0") {
    const scenarios::Scenario stuck = scenario_of(wait_for_ever);
    const app::Output output = app::show_run({scenarios::RunSpec{stuck}}, {});
    CHECK(output.code == ExitCode::failed);
    CHECK(output.err == "asynclab: the run is stuck: nothing is ready, no timer is set, and "
                        "cancelling main did not help\n");
    const scenarios::Scenario freed = scenario_of(wait_once);
    CHECK(app::show_run({scenarios::RunSpec{freed}}, {}).code == ExitCode::fine);
}

TEST_CASE("no locale changes what is printed") {
    for (const char* line :
         {"run gather-vs-group", "run shutdown-drain --format story", "list --json", "list",
          "run semaphore-throttle --format json", "run semaphore-throttle --format metrics",
          "compare gather-vs-group", "run gather-vs-group --help"}) {
        const std::string plain = out_of(line);
        const GlobalLocale german{std::locale{std::locale::classic(), new CommaNumbers}};
        CHECK(out_of(line) == plain);
    }
}

} // TEST_SUITE

TEST_SUITE("app/cli/compare") {

TEST_CASE("a comparison shows both runs and the differences of their metrics") {
    const std::string text = out_of("compare gather-vs-group");
    CHECK(has_line(text, "a: mode=gather"));
    CHECK(has_line(text, "b: mode=task-group"));
    CHECK(has_line(text, "metric                         a             b         b - a"));
    CHECK(has_line(text, "error_visible_us          400000        450000        +50000"));
    CHECK(has_line(text, "tasks_leaked                   4             0            -4"));
    CHECK(has_line(text, "tasks_created                  6             6             0"));
    CHECK(support::width(text) <= 100);
}

TEST_CASE("both timelines have the same axis, whatever their lengths and names") {
    for (const char* line : {"compare gather-vs-group a.linger_ms=0 b.linger_ms=3000",
                             "compare gather-vs-group b.linger_ms=0 a.linger_ms=3000",
                             "compare shutdown-drain"}) { // only one has "wait-for-shutdown"
        CAPTURE(line);
        const std::string text = out_of(line);
        const std::size_t begin = text.rfind('\n', text.find(" ms  0 ")) + 1;
        const std::string ruler = text.substr(begin, text.find('\n', begin) - begin);
        CHECK(ruler.find("1000") != std::string::npos);
        CHECK(text.find('\n' + ruler + '\n', begin) != std::string::npos);
    }
}

TEST_CASE("a metric that one run lacks has no difference") {
    const std::string line = "compare gather-vs-group a.fail_task=0 b.fail_task=3";
    CHECK(has_line(out_of(line), "error_visible_us               -        400000             -"));
    CHECK(has_line(out_of(line + " --format csv"), "error_visible_us,,400000,"));
    const Json json = Json::parse(out_of(line + " --format json"));
    CHECK(json["metrics"]["error_visible_us"] ==
          Json{{"a", nullptr}, {"b", 400000}, {"difference", nullptr}});
}

TEST_CASE("each scenario has a pair of its own that is compared if nobody says") {
    CHECK(out_of("compare gather-vs-group --format csv") ==
          out_of("compare gather-vs-group a.mode=gather b.mode=task-group --format csv"));
    CHECK(out_of("compare shutdown-drain --format csv") ==
          out_of("compare shutdown-drain a.strategy=article b.strategy=robust --format csv"));
    CHECK(out_of("compare semaphore-throttle --format csv") ==
          out_of("compare semaphore-throttle a.limiter=none b.limiter=semaphore --format csv"));
}

TEST_CASE("a parameter without prefix is for both runs, one with prefix wins") {
    const Json json = Json::parse(
        out_of("compare gather-vs-group b.tasks=9 tasks=3 linger_ms=0 --seed 4 --format json"));
    CHECK(keys_of(json) == std::vector<std::string>{"a", "b", "metrics"});
    CHECK(json["a"]["parameters"]["tasks"] == 3);
    CHECK(json["b"]["parameters"]["tasks"] == 9);
    CHECK(json["b"]["parameters"]["linger_ms"] == 0);
    CHECK(json["a"]["parameters"]["mode"] == json["b"]["parameters"]["mode"]);
    CHECK(json["a"]["seed"] == 4);
    CHECK(json["metrics"]["tasks_created"] == Json{{"a", 3}, {"b", 9}, {"difference", 6}});
}

TEST_CASE("shared parameters still apply when the default pair is compared") {
    CHECK(has_line(out_of("compare gather-vs-group tasks=3 --format csv"), "tasks_created,3,3,0"));
}

TEST_CASE("csv is one line per metric with four cells") {
    const std::string csv = out_of("compare gather-vs-group --format csv");
    CHECK(csv.starts_with("metric,a,b,difference\ntotal_us,1900000,1950000,50000\n"));
    CHECK(has_line(csv, "tasks_leaked,4,0,-4"));
}

TEST_CASE("a sweep says of each value what a single run says") {
    CHECK(out_of("sweep semaphore-throttle limit=1..3 --metric total_us --format csv") ==
          "limit,total_us\n1,4800000\n2,2400000\n3,1600000\n");
    CHECK(out_of("sweep semaphore-throttle limit=3..2 --metric total_us --format csv "
                 "--what-if set:limit=8@200ms") == "limit,total_us\n3,800000\n2,800000\n");
    const std::string bars = out_of("sweep shutdown-drain strategy=abrupt..robust "
                                    "--metric requests_cut");
    CHECK(bars.find("strategy=abrupt..robust ") != std::string::npos);
    CHECK(bars.find(" article             6  ━") != std::string::npos);
    CHECK(bars.find("  robust             0\n") != std::string::npos);
    CHECK(support::width(bars) <= 100);
}

} // TEST_SUITE
