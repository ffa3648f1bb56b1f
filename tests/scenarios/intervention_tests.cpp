#include "core/export/rows.hpp"
#include "scenarios/intervention.hpp"
#include "tests/support/scenario_runs.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <random>

using core::EventKind;
using scenarios::Intervention;
using support::count_events;
using support::figure_of;
using namespace std::chrono_literals;

namespace {

const scenarios::Scenario& gather() {
    return *scenarios::find("gather-vs-group");
}

const scenarios::Scenario& throttle() {
    return *scenarios::find("semaphore-throttle");
}

std::string error_of(std::string_view text, const scenarios::Scenario& scenario = gather()) {
    const auto parsed = scenarios::parse_intervention(text, scenario.params);
    return parsed ? "" : parsed.error().message;
}

std::shared_ptr<const core::Trace> run(std::string_view words,
                                       std::initializer_list<std::string_view> what_ifs) {
    scenarios::RunSpec spec = support::spec_of(words);
    for (const std::string_view text : what_ifs) {
        const auto parsed = scenarios::parse_intervention(text, spec.scenario->params);
        REQUIRE_MESSAGE(parsed, parsed.error().message);
        spec.interventions.push_back(parsed.value());
    }
    return scenarios::run(spec);
}

/// The first event of that kind, of that task.
const core::Event& first(const core::Trace& trace, EventKind kind, std::string_view task) {
    for (const core::Event& event : trace.events()) {
        if (event.kind == kind && trace.name(event.task) == task) {
            return event;
        }
    }
    REQUIRE_MESSAGE(false, std::string{task});
    return trace.events().front();
}

bool has_mark(const core::Trace& trace, std::string_view begin) {
    for (const core::Event& event : trace.events()) {
        if (event.kind == EventKind::mark && trace.text(event.label).starts_with(begin)) {
            return true;
        }
    }
    return false;
}

} // namespace

