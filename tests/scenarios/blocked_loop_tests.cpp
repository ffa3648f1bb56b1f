#include "tests/support/answers.hpp"
#include "tests/support/scenario_runs.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <random>

using core::EventKind;
using support::Answers;
using support::answers_of;
using support::count_events;
using support::figure_of;

namespace {

struct Change {
    std::int64_t ms;
    std::int64_t value;
    friend bool operator==(const Change&, const Change&) = default;
};

/// All values of a counter.
std::vector<Change> changes(const core::Trace& trace, std::string_view counter) {
    std::vector<Change> found;
    for (const core::Event& event : trace.events()) {
        if (event.kind == EventKind::counter && trace.text(event.label) == counter) {
            found.push_back({core::to_us(event.at) / 1000, event.value});
        }
    }
    return found;
}

/// By how much the latest heartbeat was late.
std::int64_t latest_ms(const core::Trace& trace) {
    std::int64_t latest = 0;
    for (const Change& change : changes(trace, "late_ms")) {
        latest = std::max(latest, change.value);
    }
    return latest;
}

std::int64_t end_ms(const core::Trace& trace, std::string_view task) {
    for (const core::Event& event : trace.events()) {
        if (core::ends_task(event.kind) && trace.name(event.task) == task) {
            return core::to_us(event.at) / 1000;
        }
    }
    return -1;
}

} // namespace

TEST_SUITE("scenarios/blocked-loop") {

TEST_CASE("two calls of 300 ms on the loop make a heartbeat 570 ms late") {
    const auto trace = support::run("blocked-loop");
    CHECK(end_ms(*trace, "report-1") == 420);
    CHECK(end_ms(*trace, "report-2") == 720);
    const auto late = changes(*trace, "late_ms");
    REQUIRE(late.size() == 12);
    CHECK(late[1] == Change{100, 0});
    CHECK(late[2] == Change{720, 570});
    CHECK(late[3] == Change{770, 0});
    CHECK(figure_of(*trace, "blocked_us") == 300'000);
    CHECK(figure_of(*trace, "total_us") == 1'170'000);
}

TEST_CASE("in threads the same calls run side by side and nobody is late") {
    const auto trace = support::run("blocked-loop mode=thread");
    CHECK(end_ms(*trace, "report-1") == 420);
    CHECK(end_ms(*trace, "report-2") == 420);
    CHECK(latest_ms(*trace) == 0);
    CHECK(core::metric(*trace, "blocked_us") == std::nullopt);
    CHECK(figure_of(*trace, "total_us") == 600'000);
}

TEST_CASE("a time limit ends the waiting at 270 ms, and the threads work until 420 ms") {
    const auto trace = support::run("blocked-loop mode=thread-timeout");
    CHECK(end_ms(*trace, "report-1") == 270);
    CHECK(changes(*trace, "in_threads") ==
          std::vector<Change>{{120, 1}, {120, 2}, {420, 1}, {420, 0}});
    CHECK(latest_ms(*trace) == 0);
}

TEST_CASE("the program does not end before its threads") {
    const auto trace = support::run("blocked-loop mode=thread-timeout work_ms=2000");
    CHECK(figure_of(*trace, "total_us") == 600'000);
    CHECK(trace->end() == std::chrono::milliseconds{2120});
}

TEST_CASE("a call that still stands in line can be cancelled") {
    const auto trace = support::run("blocked-loop mode=thread-timeout threads=1");
    CHECK(changes(*trace, "in_threads") == std::vector<Change>{{120, 1}, {420, 0}});
    CHECK(changes(*trace, "in_line") == std::vector<Change>{{120, 1}, {270, 0}});
}

TEST_CASE("in slices the work takes as long, but a beat is late by a few slices only") {
    const auto trace = support::run("blocked-loop mode=slices");
    CHECK(end_ms(*trace, "report-2") == 720);
    CHECK(latest_ms(*trace) == 50);
    CHECK(figure_of(*trace, "blocked_us") == 10'000);
    CHECK(latest_ms(*support::run("blocked-loop mode=slices slice_ms=1")) == 4);
    CHECK(support::life_cycle_rows(*support::run("blocked-loop mode=slices slice_ms=300")) !=
          support::life_cycle_rows(*support::run("blocked-loop")));
}

TEST_CASE("a time limit cannot end a call on the loop, in slices it can") {
    // Nobody has a turn before the call is over, not even the timer that was to end it: so it is
    // with what a person does to the run.
    scenarios::RunSpec spec = support::spec_of("blocked-loop");
    spec.interventions.push_back(
        scenarios::parse_intervention("cancel:report-1@200ms", spec.values.params()).value());
    const auto on_loop = scenarios::run(spec);
    CHECK(count_events(*on_loop, EventKind::cancelled) == 0);
    REQUIRE(spec.values.parse("mode=slices"));
    const auto in_slices = scenarios::run(spec);
    CHECK(count_events(*in_slices, EventKind::cancelled, "report-1") == 1);
    CHECK(end_ms(*in_slices, "report-1") <= 240);
}

TEST_CASE("the calls take their time one after the other on the loop, in rounds in the threads") {
    std::mt19937 random{31};
    const auto number = [&](std::int64_t from, std::int64_t to) {
        return std::uniform_int_distribution<std::int64_t>{from, to}(random);
    };
    for (int i = 0; i < 200; ++i) {
        const std::int64_t reports = number(1, 8);
        const std::int64_t threads = number(1, 9);
        const std::int64_t work = number(0, 500);
        const std::string words =
            fmt::format("reports={} threads={} work_ms={} beat_ms={} beats={} slice_ms={}", reports,
                        threads, work, number(1, 80), number(1, 20), number(1, 80));
        CAPTURE(words);
        const std::string last = fmt::format("report-{}", reports);
        const auto on_loop = support::run("blocked-loop " + words);
        CHECK(end_ms(*on_loop, last) == 120 + reports * work);
        const auto in_slices = support::run("blocked-loop mode=slices " + words);
        CHECK(end_ms(*in_slices, last) == 120 + reports * work);
        const auto in_threads = support::run("blocked-loop mode=thread " + words);
        const std::int64_t rounds = (reports + threads - 1) / threads;
        CHECK(end_ms(*in_threads, last) == 120 + rounds * work);
        CHECK(latest_ms(*in_threads) == 0);
    }
}

TEST_CASE("the questions have the answers of the run") {
    CHECK(answers_of("blocked-loop") == Answers{"720 ms", "720 ms"});
    CHECK(answers_of("blocked-loop mode=thread") == Answers{"150 ms", "420 ms"});
    CHECK(answers_of("blocked-loop mode=thread-timeout") == Answers{"150 ms", "270 ms", "420 ms"});
    CHECK(answers_of("blocked-loop mode=slices") == Answers{"200 ms", "720 ms"});
}

} // TEST_SUITE
