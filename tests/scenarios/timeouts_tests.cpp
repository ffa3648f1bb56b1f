#include "scenarios/facts.hpp"
#include "tests/support/answers.hpp"
#include "tests/support/scenario_runs.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <random>

using core::EventKind;
using support::answer_of;
using support::count_events;
using support::figure_of;
using namespace std::chrono_literals;

namespace {

std::int64_t open_connections(const core::Trace& trace) {
    return scenarios::last_count(trace, "open");
}

/// How and when a task ended: "done 100", "TimeoutError 350".
std::string end_text(const core::Trace& trace, std::string_view task) {
    const core::Event* end = scenarios::end_of(trace, task);
    REQUIRE(end != nullptr);
    const bool failed = end->kind == EventKind::failed;
    const std::string_view how = failed ? trace.text(end->label) : core::info(end->kind).name;
    return fmt::format("{} {}", how.substr(0, how.find(':')), end->at / 1ms);
}

std::shared_ptr<const core::Trace> run_as(std::string_view words, core::Version version) {
    scenarios::RunSpec spec = support::spec_of(words);
    spec.python = version;
    return scenarios::run(spec);
}

scenarios::RunSpec random_spec(std::string_view mode, std::mt19937& random) {
    scenarios::RunSpec spec = support::spec_of(fmt::format("timeouts mode={}", mode));
    for (std::size_t i = 1; i < spec.values.size(); ++i) {
        const scenarios::Param& param = spec.values.params()[i];
        const std::int64_t top = std::min(param.max, random() % 3 == 0 ? param.min + 5 : 400);
        spec.values.set(i, std::uniform_int_distribution<std::int64_t>{param.min, top}(random));
    }
    return spec;
}

std::int64_t work_ms(const scenarios::ParamValues& values, std::int64_t number) {
    return values.get("first_ms") + (number - 1) * values.get("step_ms");
}

} // namespace