TEST_SUITE("scenarios/intervention") {

TEST_CASE("what a person writes is read, and written again as one would") {
    for (const char* text :
         {"cancel:task-2@250ms", "fail:main@1s", "signal:TERM@0s", "signal:INT@1500us",
          "set:limit=8@3600s", "set:hold_permit_during_backoff=on@1500ms"}) {
        CAPTURE(text);
        const auto parsed = scenarios::parse_intervention(text, throttle().params);
        REQUIRE(parsed);
        CHECK(scenarios::to_text(parsed.value()) == text);
    }
    const auto parsed = scenarios::parse_intervention("cancel:a@b:c@1.5s", gather().params);
    REQUIRE(parsed);
    CHECK(parsed.value().subject == "a@b:c");
    CHECK(parsed.value().at == 1500ms);
}

TEST_CASE("what is no what-if is told so in one sentence") {
    const std::string example = ", as in cancel:TASK@250ms, fail:TASK@250ms, signal:TERM@1s or "
                                "set:NAME=VALUE@500ms";
    CHECK(error_of("stop:main@1s") ==
          "'stop:main@1s' is no what-if: it begins with cancel:, fail:, signal: or set:" + example);
    CHECK(error_of("cancel:main") ==
          "'cancel:main' is no what-if: it says when, behind an @" + example);
    for (const char* time : {"", "1", "1h", "-1s", "nan", "1e400s", "inf", "3601s", " 1s", "1s "}) {
        CAPTURE(time);
        CHECK(error_of(fmt::format("cancel:main@{}", time)).find("its time is a number") !=
              std::string::npos);
    }
    CHECK(error_of("cancel:@1s").find("what it is about") != std::string::npos);
    CHECK(error_of("signal:HUP@1s").find("its signal is TERM or INT") != std::string::npos);
    CHECK(error_of("set:taks=3@1s") == "unknown parameter 'taks', did you mean 'tasks'?");
    CHECK_FALSE(error_of("set:tasks=65@1s").empty());
    CHECK_FALSE(error_of("").empty());
}

TEST_CASE("microseconds are written with u or with either letter that looks like a µ") {
    for (const char* text :
         {"signal:INT@250us", "signal:INT@250\u00B5s", "signal:INT@250\u03BCs"}) {
        CAPTURE(text);
        const auto parsed = scenarios::parse_intervention(text, gather().params);
        REQUIRE(parsed);
        CHECK(parsed.value().at == 250us);
        CHECK(scenarios::to_text(parsed.value()) == "signal:INT@250us");
    }
}

TEST_CASE("a parameter that cannot change during a run is refused, and those that can are named") {
    CHECK(error_of("set:requests=8@100ms", throttle()) ==
          "'set:requests=8@100ms' is no what-if: requests cannot change during a run; limit, "
          "latency_ms, capacity, rate_per_s, burst, retries, hold_permit_during_backoff can");
    CHECK(error_of("set:tasks=8@100ms") ==
          "'set:tasks=8@100ms' is no what-if: tasks cannot change during a run; cleanup_ms, "
          "linger_ms can");
    for (const scenarios::Scenario* scenario : scenarios::all()) {
        const scenarios::ParamValues values{scenario->params};
        for (std::size_t i = 0; i < values.size(); ++i) {
            const scenarios::Param& param = scenario->params[i];
            CAPTURE(scenario->id);
            CAPTURE(param.id);
            const std::string text = fmt::format("set:{}={}@1s", param.id, values.text(i));
            CHECK(error_of(text, *scenario).empty() == param.adjustable);
        }
    }
}

TEST_CASE("a cancelled task is asked at that moment and its group goes on without it") {
    const auto trace = run("gather-vs-group mode=task-group fail_task=0", {"cancel:task-2@250ms"});
    CHECK(first(*trace, EventKind::cancel_requested, "task-2").at == 250ms);
    CHECK(first(*trace, EventKind::cancelled, "task-2").at == 300ms); // after its cleanup
    CHECK(figure_of(*trace, "tasks_completed") == 5);
    CHECK(figure_of(*trace, "tasks_cancelled") == 1);
}

TEST_CASE("a task that is made to fail fails where it waits, and its group aborts") {
    const auto trace = run("gather-vs-group mode=task-group fail_task=0", {"fail:task-4@250ms"});
    const core::Event& failed = first(*trace, EventKind::failed, "task-4");
    CHECK(failed.at == 250ms);
    CHECK(trace->text(failed.label) == "InjectedError: what if");
    CHECK(figure_of(*trace, "error_visible_us") == 300'000);
    CHECK(figure_of(*trace, "tasks_cancelled") == 5);
}

TEST_CASE("a task in line that is made to fail gives up its place and holds no permit") {
    const auto trace = run("semaphore-throttle requests=6 limit=2", {"fail:request-3@100ms"});
    CHECK(count_events(*trace, EventKind::abandoned, "request-3") == 1);
    CHECK(count_events(*trace, EventKind::acquired, "request-3") == 0);
    CHECK(count_events(*trace, EventKind::failed, "request-3") == 1);
}

TEST_CASE("a signal comes as if the system had sent it") {
    const auto trace = run("shutdown-drain", {"signal:TERM@500ms"});
    CHECK(figure_of(*trace, "requests_accepted") == 10);
    CHECK(figure_of(*trace, "shutdown_us") == 400'000);
}

TEST_CASE("a parameter that is set holds from there on") {
    const auto trace = run("semaphore-throttle", {"set:limit=8@500ms"});
    CHECK(figure_of(*trace, "total_us") == 900'000); // 4 at a time, then 8
    CHECK(figure_of(*trace, "peak_in_flight") == 8);
    CHECK(has_mark(*trace, "Limit is now 8"));
    const auto narrowed = run("semaphore-throttle limit=8 capacity=8", {"set:limit=1@100ms"});
    CHECK(figure_of(*narrowed, "total_us") == 200'000 + 16 * 200'000);
    const auto faster = run("semaphore-throttle limiter=token-bucket rate_per_s=1 requests=10",
                            {"set:rate_per_s=1000@500ms"});
    CHECK(figure_of(*faster, "total_us") < 1'000'000);
    const auto hired = run("semaphore-throttle limiter=worker-queue", {"set:limit=8@500ms"});
    CHECK(figure_of(*hired, "peak_in_flight") == 8);
    const auto sent_home = run("semaphore-throttle limiter=worker-queue", {"set:limit=1@100ms"});
    CHECK(figure_of(*sent_home, "requests_completed") == 24);
    CHECK(figure_of(*sent_home, "total_us") == 200'000 + 20 * 200'000);
}

TEST_CASE("what finds no such task says so in the trace") {
    CHECK(has_mark(*run("gather-vs-group", {"cancel:task-9@250ms"}),
                   "comes to nothing: cancel:task-9@250ms"));
    CHECK(has_mark(*run("gather-vs-group", {"fail:task-1@350ms"}), "comes to nothing: "));
    CHECK_FALSE(has_mark(*run("gather-vs-group", {"fail:task-1@250ms"}), "comes to nothing: "));
}

TEST_CASE("whatever is done to any task at any moment, a run ends and gives the same trace twice") {
    std::mt19937 random{20261124};
    for (const char* words : {"gather-vs-group mode=gather",
                              "gather-vs-group mode=task-group",
                              "gather-vs-group mode=gather-return-exceptions",
                              "shutdown-drain strategy=article",
                              "shutdown-drain strategy=robust",
                              "semaphore-throttle limit=2 retries=2 capacity=1",
                              "semaphore-throttle limiter=worker-queue",
                              "semaphore-throttle limiter=token-bucket",
                              "cancellation-aware mode=shield",
                              "cancellation-aware mode=shield-and-wait",
                              "cancellation-aware mode=swallow",
                              "timeouts mode=timeout",
                              "timeouts mode=wait-for",
                              "timeouts mode=nested",
                              "error-boundaries mode=nested",
                              "error-boundaries mode=contain",
                              "error-boundaries mode=restart",
                              "backpressure bound=1",
                              "backpressure queue=dropping shutdown=join",
                              "backpressure queue=unbounded shutdown=cancel",
                              "retry-storm clients=6",
                              "first-wins",
                              "first-wins strategy=forget-losers",
                              "first-wins strategy=hedged"}) {
        const auto plain = support::run(words);
        for (int i = 0; i < 60; ++i) {
            scenarios::RunSpec spec = support::spec_of(words);
            spec.max_iterations =
                5000; // who waits for a signal that nobody takes any more polls on
            for (int n = 0; n < 3; ++n) {
                const auto& tasks = plain->tasks();
                const auto& task = tasks[random() % tasks.size()];
                const auto kind =
                    random() % 2 == 0 ? Intervention::Kind::cancel : Intervention::Kind::fail;
                const core::Instant at = plain->events()[random() % plain->size()].at;
                spec.interventions.push_back({kind, std::string{plain->name(task.id)}, {}, at});
            }
            CAPTURE(words);
            CAPTURE(scenarios::to_text(spec.interventions[0]));
            CAPTURE(scenarios::to_text(spec.interventions[1]));
            CAPTURE(scenarios::to_text(spec.interventions[2]));
            const auto trace = scenarios::run(spec);
            CHECK(trace->events().back().kind == EventKind::run_ended);

            CHECK(core::to_rows(*trace) == core::to_rows(*scenarios::run(spec)));
        }
    }
}

} // TEST_SUITE
