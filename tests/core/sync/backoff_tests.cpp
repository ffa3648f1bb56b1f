#include "core/sync/backoff.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

using core::backoff;
using core::BackoffJitter;
using namespace std::chrono_literals;

TEST_SUITE("core/sync/backoff") {

TEST_CASE("a back-off doubles up to 64 times, and its jitter is below the first") {
    for (const auto first : {1ms, 3ms, 100ms, 5000ms}) {
        for (std::uint64_t who = 0; who < 1000; ++who) {
            for (int attempt = 0; attempt < 10; ++attempt) {
                const BackoffJitter jitter{.seed = who * who, .number = who};
                const auto time = backoff(first, attempt, jitter);
                CHECK(time / first == 1 << std::min(attempt, 6));
                CHECK(time == backoff(first, attempt, jitter));
            }
        }
    }
}

TEST_CASE("tasks that failed together do not come back together, nor with another seed") {
    std::set<std::chrono::milliseconds> times;
    for (std::uint64_t number = 0; number < 100; ++number) {
        times.insert(backoff(1000ms, 0, {.seed = 1, .number = number}));
    }
    CHECK(times.size() > 90);
    CHECK(backoff(1000ms, 0, {.seed = 1}) != backoff(1000ms, 0, {.seed = 2}));
}

TEST_CASE("a jitter is below its limit and uses all of it") {
    std::set<std::chrono::milliseconds> times;
    for (std::uint64_t number = 0; number < 200; ++number) {
        for (int attempt = 0; attempt < 5; ++attempt) {
            const auto time = core::jitter_below(7ms, attempt, {.seed = 1, .number = number});
            CHECK(time >= 0ms);
            CHECK(time < 7ms);
            times.insert(time);
        }
    }
    CHECK(times.size() == 7);
}

} // TEST_SUITE