TEST_SUITE("scenarios/timeouts") {

TEST_CASE("a limit asks at its time, and the error comes after the cleanup") {
    const auto trace = support::run("timeouts");
    CHECK(end_text(*trace, "call-1") == "done 100");
    CHECK(end_text(*trace, "call-2") == "done 200");
    CHECK(end_text(*trace, "call-3") == "TimeoutError 350");
    CHECK(end_text(*trace, "call-5") == "TimeoutError 350");
    CHECK(figure_of(*trace, "error_visible_us") == 350'000);
    CHECK(figure_of(*trace, "tasks_created") == 5);
    CHECK(open_connections(*trace) == 1);
}

TEST_CASE("an error of the cleanup takes the place of the TimeoutError") {
    for (const char* mode : {"timeout", "wait-for"}) {
        const auto trace = support::run(fmt::format("timeouts mode={}", mode));
        CHECK(end_text(*trace, "call-4") == "ConnectionError 350");
    }
    CHECK(end_text(*support::run("timeouts broken_call=0"), "call-4") == "TimeoutError 350");
}

TEST_CASE("wait_for does its work in tasks of their own in 3.11 and inline from 3.12 on") {
    const auto trace = support::run("timeouts mode=wait-for");
    CHECK(figure_of(*trace, "tasks_created") == 10);
    CHECK(end_text(*trace, "fetch-3") == "cancelled 350");
    CHECK(end_text(*trace, "call-3") == "TimeoutError 350");
    for (const auto version : {core::Version::v3_12, core::Version::v3_13}) {
        const auto inline_trace = run_as("timeouts mode=wait-for", version);
        CHECK(figure_of(*inline_trace, "tasks_created") == 5);
        CHECK(support::life_cycle_rows(*inline_trace) ==
              support::life_cycle_rows(*run_as("timeouts mode=timeout", version)));
    }
}

TEST_CASE("an outer limit interrupts the cleanup that the inner one has caused") {
    const auto trace = support::run("timeouts mode=nested");
    for (const char* call : {"call-3", "call-4", "call-5"}) {
        CHECK(end_text(*trace, call) == "TimeoutError 300");
        CHECK(count_events(*trace, EventKind::timeout_fired, call) == 2);
        CHECK(count_events(*trace, EventKind::thrown, call) == 2);
    }
    CHECK(open_connections(*trace) == 3);
}

TEST_CASE("an outer limit that is far enough away notices nothing") {
    const auto nested = support::run("timeouts mode=nested total_ms=1000");
    const auto plain = support::run("timeouts");
    CHECK(support::life_cycle_rows(*nested) == support::life_cycle_rows(*plain));
}

TEST_CASE("two limits of the same moment throw CancelledError once and fail at the outer one") {
    const auto trace = support::run("timeouts mode=nested limit_ms=250 total_ms=250 broken_call=0");
    CHECK(count_events(*trace, EventKind::timeout_fired, "call-3") == 2);
    CHECK(count_events(*trace, EventKind::thrown, "call-3") == 1);
    std::vector<std::string_view> errors; // with which the body of each limit ended, inner first
    for (const core::Event& event : trace->events()) {
        if (event.kind == EventKind::timeout_exited && trace->name(event.task) == "call-3") {
            errors.push_back(trace->text(event.error()));
        }
    }
    CHECK(errors == std::vector<std::string_view>{"CancelledError", "CancelledError"});
    CHECK(end_text(*trace, "call-3") == "TimeoutError 350");
}

TEST_CASE("a call that needs exactly the limit is out of time") {
    for (const char* mode : {"timeout", "wait-for"}) {
        const auto trace = support::run(fmt::format("timeouts limit_ms=300 mode={}", mode));
        CHECK(end_text(*trace, "call-3") == "TimeoutError 400");
    }
}

TEST_CASE("with a limit of zero timeout begins a call and wait_for does not") {
    const auto begun = support::run("timeouts limit_ms=0");
    CHECK(count_events(*begun, EventKind::cleanup_started) == 5);
    const auto never = support::run("timeouts limit_ms=0 mode=wait-for");
    CHECK(count_events(*never, EventKind::cleanup_started) == 0);
    CHECK(count_events(*never, EventKind::started, "fetch-3") == 0);
    CHECK(end_text(*never, "fetch-3") == "cancelled 0");
    CHECK(end_text(*never, "call-3") == "TimeoutError 0");
}

TEST_CASE("a request from outside is not a timeout") {
    for (const char* mode : {"timeout", "wait-for", "nested"}) {
        scenarios::RunSpec spec = support::spec_of(fmt::format("timeouts mode={}", mode));
        spec.interventions.push_back({scenarios::Intervention::Kind::cancel, "call-5", {}, 200ms});
        const auto trace = scenarios::run(spec);
        CAPTURE(mode);
        CHECK(scenarios::end_of(*trace, "call-5")->kind == EventKind::cancelled);
    }
}

TEST_CASE(
    "a call ends with its work, after its cleanup, or when the second clock strikes in that") {
    std::mt19937 random{4};
    for (int i = 0; i < 300; ++i) {
        constexpr std::array modes{"timeout", "wait-for", "nested"};
        const scenarios::RunSpec spec = random_spec(modes[random() % 3], random);
        const scenarios::ParamValues& values = spec.values;
        const bool nested = values.choice("mode") == "nested";
        const std::int64_t limit = values.get("limit_ms");
        const std::int64_t total = nested ? values.get("total_ms") : limit;
        const std::int64_t first = std::min(limit, total);
        const std::int64_t cleaned_up = first + values.get("cleanup_ms");
        const std::int64_t cut =
            limit == total ? cleaned_up : std::min(cleaned_up, std::max(limit, total));
        const auto trace = scenarios::run(spec);
        CAPTURE(i);
        for (std::int64_t n = 1; n <= values.get("calls"); ++n) {
            const core::Event* end = scenarios::end_of(*trace, fmt::format("call-{}", n));
            REQUIRE(end != nullptr);
            const std::int64_t work = work_ms(values, n);
            if (work > 0 && first > 0) { // without timers it is a race of passes
                CHECK((end->kind == EventKind::done) == (work < first));
                CHECK(end->at / 1ms == (work < first ? work : cut));
            }
        }
    }
}

TEST_CASE("the right answers are computed from the run") {
    const std::string run = "timeouts mode=";
    CHECK(answer_of(run + "timeout", "When does call-3 end") == "350 ms");
    CHECK(answer_of(run + "nested", "When does call-3 end") == "300 ms");
    CHECK(answer_of(run + "timeout", "What does main get") == "ConnectionError");
    CHECK(answer_of(run + "wait-for", "What does main get") == "ConnectionError");
    CHECK(answer_of(run + "nested", "What does main get") == "TimeoutError");
    CHECK(answer_of(run + "wait-for", "How many tasks") == "10");
    CHECK(answer_of(run + "wait-for", "How many tasks", "3.12") == "5");
    CHECK(answer_of(run + "timeout", "How many tasks") == "not asked");
    CHECK(answer_of(run + "timeout", "still open") == "1");
    CHECK(answer_of(run + "nested", "still open") == "3");
    CHECK(answer_of(run + "timeout limit_ms=900", "time of call") == "not asked");
}

TEST_CASE("the verdict puts the limit beside the end of the last call") {
    CHECK(support::verdict_of("timeouts") ==
          "2 of 5 calls got an answer; time was up at 250 ms, but the last call ended at 350 ms, "
          "and 1 connection was never closed.");
    CHECK(support::verdict_of("timeouts limit_ms=900") ==
          "5 of 5 calls got an answer in time, and all had ended at 500 ms.");
    CHECK(support::verdict_of("timeouts broken_call=0") ==
          "2 of 5 calls got an answer; time was up at 250 ms, but the last call ended at 350 ms, "
          "and no connection stayed open.");
}

TEST_CASE("the verdict takes no request from outside for a time limit") {
    for (const char* words : {"timeouts", "timeouts mode=wait-for"}) {
        CAPTURE(words);
        scenarios::RunSpec spec = support::spec_of(words);
        const auto what =
            scenarios::parse_intervention("cancel:call-5@200ms", spec.scenario->params);
        REQUIRE(what);
        spec.interventions.push_back(what.value());
        const auto verdict = [&] {
            return spec.scenario->verdict(*scenarios::run(spec), spec.values);
        };
        CHECK(verdict().starts_with(
            "2 of 5 calls got an answer, 1 was cancelled; time was up at 250 ms, "));
        REQUIRE(spec.values.parse("limit_ms=900"));
        CHECK(verdict() ==
              "4 of 5 calls got an answer in time, 1 was cancelled, and all had ended at 400 ms.");
    }
}

} // TEST_SUITE
