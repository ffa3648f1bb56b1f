#include "scenarios/ask.hpp"
#include "scenarios/retry_storm_waves.hpp"
#include "tests/support/scenario_runs.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <random>
#include <string_view>

using core::EventKind;
using support::count_events;
using support::figure_of;
using namespace std::chrono_literals;

namespace {

/// When calls began, and how many.
std::map<core::Instant, int> calls_of(const core::Trace& trace) {
    std::map<core::Instant, int> calls;
    for (const core::Event& event : trace.events()) {
        if (scenarios::begins_to_wait(trace, event, core::WaitKind::condition, "request-")) {
            ++calls[event.at];
        }
    }
    return calls;
}

std::vector<std::int64_t> moments_ms(const core::Trace& trace) {
    std::vector<std::int64_t> moments;
    for (const auto& [at, calls] : calls_of(trace)) {
        moments.push_back(core::to_us(at) / 1000);
    }
    return moments;
}

} // namespace

TEST_SUITE("scenarios/retry-storm") {

TEST_CASE("the same wait for all brings all of them back together") {
    const auto trace = support::run("retry-storm backoff=fixed");
    // An answer takes 50 ms, the wait 100 ms; up at 1 s; then 4 of 16 are served in each wave.
    const auto calls = calls_of(*trace);
    REQUIRE(calls.size() == 11);
    int wave = 0;
    for (const auto& [at, count] : calls) {
        CHECK(at == wave * 150ms);
        CHECK(count == (wave <= 7 ? 16 : 16 - 4 * (wave - 7)));
        ++wave;
    }
    CHECK(figure_of(*trace, "requests_completed") == 16);
    CHECK(figure_of(*trace, "requests_rejected") == 7 * 16 + 12 + 8 + 4);
    CHECK(figure_of(*trace, "total_us") == 1'550'000);
}

TEST_CASE("doubled waits make the waves rarer and not lower") {
    const auto trace = support::run("retry-storm backoff=exponential");
    CHECK(moments_ms(*trace) ==
          std::vector<std::int64_t>{0, 150, 400, 850, 1700, 2550, 3400, 4250});
    CHECK(scenarios::highest_wave_after_outage(*trace).calls == 16);
    CHECK(figure_of(*trace, "requests_rejected") == 4 * 16 + 12 + 8 + 4);
    CHECK(figure_of(*trace, "total_us") == 4'300'000);
}

TEST_CASE("with full jitter the waves are gone, the refusals fewer and the end is near") {
    const auto storm = support::run("retry-storm backoff=exponential");
    for (std::uint64_t seed = 1; seed <= 30; ++seed) {
        scenarios::RunSpec spec = support::spec_of("retry-storm backoff=full-jitter");
        spec.seed = seed;
        CAPTURE(seed);
        const auto trace = scenarios::run(spec);
        CHECK(figure_of(*trace, "requests_completed") == 16);
        CHECK(scenarios::highest_wave_after_outage(*trace).calls <= 8);
        CHECK(figure_of(*trace, "total_us") < figure_of(*storm, "total_us"));
        CHECK(calls_of(*trace).size() > 40);
    }
    CHECK(figure_of(*support::run("retry-storm backoff=full-jitter"), "requests_rejected") == 78);
}

TEST_CASE("the seed moves the calls of full jitter and of nobody else") {
    for (const auto& [backoff, moves] : {std::pair{"fixed", false}, std::pair{"exponential", false},
                                         std::pair{"full-jitter", true}}) {
        scenarios::RunSpec spec = support::spec_of(fmt::format("retry-storm backoff={}", backoff));
        const auto first = calls_of(*scenarios::run(spec));
        spec.seed = 2;
        const std::string_view about{backoff}; // a binding cannot be captured
        CAPTURE(about);
        CHECK((calls_of(*scenarios::run(spec)) != first) == moves);
    }
}

TEST_CASE("who is refused once more than it may try again gives up") {
    const auto trace = support::run("retry-storm backoff=fixed retries=2");
    CHECK(figure_of(*trace, "requests_completed") == 0);
    CHECK(figure_of(*trace, "requests_rejected") == 3 * 16);
    CHECK(scenarios::first_mark(*trace, "request-16 gives up") != core::EventId::none);
    CHECK(scenarios::highest_wave_after_outage(*trace).calls == 0);
    CHECK(figure_of(*trace, "total_us") == 1'000'000); // the outage is over
}

TEST_CASE("an outage that is cancelled is over") {
    scenarios::RunSpec spec = support::spec_of("retry-storm backoff=fixed");
    spec.interventions.push_back(
        {scenarios::Intervention::Kind::cancel, "outage", {}, core::Instant{400ms}});
    CHECK(figure_of(*scenarios::run(spec), "total_us") == 950'000); // served at 450, 600, 750, 900
}

TEST_CASE("every request is answered or used all its tries, and the capacity is kept") {
    std::mt19937 random{12};
    for (int i = 0; i < 150; ++i) {
        const char* backoff = std::array{"fixed", "exponential", "full-jitter"}[std::size_t(i) % 3];
        scenarios::RunSpec spec = support::spec_of(fmt::format("retry-storm backoff={}", backoff));
        for (std::size_t k = 1; k < spec.values.size(); ++k) {
            const scenarios::Param& param = spec.values.params()[k];
            const std::int64_t top = std::min<std::int64_t>(param.max, param.min + 40);
            spec.values.set(k, std::uniform_int_distribution<std::int64_t>{param.min, top}(random));
        }
        CAPTURE(backoff);
        CAPTURE(i);
        const auto trace = scenarios::run(spec);
        const std::int64_t answered = figure_of(*trace, "requests_completed");
        const std::int64_t refused = figure_of(*trace, "requests_rejected");
        const std::int64_t given_up = spec.values.get("clients") - answered;
        const std::int64_t tries = 1 + spec.values.get("retries");
        CHECK(refused >= given_up * tries);
        CHECK(refused <= given_up * tries + answered * (tries - 1));
        CHECK(figure_of(*trace, "tasks_completed") == 1 + spec.values.get("clients"));
        std::map<core::Instant, int> served;
        for (const core::Event& event : trace->events()) {
            if (event.kind == EventKind::counter && trace->text(event.label) == "latency_us") {
                CHECK(++served[event.at] <= spec.values.get("capacity"));
            }
        }
    }
}

TEST_CASE("whether they come back together is asked, with the right answer for each back-off") {
    for (const auto& [backoff, answer] :
         {std::pair{"fixed", 0U}, std::pair{"exponential", 0U}, std::pair{"full-jitter", 1U}}) {
        const auto spec = support::spec_of(fmt::format("retry-storm backoff={}", backoff));
        const auto trace = scenarios::run(spec);
        const auto questions = spec.scenario->questions(*trace, spec.values);
        const std::string_view about{backoff}; // a binding cannot be captured
        CAPTURE(about);
        REQUIRE(questions.size() == 3);
        CHECK(questions[0].answer == answer);
        CHECK(questions[1].choices[questions[1].answer] == (answer == 0 ? "16" : "6"));
    }
}

} // TEST_SUITE
