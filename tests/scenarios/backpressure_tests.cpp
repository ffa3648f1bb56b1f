#include "scenarios/ask.hpp"
#include "scenarios/words.hpp"
#include "tests/support/scenario_runs.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <random>
#include <string_view>

using core::EventKind;
using scenarios::peak;
using support::count_events;
using support::figure_of;
using namespace std::chrono_literals;

namespace {

scenarios::RunSpec random_spec(std::string_view queue, std::mt19937& random) {
    scenarios::RunSpec spec = support::spec_of(fmt::format("backpressure queue={}", queue));
    for (std::size_t i = 1; i < spec.values.size(); ++i) {
        const scenarios::Param& param = spec.values.params()[i];
        const std::int64_t top = std::min<std::int64_t>(param.max, param.min + 30);
        spec.values.set(i, std::uniform_int_distribution<std::int64_t>{param.min, top}(random));
    }
    return spec;
}

std::int64_t brought(const scenarios::ParamValues& values) {
    return values.get("producers") * values.get("requests");
}

} // namespace

TEST_SUITE("scenarios/backpressure") {

TEST_CASE("a bound moves the wait from the queue to the producers and the end not at all") {
    const auto bounded = support::run("backpressure queue=bounded");
    const auto unbounded = support::run("backpressure queue=unbounded");
    CHECK(figure_of(*bounded, "total_us") == 2'050'000);
    CHECK(figure_of(*unbounded, "total_us") == 2'050'000);
    CHECK(figure_of(*bounded, "requests_completed") == 20);
    CHECK(figure_of(*unbounded, "requests_completed") == 20);
    CHECK(peak(*bounded, "queue_length") == 4);
    CHECK(peak(*unbounded, "queue_length") == 14);
    CHECK(figure_of(*bounded, "peak_in_flight") == 6); // the queue and both workers
    CHECK(figure_of(*bounded, "p95_us") == 750'000);
    CHECK(figure_of(*unbounded, "p95_us") == 1'550'000);
    const core::EventId done = scenarios::first_mark(*unbounded, "the producers are done");
    CHECK((*unbounded)[done].at == 500ms);
}

TEST_CASE("the first producer that finds the queue full waits until a worker takes a request") {
    const auto trace = support::run("backpressure");
    std::vector<core::Instant> waits;
    for (const core::Event& event : trace->events()) {
        if (scenarios::begins_to_wait(*trace, event, core::WaitKind::queue, "producer-")) {
            waits.push_back(event.at);
        }
    }
    REQUIRE(waits.size() > 2);
    CHECK(waits[0] == 200ms);
    CHECK(waits[1] == 200ms);
    CHECK(count_events(*support::run("backpressure queue=unbounded"), EventKind::suspended,
                       "producer-1") == 10); // it sleeps before each request and never waits
}

TEST_CASE("to drop what finds no place loses half of the requests and keeps the others quick") {
    const auto trace = support::run("backpressure queue=dropping");
    CHECK(figure_of(*trace, "requests_completed") == 10);
    CHECK(figure_of(*trace, "requests_rejected") == 10);
    CHECK(figure_of(*trace, "p95_us") == 600'000);
    CHECK(count_events(*trace, EventKind::mark) == 11); // each drop, and the shutdown
}

TEST_CASE("sentinels let workers end, join cancels idle ones, cancel cuts what is left") {
    const auto sentinels = support::run("backpressure queue=unbounded shutdown=sentinels");
    CHECK(figure_of(*sentinels, "tasks_cancelled") == 0);
    CHECK(figure_of(*sentinels, "requests_cut") == 0);
    const auto join = support::run("backpressure queue=unbounded shutdown=join");
    CHECK(figure_of(*join, "tasks_cancelled") == 2);
    CHECK(figure_of(*join, "requests_cut") == 0);
    CHECK(figure_of(*join, "total_us") == 2'050'000);
    const auto cancel = support::run("backpressure queue=unbounded shutdown=cancel");
    CHECK(figure_of(*cancel, "tasks_cancelled") == 2);
    CHECK(figure_of(*cancel, "requests_completed") == 4);
    CHECK(figure_of(*cancel, "requests_cut") == 16);
    CHECK(figure_of(*cancel, "total_us") == 550'000); // the producers are done, then the undoing
    CHECK(count_events(*cancel, EventKind::cleanup_ended) == 2);
}

TEST_CASE(
    "every request is answered, dropped or cut, and a bounded queue never exceeds its bound") {
    std::mt19937 random{11};
    for (int i = 0; i < 150; ++i) {
        const char* queue = std::array{"bounded", "unbounded", "dropping"}[std::size_t(i) % 3];
        const scenarios::RunSpec spec = random_spec(queue, random);
        CAPTURE(queue);
        CAPTURE(i);
        const auto trace = scenarios::run(spec);
        CHECK(figure_of(*trace, "requests_accepted") ==
              figure_of(*trace, "requests_completed") + figure_of(*trace, "requests_cut"));
        CHECK(figure_of(*trace, "requests_accepted") + figure_of(*trace, "requests_rejected") ==
              brought(spec.values));
        CHECK((spec.values.choice("queue") == "dropping" ||
               figure_of(*trace, "requests_rejected") == 0));
        CHECK(
            (spec.values.choice("shutdown") == "cancel" || figure_of(*trace, "requests_cut") == 0));
        CHECK((spec.values.choice("queue") == "unbounded" ||
               peak(*trace, "queue_length") <= spec.values.get("bound")));
        CHECK(figure_of(*trace, "tasks_leaked") == 0);
    }
}

TEST_CASE("when all workers are cancelled nobody goes on waiting for them") {
    for (const char* queue : {"bounded", "unbounded", "dropping"}) {
        for (const char* shutdown : {"sentinels", "join", "cancel"}) {
            for (const auto at : {60ms, 200ms, 225ms, 500ms, 1000ms, 2040ms}) {
                scenarios::RunSpec spec = support::spec_of(
                    fmt::format("backpressure queue={} shutdown={} bound=1", queue, shutdown));
                for (const char* worker : {"worker-1", "worker-2"}) {
                    spec.interventions.push_back(
                        {scenarios::Intervention::Kind::cancel, worker, {}, at});
                }
                CAPTURE(queue);
                CAPTURE(shutdown);
                CAPTURE(at.count());
                const auto trace = scenarios::run(spec);
                CHECK(count_events(*trace, EventKind::deadlock) == 0);
                CHECK(figure_of(*trace, "requests_accepted") ==
                      figure_of(*trace, "requests_completed") + figure_of(*trace, "requests_cut"));
            }
        }
    }
}

TEST_CASE("what happens to a request too many is asked, with the right answer for each queue") {
    for (const auto& [queue, answer] :
         {std::pair{"bounded", 0U}, std::pair{"dropping", 1U}, std::pair{"unbounded", 2U}}) {
        const auto spec = support::spec_of(fmt::format("backpressure queue={}", queue));
        const auto trace = scenarios::run(spec);
        const auto questions = spec.scenario->questions(*trace, spec.values);
        const std::string_view about{queue}; // a binding cannot be captured
        CAPTURE(about);
        REQUIRE(questions.size() == 3);
        CHECK((*trace)[questions[0].ask_before].at == 200ms);
        CHECK(questions[0].answer == answer);
        CHECK(questions.back().answer == 0); // sentinels
    }
}

} // TEST_SUITE
