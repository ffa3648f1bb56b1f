#include "scenarios/scenario.hpp"
#include "tests/app/cli/program_runs.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <random>
#include <string_view>
#include <vector>

using support::usage_error;

namespace {

std::vector<std::string_view> scenario_ids() {
    std::vector<std::string_view> ids;
    for (const scenarios::Scenario* scenario : scenarios::all()) {
        ids.push_back(scenario->id);
    }
    return ids;
}

} // namespace

TEST_SUITE("app/cli/usage") {

TEST_CASE("an unknown command is told the likely one, else all of them") {
    CHECK(usage_error("lits") == "unknown command 'lits', did you mean 'list'?");
    CHECK(usage_error("comp gather-vs-group") == "unknown command 'comp', did you mean 'compare'?");
    CHECK(usage_error("help") == "unknown command 'help', did you mean '--help'?");
    const std::string all =
        "; there are list, run, compare, sweep, serve, load, open, export, --help and --version";
    for (const std::string word : {"watch", "exhibit", "RUN"}) {
        CHECK(usage_error(word + " gather-vs-group") ==
              fmt::format("unknown command '{}'{}", word, all));
    }
    CHECK(usage_error("foo run gather-vs-group") == "unknown command 'foo'" + all);
    CHECK(usage_error("++") == "unknown command '++'" + all);
    CHECK(usage_error("-- foo") == "unknown command 'foo'" + all);
    CHECK(usage_error("-- run") == "'--' belongs behind its command, as in asynclab run --");
}

TEST_CASE("an unknown option is told the likely one, else all of them") {
    CHECK(usage_error("--versoin") == "unknown option '--versoin', did you mean '--version'?");
    CHECK(usage_error("-V") == "unknown option '-V'; there are --help and --version");
    CHECK(usage_error("list --jsn") == "unknown option '--jsn', did you mean '--json'?");
    CHECK(usage_error("run gather-vs-group --formt=json") ==
          "unknown option '--formt', did you mean '--format'?");
    CHECK(
        usage_error("run gather-vs-group --frobnicate") ==
        "unknown option '--frobnicate'; there are --help, --seed, --clock, --python, --format and "
        "--what-if");
    CHECK(usage_error("run gather-vs-group -x") ==
          "unknown option '-x'; there are --help, --seed, --clock, --python, --format and "
          "--what-if");
}

TEST_CASE("an option before its command is told where it belongs") {
    CHECK(usage_error("--format json run gather-vs-group") ==
          "--format belongs behind its command, as in asynclab run --format");
    CHECK(usage_error("--json list") ==
          "--json belongs behind its command, as in asynclab list --json");
}

TEST_CASE("an option that is given twice or without its value is named") {
    CHECK(usage_error("run gather-vs-group --seed 1 --seed 2") == "--seed is given twice");
    CHECK(usage_error("run gather-vs-group --format") == "--format lacks its value");
    CHECK(usage_error("compare gather-vs-group --clock=") == "--clock lacks its value");
    CHECK(usage_error("list --json=maybe") == "--json takes no value");
    CHECK(usage_error("--help=no") == "--help takes no value");
    CHECK(usage_error("run --help=no") == "--help takes no value");
}

TEST_CASE("serve says what each of its options allows") {
    CHECK(usage_error("serve now") ==
          "serve takes no 'now', only options; asynclab serve --help lists them");
    CHECK(usage_error("serve --port 65536") ==
          "--port is a whole number from 0 to 65535, not '65536'");
    CHECK(usage_error("serve --work-ms -1") ==
          "--work-ms is a whole number from 0 to 3600000, not '-1'");
    CHECK(usage_error("serve --drain-ms 1s") ==
          "--drain-ms is a whole number from 0 to 3600000, not '1s'");
    CHECK(usage_error("serve --max-connections 0") ==
          "--max-connections is a whole number from 1 to 100000, not '0'");
    CHECK(usage_error("serve --access-log /nowhere/access.log") ==
          "cannot write the access log /nowhere/access.log: No such file or directory");
    CHECK(usage_error("serve --trace /nowhere/trace.json") ==
          "cannot write /nowhere/trace.json: there is no such file or folder");
}

TEST_CASE("load says what its URL and each of its options allow") {
    const std::string url = "load http://localhost:1/";
    CHECK(usage_error("load") ==
          "load needs one URL, as in asynclab load http://127.0.0.1:8080/work");
    CHECK(usage_error(url + " twice") ==
          "load needs one URL, as in asynclab load http://127.0.0.1:8080/work");
    CHECK(usage_error("load localhost") ==
          "'localhost' is no URL like http://127.0.0.1:8080/work; only http:// works");
    CHECK(usage_error(url + " --limiter semaphor") ==
          "--limiter is none, semaphore, token-bucket or worker-queue, not 'semaphor', did you "
          "mean 'semaphore'?");
    CHECK(usage_error(url + " --requests 0") ==
          "--requests is a whole number from 1 to 1000000, not '0'");
    CHECK(usage_error(url + " --retries 1.5") ==
          "--retries is a whole number from 0 to 100, not '1.5'");
    CHECK(usage_error(url + " --trace /nowhere/trace.json") ==
          "cannot write /nowhere/trace.json: there is no such file or folder");
}

TEST_CASE("a wrong value of an option is told what is allowed") {
    CHECK(usage_error("run gather-vs-group --format jsno") ==
          "--format is text, story, findings, metrics, json or rows, not 'jsno', did you mean "
          "'json'?");
    CHECK(usage_error("run gather-vs-group --format xml") ==
          "--format is text, story, findings, metrics, json or rows, not 'xml'");
    CHECK(usage_error("compare gather-vs-group --format story") ==
          "--format is text, csv or json, not 'story'");
    CHECK(usage_error("run gather-vs-group --clock wall") ==
          "--clock is virtual, real or live, not 'wall'");
    CHECK(usage_error("run gather-vs-group --clock live") ==
          "gather-vs-group has no outside world, so it cannot be live; --clock is virtual or real");
    CHECK(usage_error("run shutdown-drain --clock virtual,live") ==
          "--clock is virtual, real or live, not 'virtual,live'");
    CHECK(usage_error("compare shutdown-drain --clock virtual,wall") ==
          "--clock is virtual, real or live, not 'wall'");
    CHECK(usage_error("compare shutdown-drain --clock ,live") ==
          "--clock is virtual, real or live, not ''");
    CHECK(usage_error("run gather-vs-group --python 3.10") ==
          "--python is 3.11, 3.12 or 3.13, not '3.10', did you mean '3.11'?");
    const std::string seed = "--seed is a whole number from 0 to 18446744073709551615, not '";
    for (const std::string typed : {"-1", "1.5", "x", "18446744073709551616", "+1", "0x1"}) {
        CHECK(usage_error("run gather-vs-group --seed " + typed) == seed + typed + "'");
    }
    CHECK(usage_error("run gather-vs-group --seed --format json") == seed + "--format'");
}

TEST_CASE("a what-if that cannot be is told so, and nothing is shown") {
    CHECK(usage_error("run gather-vs-group --what-if cancel:task-9@250ms") ==
          "cancel:task-9@250ms finds no living task 'task-9'");
    CHECK(usage_error("run gather-vs-group --what-if a.cancel:task-1@250ms") ==
          "--what-if 'a.cancel:task-1@250ms' is for one of two runs, as in compare; run and sweep "
          "have one");
    CHECK(usage_error("run gather-vs-group --what-if") == "--what-if lacks its value");
    CHECK(usage_error("run gather-vs-group --what-if set:tasks=0@1s")
              .find("tasks is a whole number from 1 to 64") != std::string::npos);
    CHECK(usage_error("run gather-vs-group --what-if set:tasks=8@100ms") ==
          "'set:tasks=8@100ms' is no what-if: tasks cannot change during a run; cleanup_ms, "
          "linger_ms can");
    CHECK(usage_error("open asynclab:gather-vs-group?what-if=set:tasks=8@100ms")
              .find("tasks cannot change during a run") != std::string::npos);
    CHECK(usage_error("compare gather-vs-group --what-if b.stop:x@1s")
              .starts_with("'stop:x@1s' is no what-if: "));
}

TEST_CASE("a sweep without a range or a metric is asked for them by example") {
    CHECK(usage_error("sweep shutdown-drain") ==
          "sweep needs one parameter with a range, as in asynclab sweep shutdown-drain "
          "requests_per_s=1..200");
    CHECK(usage_error("sweep shutdown-drain request_ms=1..9 flush_ms=1..9 --metric total_us")
              .starts_with("sweep needs one parameter with a range"));
    CHECK(usage_error("sweep shutdown-drain request_ms=1..9")
              .starts_with("sweep needs a metric, as in --metric total_us; there are "));
    CHECK(usage_error("sweep shutdown-drain request_ms=1..9 --metric totl_us") ==
          "unknown metric 'totl_us', did you mean 'total_us'?");
    CHECK(usage_error("sweep shutdown-drain request_ms=0..9 --metric total_us") ==
          "request_ms is a whole number from 1 to 5000 ms, not '0'");
    CHECK(usage_error("sweep shutdown-drain request_ms=1.. --metric total_us") ==
          "request_ms is a whole number from 1 to 5000 ms, not ''");
    for (const char* both : {"limit=3 limit=1..64", "limit=1..64 limit=3"}) {
        CHECK(usage_error(fmt::format("sweep semaphore-throttle {} --metric total_us", both)) ==
              "limit is given twice");
    }
    CHECK(usage_error("sweep shutdown-drain request_ms=1..9 --metric rejected_us")
              .starts_with("unknown metric 'rejected_us'"));
    CHECK(usage_error("sweep shutdown-drain request_ms=1..9 --metric requests_rejected") ==
          "no run of shutdown-drain has the metric requests_rejected");
    CHECK(usage_error("sweep shutdown-drain request_ms=1..9 --metric total_us --format json") ==
          "--format is text or csv, not 'json'");
    CHECK(usage_error("sweep shutdown-drain request_ms=1..9 --metric total_us --clock real")
              .starts_with("unknown option '--clock'"));
}

TEST_CASE("a missing scenario is asked for by example") {
    CHECK(
        usage_error("run") ==
        fmt::format("run needs a scenario first, as in asynclab run gather-vs-group; there are {}",
                    fmt::join(scenario_ids(), ", ")));
    CHECK(usage_error("compare a.limit=3 b.limit=4")
              .starts_with("compare needs a scenario first, as in asynclab compare gather-vs-"));
    CHECK(usage_error("run --seed 3").starts_with("run needs a scenario first"));
}

TEST_CASE("an unknown scenario is told the likely one, else all of them") {
    CHECK(usage_error("run gather-vs-grop") ==
          "unknown scenario 'gather-vs-grop', did you mean 'gather-vs-group'?");
    CHECK(usage_error("run shutdown") ==
          "unknown scenario 'shutdown', did you mean 'shutdown-drain'?");
    std::vector<std::string_view> ids = scenario_ids();
    const std::string_view last = ids.back();
    ids.pop_back();
    CHECK(usage_error("compare philosophers") ==
          fmt::format("unknown scenario 'philosophers'; there are {} and {}", fmt::join(ids, ", "),
                      last));
    CHECK(usage_error("run list").starts_with("unknown scenario 'list'"));
    CHECK(usage_error("run philosophers --help").starts_with("unknown scenario 'philosophers'"));
}

TEST_CASE("a wrong parameter is told the range or the likely name") {
    CHECK(usage_error("run gather-vs-group taks=3") ==
          "unknown parameter 'taks', did you mean 'tasks'?");
    CHECK(usage_error("run gather-vs-group tasks=0") ==
          "tasks is a whole number from 1 to 64, not '0'");
    CHECK(usage_error("run gather-vs-group mode=gether") ==
          "mode is one of gather, gather-return-exceptions, task-group, not 'gether', did you "
          "mean 'gather'?");
    CHECK(usage_error("run gather-vs-group tasks") == "'tasks' lacks a value, write tasks=6");
    CHECK(usage_error("run gather-vs-group tasks=3 mode=gather tasks=3") == "tasks is given twice");
    CHECK(usage_error("run gather-vs-group a.tasks=3") ==
          "unknown parameter 'a.tasks', did you mean 'tasks'?");
    CHECK(usage_error("run gather-vs-group -- --seed").starts_with("unknown parameter '--seed'"));
    CHECK(usage_error("run gather-vs-group ++").starts_with("unknown parameter '++'"));
    CHECK(usage_error("run gather-vs-group [a,b]").starts_with("unknown parameter '[a,b]'"));
}

TEST_CASE("a wrong parameter of one of two runs is told which run it is") {
    CHECK(usage_error("compare gather-vs-group a.taks=3") ==
          "in run a: unknown parameter 'taks', did you mean 'tasks'?");
    CHECK(usage_error("compare gather-vs-group b.tasks=99") ==
          "in run b: tasks is a whole number from 1 to 64, not '99'");
    CHECK(usage_error("compare gather-vs-group b.tasks=9 b.tasks=8") ==
          "in run b: tasks is given twice");
    CHECK(usage_error("compare gather-vs-group c.tasks=9") ==
          "unknown parameter 'c.tasks', did you mean 'tasks'?");
}

TEST_CASE("two runs that would be the same by mistake are refused") {
    CHECK(usage_error("compare gather-vs-group mode=gather") ==
          "nothing differs between the two runs, say what does, as in a.NAME=VALUE b.NAME=VALUE");
}

TEST_CASE("list takes no words") {
    CHECK(usage_error("list gather-vs-group") ==
          "list takes no 'gather-vs-group', only --json; one scenario is explained by asynclab "
          "run ID --help");
}

TEST_CASE("whatever was typed, the answer on stderr is one clean line") {
    const std::array<std::string, 5> bad{"two\nlines", "\x1b[31mred", "\xff\xfe", "", "\x7f"};
    for (const std::string& word : bad) {
        for (const auto& words : {std::vector<std::string>{word},
                                  {"run", word},
                                  {"run", "gather-vs-group", word},
                                  {"list", word},
                                  {"run", "gather-vs-group", "--seed", word}}) {
            CAPTURE(words);
            const app::Output output = app::run_program(words, {.open_window = nullptr});
            CHECK(output.code == app::ExitCode::usage);
            CHECK(output.out.empty());
            CHECK(output.err.find('\n') == output.err.size() - 1);
            CHECK(output.err.find_first_of("\x1b\x7f\xff") == std::string::npos);
        }
    }
}

TEST_CASE("any mixture of words either works or says in one line why not") {
    constexpr std::array<const char*, 31> words{"run",
                                                "compare",
                                                "list",
                                                "gather-vs-group",
                                                "shutdown-drain",
                                                "semaphore",
                                                "tasks=2",
                                                "a.tasks=3",
                                                "b.mode=",
                                                "mode=task-group",
                                                "request_ms=9",
                                                "--format",
                                                "--format=",
                                                "json",
                                                "metrics",
                                                "csv",
                                                "--seed",
                                                "--seed=7",
                                                "-1",
                                                "--json",
                                                "--help",
                                                "-h",
                                                "--version",
                                                "--",
                                                "++",
                                                "-",
                                                "--clock",
                                                "virtual",
                                                "--json=1",
                                                "-hx",
                                                "="};
    std::mt19937 random{17};
    int fine = 0;
    for (int i = 0; i < 4000; ++i) {
        std::string line;
        for (std::size_t n = random() % 6; n > 0; --n) {
            line += std::string{words[random() % words.size()]} + ' ';
        }
        CAPTURE(line);
        const app::Output output = support::run_program(line);
        if (output.code == app::ExitCode::fine) {
            ++fine;
            CHECK_FALSE(output.out.empty());
            CHECK(output.err.empty() == !output.err.starts_with("asynclab: there is no display"));
        } else {
            CHECK(usage_error(line) != "");
        }
    }
    CHECK(fine > 400); // the mixture reaches what works, too
    CHECK(fine < 3600);
}

} // TEST_SUITE
