#include "scenarios/ask.hpp"
#include "scenarios/first_wins_facts.hpp"
#include "tests/support/scenario_runs.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <random>
#include <string_view>
#include <tuple>

using core::EventKind;
using support::count_events;
using support::figure_of;
using namespace std::chrono_literals;

namespace {

core::Instant time_of(const core::Trace& trace, EventKind kind, std::string_view task) {
    const core::EventId event = scenarios::first_event(trace, kind, task);
    REQUIRE_MESSAGE(event != core::EventId::none, std::string{task});
    return trace[event].at;
}

core::Instant goes_on_at(const core::Trace& trace) {
    const core::EventId event = scenarios::first_mark(trace, "main goes on");
    REQUIRE(event != core::EventId::none);
    return trace[event].at;
}

} // namespace

TEST_SUITE("scenarios/first-wins") {

TEST_CASE("losers are cancelled at the first answer, and main goes on when they have hung up") {
    const auto trace = support::run("first-wins");
    for (const char* loser : {"replica-1", "replica-3", "replica-4"}) {
        CHECK(time_of(*trace, EventKind::cancel_requested, loser) == 300ms);
        CHECK(time_of(*trace, EventKind::cancelled, loser) == 350ms);
        CHECK(count_events(*trace, EventKind::cleanup_ended, loser) == 1);
    }
    CHECK(time_of(*trace, EventKind::done, "replica-2") == 300ms);
    CHECK(goes_on_at(*trace) == 350ms);
    CHECK(figure_of(*trace, "requests_accepted") == 5);
    CHECK(figure_of(*trace, "requests_completed") == 1);
    CHECK(figure_of(*trace, "requests_cut") == 3);
    CHECK(figure_of(*trace, "tasks_leaked") == 0);
    CHECK(figure_of(*trace, "p50_us") == 350'000);
    CHECK(scenarios::work_since(*trace, 0ms) == 100ms + 300ms + 3 * 350ms);
}

TEST_CASE("losers that nobody cancels work on for nobody") {
    const auto trace = support::run("first-wins strategy=forget-losers");
    CHECK(goes_on_at(*trace) == 300ms);
    CHECK(time_of(*trace, EventKind::done, "replica-3") == 500ms);
    CHECK(time_of(*trace, EventKind::done, "replica-4") == 700ms);
    // Main ends at 800 ms; the teardown cancels what is left.
    CHECK(time_of(*trace, EventKind::cancel_requested, "replica-1") == 800ms);
    CHECK(figure_of(*trace, "tasks_leaked") == 1);
    CHECK(figure_of(*trace, "requests_completed") == 3);
    CHECK(scenarios::work_since(*trace, 300ms) == 200ms + 400ms + 550ms);
}

TEST_CASE("a hedge asks one more for each delay without an answer") {
    const auto trace = support::run("first-wins strategy=hedged");
    CHECK(time_of(*trace, EventKind::created, "replica-2") == 200ms);
    CHECK(time_of(*trace, EventKind::created, "replica-3") == 400ms);
    CHECK(time_of(*trace, EventKind::done, "replica-2") == 500ms);
    CHECK(goes_on_at(*trace) == 550ms);
    CHECK(figure_of(*trace, "requests_accepted") == 3);
    CHECK(scenarios::work_since(*trace, 0ms) == 550ms + 300ms + 150ms);
    const auto quick = support::run("first-wins strategy=hedged first_ms=150");
    CHECK(figure_of(*quick, "requests_accepted") == 1);
    CHECK(goes_on_at(*quick) == 150ms);
}

TEST_CASE("a failure makes a hedge ask the next one at once") {
    const auto trace = support::run("first-wins strategy=hedged fail_replica=1 fail_ms=100");
    CHECK(time_of(*trace, EventKind::created, "replica-2") == 100ms);
    CHECK(time_of(*trace, EventKind::done, "replica-2") == 400ms);
}

TEST_CASE("the first to end wins with its error only if main does not look") {
    const auto waits = support::run("first-wins");
    CHECK(time_of(*waits, EventKind::failed, "replica-5") == 100ms);
    CHECK(count_events(*waits, EventKind::error_seen) == 0);
    const auto gives_up = support::run("first-wins on_failure=give-up");
    CHECK(figure_of(*gives_up, "error_visible_us") == 150'000); // the others have hung up
    CHECK(figure_of(*gives_up, "requests_completed") == 0);
    CHECK(figure_of(*gives_up, "tasks_leaked") == 0);
    CHECK_FALSE(scenarios::winner_of(*gives_up));
}

TEST_CASE("if nobody answers main sees an error") {
    const auto trace = support::run("first-wins replicas=1 fail_replica=1");
    CHECK(figure_of(*trace, "error_visible_us") == 100'000);
    CHECK(figure_of(*trace, "total_us") == 600'000);
}

TEST_CASE("a forgotten replica's error is never looked at") {
    const auto trace =
        support::run("first-wins strategy=forget-losers fail_replica=3 fail_ms=600 linger_ms=1500");
    CHECK(count_events(*trace, EventKind::loop_error) == 1);
    CHECK(count_events(*support::run("first-wins"), EventKind::loop_error) == 0);
}

TEST_CASE("nothing of a race is left when main goes on, unless it forgets the losers") {
    std::mt19937 random{13};
    for (int i = 0; i < 200; ++i) {
        const char* strategy = std::array{"cancel-losers", "hedged"}[std::size_t(i) % 2];
        scenarios::RunSpec spec = support::spec_of(fmt::format("first-wins strategy={}", strategy));
        for (std::size_t k = 1; k < spec.values.size(); ++k) {
            const scenarios::Param& param = spec.values.params()[k];
            const std::int64_t top = std::min<std::int64_t>(param.max, param.min + 60);
            spec.values.set(k, std::uniform_int_distribution<std::int64_t>{param.min, top}(random));
        }
        if (i % 3 == 0) {
            spec.interventions.push_back(
                {scenarios::Intervention::Kind::cancel, "main", {}, core::Instant{20ms}});
        }
        CAPTURE(strategy);
        CAPTURE(i);
        const auto trace = scenarios::run(spec);
        const core::EventId goes_on = scenarios::first_mark(*trace, "main goes on");
        if (goes_on != core::EventId::none) {
            CHECK(scenarios::running_at(*trace, goes_on) == 0);
        }
        CHECK(figure_of(*trace, "tasks_leaked") == 0);
    }
}

TEST_CASE("what becomes of the losers is asked, with the right answer for each strategy") {
    for (const auto& [strategy, asked, losers, when] :
         {std::tuple{"cancel-losers", "5", 0U, "350 ms"}, std::tuple{"hedged", "3", 0U, "550 ms"},
          std::tuple{"forget-losers", "5", 1U, "300 ms"}}) {
        const auto spec = support::spec_of(fmt::format("first-wins strategy={}", strategy));
        const auto trace = scenarios::run(spec);
        const auto questions = spec.scenario->questions(*trace, spec.values);
        const std::string_view about{strategy}; // a binding cannot be captured
        CAPTURE(about);
        REQUIRE(questions.size() >= 3);
        const auto& about_losers = questions[questions.size() - 2];
        CHECK(questions[0].choices[questions[0].answer] == asked);
        CHECK(about_losers.answer == losers);
        CHECK(questions.back().choices[questions.back().answer] == when);
    }
}

} // TEST_SUITE
