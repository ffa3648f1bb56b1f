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

std::int64_t saved(const core::Trace& trace) {
    return scenarios::last_count(trace, "saved");
}

/// How and when a task ended: "cancelled 550".
std::string end_text(const core::Trace& trace, std::string_view task) {
    const core::Event* end = scenarios::end_of(trace, task);
    REQUIRE(end != nullptr);
    return fmt::format("{} {}", core::info(end->kind).name, end->at / 1ms);
}

/// Random, but with all work longer than the time at which main asks for the first time.
scenarios::RunSpec random_spec(std::string_view mode, std::mt19937& random) {
    scenarios::RunSpec spec = support::spec_of(fmt::format("cancellation-aware mode={}", mode));
    const auto set = [&](std::string_view name, std::int64_t from, std::int64_t to) {
        const auto value = std::uniform_int_distribution<std::int64_t>{from, to}(random);
        REQUIRE(spec.values.parse(fmt::format("{}={}", name, value)));
    };
    set("workers", 1, 8);
    set("parts", 2, 5);
    set("part_ms", 101, 200);
    set("cancel_at_ms", 1, 100);
    set("patience_ms", 1, 300);
    set("save_ms", 1, 100);
    set("closing_ms", 0, 200);
    return spec;
}

} // namespace

TEST_SUITE("scenarios/cancellation-aware") {

TEST_CASE("a second request interrupts the saves that need longer than main is patient") {
    const auto trace = support::run("cancellation-aware mode=finally");
    CHECK(end_text(*trace, "worker-1") == "cancelled 400");
    CHECK(end_text(*trace, "worker-2") == "cancelled 500");
    CHECK(end_text(*trace, "worker-3") == "cancelled 550");
    CHECK(end_text(*trace, "worker-4") == "cancelled 550");
    CHECK(saved(*trace) == 2);
    CHECK(figure_of(*trace, "total_us") == 650'000);
    CHECK(count_events(*trace, EventKind::cancel_requested, "worker-1") == 1);
    CHECK(count_events(*trace, EventKind::cancel_requested, "worker-3") == 2);
}

TEST_CASE("a finally that awaits completes if nobody asks again") {
    const auto trace = support::run("cancellation-aware patience_ms=0");
    CHECK(saved(*trace) == 4);
    CHECK(figure_of(*trace, "tasks_cancelled") == 4);
    CHECK(end_text(*trace, "worker-4") == "cancelled 700");
}

TEST_CASE("a shielded save outlives its worker and is cut by the end of main") {
    const auto trace = support::run("cancellation-aware mode=shield");
    CHECK(end_text(*trace, "worker-3") == "cancelled 550");
    CHECK(end_text(*trace, "save-3") == "done 600");
    CHECK(end_text(*trace, "save-4") == "cancelled 650");
    CHECK(figure_of(*trace, "tasks_leaked") == 1);
    CHECK(saved(*trace) == 3);
    CHECK(saved(*support::run("cancellation-aware mode=shield closing_ms=200")) == 4);
}

TEST_CASE("who waits for what it shields loses nothing and is still cancelled") {
    const auto trace = support::run("cancellation-aware mode=shield-and-wait");
    CHECK(saved(*trace) == 4);
    CHECK(end_text(*trace, "worker-4") == "cancelled 700");
    CHECK(figure_of(*trace, "tasks_leaked") == 0);
    CHECK(figure_of(*trace, "total_us") == 800'000);
}

TEST_CASE("who swallows the requests loses a part to each and ends as done") {
    const auto trace = support::run("cancellation-aware mode=swallow");
    CHECK(figure_of(*trace, "tasks_cancelled") == 0);
    CHECK(figure_of(*trace, "tasks_completed") == 4);
    CHECK(end_text(*trace, "worker-1") == "done 850");
    CHECK(end_text(*trace, "worker-4") == "done 1150");
    CHECK(count_events(*trace, EventKind::thrown, "worker-1") == 2);
    CHECK(count_events(*trace, EventKind::mark) == 8);
}

TEST_CASE("who swallows only while it works is cancelled while it saves") {
    const auto trace =
        support::run("cancellation-aware mode=swallow patience_ms=0 cancel_at_ms=1150");
    CHECK(figure_of(*trace, "tasks_cancelled") == 3);
    CHECK(end_text(*trace, "worker-2") == "cancelled 1150");
    CHECK(saved(*trace) == 1);
}

TEST_CASE("exactly the saves that are shorter than the patience complete in a finally") {
    std::mt19937 random{1};
    for (int i = 0; i < 200; ++i) {
        const scenarios::RunSpec spec = random_spec("finally", random);
        const std::int64_t patience = spec.values.get("patience_ms");
        const std::int64_t save = spec.values.get("save_ms");
        const std::int64_t workers = spec.values.get("workers");
        // Of equal times main's is first: its timer is older than those of the saves.
        CAPTURE(i);
        CHECK(saved(*scenarios::run(spec)) == std::min(workers, (patience - 1) / save));
    }
}

TEST_CASE("who waits for what it shields loses nothing, whatever the times") {
    std::mt19937 random{2};
    for (int i = 0; i < 200; ++i) {
        const scenarios::RunSpec spec = random_spec("shield-and-wait", random);
        const auto trace = scenarios::run(spec);
        const std::int64_t longest = spec.values.get("workers") * spec.values.get("save_ms");
        CAPTURE(i);
        CHECK(saved(*trace) == spec.values.get("workers"));
        CHECK(figure_of(*trace, "total_us") ==
              (spec.values.get("cancel_at_ms") + longest + spec.values.get("closing_ms")) * 1000);
    }
}

TEST_CASE("a shielded save completes if and only if it is shorter than what main still does") {
    std::mt19937 random{3};
    for (int i = 0; i < 200; ++i) {
        const scenarios::RunSpec spec = random_spec("shield", random);
        const auto trace = scenarios::run(spec);
        const std::int64_t left = figure_of(*trace, "total_us");
        std::int64_t expected = 0;
        for (std::int64_t n = 1; n <= spec.values.get("workers"); ++n) {
            const std::int64_t at =
                spec.values.get("cancel_at_ms") + n * spec.values.get("save_ms");
            expected += at * 1000 < left ? 1 : 0;
        }
        CAPTURE(i);
        CHECK(saved(*trace) >= expected);
        CHECK(saved(*trace) <= expected + 1); // one may end in the very moment in which main does
    }
}

TEST_CASE("the lesson is the same under the rules of all three versions") {
    for (const char* mode : {"finally", "shield", "shield-and-wait", "swallow"}) {
        scenarios::RunSpec spec = support::spec_of(fmt::format("cancellation-aware mode={}", mode));
        const std::string rows = support::life_cycle_rows(*scenarios::run(spec));
        for (const auto version : {core::Version::v3_12, core::Version::v3_13}) {
            spec.python = version;
            CAPTURE(mode);
            CHECK(support::life_cycle_rows(*scenarios::run(spec)) == rows);
        }
    }
}

TEST_CASE("the right answers are computed from the run") {
    const std::string run = "cancellation-aware mode=";
    CHECK(answer_of(run + "finally", "last one ended") == "550 ms");
    CHECK(answer_of(run + "shield-and-wait", "last one ended") == "700 ms");
    CHECK(answer_of(run + "swallow", "last one ended") == "1.15 s");
    CHECK(answer_of(run + "finally", "As what") == "Cancelled");
    CHECK(answer_of(run + "swallow", "As what") == "Done");
    CHECK(answer_of(run + "finally", "becomes of its save").starts_with("It is interrupted"));
    CHECK(answer_of(run + "shield", "becomes of its save").starts_with("It goes on, but"));
    CHECK(answer_of(run + "shield-and-wait", "becomes of its save").starts_with("It completes"));
    CHECK(answer_of(run + "swallow", "becomes of its save").starts_with("There is none yet"));
    CHECK(answer_of(run + "shield", "How many of the") == "3");
    CHECK(answer_of(run + "finally patience_ms=0", "becomes of its save") == "not asked");
    CHECK(answer_of(run + "finally cancel_at_ms=5000", "last one ended") == "not asked");
}

TEST_CASE("the verdict counts what was saved and what was not") {
    CHECK(support::verdict_of("cancellation-aware") ==
          "Asked to stop at 300 ms, the last worker ended at 550 ms; 2 of 4 saves completed, 2 "
          "saves were interrupted.");
    CHECK(support::verdict_of("cancellation-aware mode=shield") ==
          "Asked to stop at 300 ms, the last worker ended at 550 ms; 3 of 4 saves completed, 2 "
          "saves were left behind and 1 of them cut by the end of main.");
    CHECK(support::verdict_of("cancellation-aware cancel_at_ms=5000") ==
          "Nobody was asked to stop: the last worker ended at 1.4 s, 4 of 4 saves completed.");
}

} // TEST_SUITE
