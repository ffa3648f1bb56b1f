#include "scenarios/facts.hpp"
#include "tests/support/answers.hpp"
#include "tests/support/scenario_runs.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <random>

using core::EventKind;
using core::Version;
using support::answer_of;
using support::count_events;
using support::figure_of;
using namespace std::chrono_literals;

namespace {

std::int64_t finished(const core::Trace& trace) {
    return scenarios::last_count(trace, "finished");
}

/// How and when a task ended: "cancelled 550".
std::string end_text(const core::Trace& trace, std::string_view task) {
    const core::Event* end = scenarios::end_of(trace, task);
    REQUIRE(end != nullptr);
    return fmt::format("{} {}", core::info(end->kind).name, end->at / 1ms);
}

/// What the code of a task saw of errors: "350 ExceptionGroup[ValueError: bad record]".
std::vector<std::string> seen_by(const core::Trace& trace, std::string_view task) {
    std::vector<std::string> seen;
    for (const core::Event& event : trace.events()) {
        if (event.kind == EventKind::error_seen && trace.name(event.task) == task) {
            seen.push_back(fmt::format("{} {}", event.at / 1ms, trace.text(event.label)));
        }
    }
    return seen;
}

using Lines = std::vector<std::string>;

scenarios::RunSpec asked_in_cleanup(std::string_view words, Version version) {
    scenarios::RunSpec spec = support::spec_of(words);
    spec.interventions.push_back({scenarios::Intervention::Kind::cancel, "service-2", {}, 320ms});
    spec.python = version;
    return spec;
}

} // namespace

