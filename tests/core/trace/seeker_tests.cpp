#include "core/trace/seeker.hpp"
#include "tests/support/sample_traces.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <random>
#include <vector>

using core::Seeker;
using core::TraceState;

namespace {

/// The state after 0, 1, 2, … events, by replaying from the start.
std::vector<TraceState> replay(const core::Trace& trace) {
    std::vector<TraceState> states(1);
    for (const core::Event& event : trace.events()) {
        states.push_back(states.back());
        states.back().apply(event);
    }
    return states;
}

} // namespace

TEST_SUITE("core/trace/seeker") {

TEST_CASE("seeking anywhere equals replaying from the start") {
    for (const std::uint64_t seed : {1U, 2U}) {
        const auto trace = support::random_trace(seed, 9, 1200);
        const std::vector<TraceState> states = replay(*trace);
        for (const std::size_t spacing : {std::size_t{1}, std::size_t{4}, std::size_t{1000},
                                          Seeker::adaptive, std::size_t{1'000'000}}) {
            CAPTURE(seed);
            CAPTURE(spacing);
            const Seeker seeker(*trace, spacing);
            bool same = true;
            for (std::size_t n = states.size(); n-- > 0;) { // backwards, like scrubbing
                same = same && seeker.at(n) == states[n];
            }
            CHECK(same);
            std::mt19937_64 random(seed);
            for (int i = 0; i < 1000; ++i) { // and jumping about
                const std::size_t n = random() % states.size();
                same = same && seeker.at(n) == states[n];
            }
            CHECK(same);
        }
    }
}

TEST_CASE("an empty trace has one state, the empty one") {
    const core::Trace trace;
    CHECK(Seeker(trace).at(0) == TraceState{});
}

TEST_CASE("a fixed spacing of one keeps the state after every event") {
    const auto trace = support::gather_sample();
    CHECK(Seeker(*trace, 1).keyframe_count() == trace->size() + 1);
    CHECK(Seeker(*trace).keyframe_count() == 1); // short: replayed from the start
}

TEST_CASE("keyframes never hold more task states than the trace has events") {
    for (const std::size_t tasks : {std::size_t{5}, std::size_t{300}, std::size_t{20'000}}) {
        CAPTURE(tasks);
        const auto trace = support::random_trace(5, tasks, 200'000);
        const Seeker seeker(*trace);
        CHECK(seeker.keyframe_tasks() <= trace->size());
        CHECK(seeker.keyframe_count() >= 2);
    }
}

TEST_CASE("seeking in a million events takes at most a millisecond") {
    const auto trace = support::random_trace(6, 500, 1'000'000);
    const Seeker seeker(*trace);
    std::mt19937_64 random(1);
    std::vector<std::chrono::nanoseconds> times;
    for (int i = 0; i < 201; ++i) {
        const std::size_t n = random() % (trace->size() + 1);
        const auto before = std::chrono::steady_clock::now();
        const std::size_t count = seeker.at(n).count();
        times.push_back(std::chrono::steady_clock::now() - before);
        CHECK(count == n);
    }
    // The median: one reading can be spoilt by whatever else the machine does.
    std::nth_element(times.begin(), times.begin() + 100, times.end());
    CHECK(times[100] <= std::chrono::milliseconds{1});
}

} // TEST_SUITE
