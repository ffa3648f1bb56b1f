#include "tests/support/scenario_runs.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <random>

using support::figure_of;

namespace {

std::int64_t rounds(std::int64_t requests, std::int64_t at_once) {
    return (requests + at_once - 1) / at_once;
}

scenarios::RunSpec random_spec(std::string_view limiter, std::mt19937& random) {
    scenarios::RunSpec spec =
        support::spec_of(fmt::format("semaphore-throttle limiter={}", limiter));
    for (std::size_t i = 1; i < spec.values.size(); ++i) {
        const scenarios::Param& param = spec.values.params()[i];
        const std::int64_t top = std::min<std::int64_t>(param.max, 60);
        spec.values.set(i, std::uniform_int_distribution<std::int64_t>{param.min, top}(random));
    }
    return spec;
}

} // namespace

TEST_SUITE("scenarios/semaphore-throttle") {

TEST_CASE("24 requests of 200 ms through 4 permits take 1.2 s with 4 in flight") {
    const auto trace =
        support::run("semaphore-throttle limiter=semaphore requests=24 limit=4 latency_ms=200");
    CHECK(figure_of(*trace, "total_us") == 1'200'000);
    CHECK(figure_of(*trace, "peak_in_flight") == 4);
    CHECK(figure_of(*trace, "requests_completed") == 24);
    CHECK(figure_of(*trace, "requests_rejected") == 0);
}

TEST_CASE("a semaphore does not bound tasks, a worker queue does") {
    CHECK(figure_of(*support::run("semaphore-throttle requests=500"), "tasks_created") == 500);
    const auto trace = support::run("semaphore-throttle limiter=worker-queue requests=500");
    CHECK(figure_of(*trace, "tasks_created") == 4);
    CHECK(figure_of(*trace, "requests_completed") == 500);
}

TEST_CASE("the percentiles count from the start of the batch, for requests and workers alike") {
    for (const char* limiter : {"semaphore", "worker-queue"}) {
        CAPTURE(limiter);
        const auto trace = support::run(fmt::format("semaphore-throttle limiter={}", limiter));
        CHECK(figure_of(*trace, "p50_us") == 600'000);
        CHECK(figure_of(*trace, "p95_us") == 1'200'000);
    }
    // Only answers count: what came back with 503 at once was not fast.
    CHECK(figure_of(*support::run("semaphore-throttle limiter=none"), "p50_us") == 200'000);
}

TEST_CASE("without a limiter the service refuses what exceeds its capacity") {
    std::mt19937 random{5};
    for (int i = 0; i < 200; ++i) {
        scenarios::RunSpec spec = random_spec("none", random);
        REQUIRE(spec.values.parse("retries=0"));
        const std::int64_t answered =
            std::min(spec.values.get("requests"), spec.values.get("capacity"));
        CAPTURE(i);
        const auto trace = scenarios::run(spec);
        CHECK(figure_of(*trace, "requests_completed") == answered);
        CHECK(figure_of(*trace, "requests_rejected") == spec.values.get("requests") - answered);
        CHECK(figure_of(*trace, "peak_in_flight") == answered);
        CHECK(figure_of(*trace, "total_us") == spec.values.get("latency_ms") * 1000);
    }
}

TEST_CASE("a semaphore and a worker queue take requests / limit rounds of one latency") {
    std::mt19937 random{6};
    for (int i = 0; i < 200; ++i) {
        scenarios::RunSpec spec = random_spec(i % 2 == 0 ? "semaphore" : "worker-queue", random);
        REQUIRE(spec.values.parse("capacity=64"));
        const std::int64_t requests = spec.values.get("requests");
        const std::int64_t limit = spec.values.get("limit");
        CAPTURE(i);
        const auto trace = scenarios::run(spec);
        CHECK(figure_of(*trace, "total_us") ==
              rounds(requests, limit) * spec.values.get("latency_ms") * 1000);
        CHECK(figure_of(*trace, "peak_in_flight") == std::min(requests, limit));
        CHECK(figure_of(*trace, "requests_completed") == requests);
        CHECK(figure_of(*trace, "requests_rejected") == 0);
    }
}

TEST_CASE("a token bucket lets a burst pass and then one request per interval") {
    std::mt19937 random{7};
    for (int i = 0; i < 200; ++i) {
        scenarios::RunSpec spec = random_spec("token-bucket", random);
        REQUIRE(spec.values.parse("capacity=64"));
        const std::int64_t waiting =
            std::max<std::int64_t>(0, spec.values.get("requests") - spec.values.get("burst"));
        const std::int64_t rate = spec.values.get("rate_per_s");
        const std::int64_t interval_us =
            (1'000'000 + rate - 1) / rate; // never faster than asked for
        CAPTURE(i);
        const auto trace = scenarios::run(spec);
        CHECK(figure_of(*trace, "total_us") ==
              waiting * interval_us + spec.values.get("latency_ms") * 1000);
    }
}

TEST_CASE("every request is answered or has used all its tries") {
    std::mt19937 random{8};
    for (const char* limiter : {"none", "semaphore", "token-bucket", "worker-queue"}) {
        for (int i = 0; i < 50; ++i) {
            const scenarios::RunSpec spec = random_spec(limiter, random);
            CAPTURE(limiter);
            CAPTURE(i);
            const auto trace = scenarios::run(spec);
            const std::int64_t given_up =
                spec.values.get("requests") - figure_of(*trace, "requests_completed");
            const std::int64_t tries = 1 + spec.values.get("retries");
            CHECK(figure_of(*trace, "requests_rejected") >= given_up * tries);
            CHECK(figure_of(*trace, "requests_rejected") <=
                  given_up * tries + figure_of(*trace, "requests_completed") * (tries - 1));
            CHECK(figure_of(*trace, "peak_in_flight") <= spec.values.get("capacity"));
        }
    }
}

TEST_CASE("the seed moves the retries and nothing else") {
    scenarios::RunSpec spec = support::spec_of("semaphore-throttle limiter=none retries=3");
    const auto first = scenarios::run(spec);
    spec.seed = 2;
    const auto second = scenarios::run(spec);
    CHECK(support::life_cycle_rows(*first) != support::life_cycle_rows(*second));
    CHECK(first->tasks().size() == second->tasks().size());
    spec.seed = ~std::uint64_t{0};
    CHECK(scenarios::run(spec)->events().back().kind == core::EventKind::run_ended);
}

} // TEST_SUITE