TEST_SUITE("scenarios/error-boundaries") {

TEST_CASE("in one group a failure stops all the others, and main gets it in an ExceptionGroup") {
    const auto trace = support::run("error-boundaries");
    CHECK(figure_of(*trace, "tasks_cancelled") == 5);
    CHECK(seen_by(*trace, "main") == Lines{"350 ExceptionGroup[ValueError: bad record]"});
    CHECK(finished(*trace) == 0);
}

TEST_CASE("groups in a group contain nothing and wrap the error twice") {
    const auto trace = support::run("error-boundaries mode=nested");
    CHECK(end_text(*trace, "worker-2.2") == "cancelled 350");
    CHECK(end_text(*trace, "service-2") == "failed 350");
    CHECK(end_text(*trace, "worker-1.1") == "cancelled 400");
    CHECK(seen_by(*trace, "main") ==
          Lines{"400 ExceptionGroup[ExceptionGroup[ValueError: bad record]]"});
    CHECK(finished(*trace) == 0);
}

TEST_CASE("a service that catches the error of its group loses its own workers and no others") {
    const auto trace = support::run("error-boundaries mode=contain");
    CHECK(end_text(*trace, "worker-2.2") == "cancelled 350");
    CHECK(end_text(*trace, "service-2") == "done 350");
    CHECK(end_text(*trace, "worker-1.2") == "done 1000");
    CHECK(seen_by(*trace, "service-2") == Lines{"350 ExceptionGroup[ValueError: bad record]"});
    CHECK(seen_by(*trace, "main").empty());
    CHECK(finished(*trace) == 4);
    CHECK(figure_of(*trace, "tasks_leaked") == 0);
}

TEST_CASE("a supervisor starts its service again until that completes") {
    const auto trace = support::run("error-boundaries mode=restart");
    CHECK(end_text(*trace, "worker-2.1") == "failed 300");
    CHECK(end_text(*trace, "worker-2.1#2") == "failed 750");
    CHECK(end_text(*trace, "worker-2.1#3") == "done 1900");
    CHECK(end_text(*trace, "service-2") == "done 1900");
    CHECK(end_text(*trace, "service-1") == "done 1000");
    CHECK(seen_by(*trace, "main").empty());
    CHECK(finished(*trace) == 6);
}

TEST_CASE("a supervisor gives up after its restarts and takes everything down with it") {
    const auto trace = support::run("error-boundaries mode=restart failures=6 work_ms=3000");
    CHECK(end_text(*trace, "worker-2.1#4") == "failed 1650");
    CHECK(end_text(*trace, "service-2") == "failed 1700");
    CHECK(end_text(*trace, "worker-1.1") == "cancelled 1750");
    CHECK(seen_by(*trace, "service-2").size() == 4);
    CHECK(seen_by(*trace, "main").size() == 1);
    CHECK(finished(*trace) == 0);
}

TEST_CASE("an error of a cleanup joins that of the failure in one group") {
    const auto trace = support::run("error-boundaries mode=contain cleanup_fails=on");
    CHECK(seen_by(*trace, "service-2") ==
          Lines{"350 ExceptionGroup[ValueError: bad record,OSError: disk full]"});
}

TEST_CASE("without a failure no mode stops anybody") {
    for (const char* mode : {"one-group", "nested", "contain", "restart"}) {
        const auto trace =
            support::run(fmt::format("error-boundaries fail_service=0 mode={}", mode));
        CAPTURE(mode);
        CHECK(finished(*trace) == 6);
        CHECK(count_events(*trace, EventKind::cancel_requested) == 0);
        CHECK(figure_of(*trace, "total_us") == 1'100'000);
    }
}

TEST_CASE("a request to stop in the middle of a failure is lost up to 3.12 and kept from 3.13 on") {
    for (const auto version : {Version::v3_11, Version::v3_12}) {
        const auto trace =
            scenarios::run(asked_in_cleanup("error-boundaries mode=restart", version));
        CHECK(end_text(*trace, "service-2") == "done 1900");
        CHECK(finished(*trace) == 6);
    }
    const auto trace =
        scenarios::run(asked_in_cleanup("error-boundaries mode=restart", Version::v3_13));
    CHECK(end_text(*trace, "service-2") == "cancelled 350");
    CHECK(finished(*trace) == 4);
}

TEST_CASE("up to 3.12 a supervisor's count of requests grows with each failure") {
    const auto most_requests = [](Version version) {
        scenarios::RunSpec spec = support::spec_of("error-boundaries mode=restart");
        spec.python = version;
        const auto trace = scenarios::run(spec);
        std::int32_t most = 0;
        for (const core::Event& event : trace->events()) {
            const bool own = trace->name(event.task) == "service-2";
            most =
                std::max(most, own && event.kind == EventKind::cancel_requested ? event.value : 0);
        }
        return most;
    };
    CHECK(most_requests(Version::v3_11) == 2);
    CHECK(most_requests(Version::v3_12) == 2);
    CHECK(most_requests(Version::v3_13) == 1);
}

TEST_CASE("a boundary saves exactly the workers of the other services, whatever the numbers") {
    std::mt19937 random{5};
    for (int i = 0; i < 200; ++i) {
        const auto pick = [&](std::int64_t from, std::int64_t to) {
            return std::uniform_int_distribution<std::int64_t>{from, to}(random);
        };
        const std::int64_t services = pick(1, 4);
        const std::int64_t workers = pick(1, 4);
        const std::int64_t fail_at = pick(0, 99);
        const std::string words =
            fmt::format("services={} workers={} fail_service={} fail_at_ms={} work_ms={} "
                        "cleanup_ms={} failures={} restarts={} restart_delay_ms={}",
                        services, workers, pick(1, services), fail_at, pick(100, 200), pick(0, 50),
                        pick(1, 6), pick(0, 6), pick(0, 50));
        CAPTURE(words);
        CHECK(finished(*support::run("error-boundaries mode=one-group " + words)) == 0);
        CHECK(finished(*support::run("error-boundaries mode=contain " + words)) ==
              (services - 1) * workers);
        const auto spec = support::spec_of("error-boundaries mode=restart " + words);
        const auto trace = scenarios::run(spec);
        const bool gives_up = spec.values.get("failures") > spec.values.get("restarts");
        CHECK(seen_by(*trace, "main").size() == (gives_up ? 1U : 0U));
        if (!gives_up) {
            CHECK(finished(*trace) == services * workers);
        }
    }
}

TEST_CASE("the right answers are computed from the run") {
    const std::string run = "error-boundaries mode=";
    CHECK(answer_of(run + "one-group", "How many other workers") == "5");
    CHECK(answer_of(run + "contain", "How many other workers") == "1");
    CHECK(answer_of(run + "restart", "How many other workers") == "1");
    CHECK(answer_of(run + "contain", "will main see") == "Nothing");
    CHECK(answer_of(run + "one-group", "will main see").ends_with("the ValueError in it"));
    CHECK(answer_of(run + "nested", "will main see").ends_with("an ExceptionGroup in it"));
    CHECK(answer_of(run + "one-group", "finished in the end") == "0");
    CHECK(answer_of(run + "contain", "finished in the end") == "4");
    CHECK(answer_of(run + "restart", "finished in the end") == "6");
    CHECK(answer_of(run + "restart fail_service=0", "will main see") == "not asked");
}

TEST_CASE("the verdict says how far the error went") {
    CHECK(support::verdict_of("error-boundaries") ==
          "worker-2.1 failed at 300 ms and 5 others were stopped; 0 of 6 workers finished, main "
          "saw ExceptionGroup[ValueError: bad record] at 350 ms.");
    CHECK(support::verdict_of("error-boundaries mode=restart") ==
          "worker-2.1 failed at 300 ms and 2 others were stopped; 6 of 6 workers finished after 2 "
          "restarts, main saw no error.");
    CHECK(support::verdict_of("error-boundaries fail_service=0") ==
          "Nobody failed: 6 of 6 workers finished, the last at 1 s.");
}

} // TEST_SUITE
