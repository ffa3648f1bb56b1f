#include "tests/support/scenario_runs.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <random>

using core::EventKind;
using support::figure_of;

namespace {

/// What the robust strategy must do, in microseconds, by arithmetic alone.
struct Expected {
    std::int64_t accepted = 0;
    std::int64_t cut = 0;
    std::int64_t total = 0;

    explicit Expected(const scenarios::ParamValues& values) {
        const std::int64_t interval = 1'000'000 / values.get("requests_per_s");
        const std::int64_t length = values.get("request_ms") * 1000;
        const std::int64_t one = values.get("sigterm_at_ms") * 1000;
        const std::int64_t other = values.get("second_signal_at_ms") * 1000;
        const std::int64_t first = other == 0 ? one : std::min(one, other);
        std::int64_t end = first + values.get("drain_deadline_ms") * 1000;
        if (other != 0) {
            end = std::min(end, std::max(one, other));
        }
        accepted = first / interval;
        total = first;
        for (std::int64_t n = 1; n <= accepted; ++n) {
            const std::int64_t answered = n * interval + length;
            cut += answered > end ? 1 : 0;
            total = std::max(total, std::min(answered, end));
        }
        total += (cut > 0 ? 50'000 : 0) + values.get("flush_ms") * 1000;
    }
};

} // namespace

TEST_SUITE("scenarios/shutdown-drain") {

TEST_CASE("the robust strategy cuts nothing at defaults and ends with exit code 0") {
    const auto trace = support::run("shutdown-drain strategy=robust");
    CHECK(figure_of(*trace, "requests_cut") == 0);
    CHECK(figure_of(*trace, "requests_completed") == figure_of(*trace, "requests_accepted"));
    CHECK(figure_of(*trace, "requests_refused") > 0);
    CHECK(figure_of(*trace, "flushed") == 1);
    CHECK(figure_of(*trace, "exit_code") == 0);
    CHECK(figure_of(*trace, "tasks_leaked") == 0);
}

TEST_CASE("the robust strategy cuts what outlasts the deadline and tells so by exit code 1") {
    const auto trace = support::run("shutdown-drain strategy=robust request_ms=2000");
    CHECK(figure_of(*trace, "requests_cut") == 20);
    CHECK(figure_of(*trace, "exit_code") == 1);
    CHECK(figure_of(*trace, "flushed") == 1);
    CHECK(figure_of(*trace, "shutdown_us") == (500 + 50 + 100) * 1000);
}

TEST_CASE("a second signal ends the wait for requests, not their cleanup and the flush") {
    const auto trace =
        support::run("shutdown-drain strategy=robust request_ms=2000 second_signal_at_ms=1200");
    CHECK(figure_of(*trace, "exit_code") == 1);
    CHECK(figure_of(*trace, "flushed") == 1);
    CHECK(figure_of(*trace, "shutdown_us") == (200 + 50 + 100) * 1000);
    CHECK(support::count_events(*trace, EventKind::timeout_fired) == 0);
}

TEST_CASE("the article's strategy interrupts cleanups, loses the log and still ends with 0") {
    const auto trace = support::run("shutdown-drain strategy=article");
    CHECK(figure_of(*trace, "exit_code") == 0);
    CHECK(figure_of(*trace, "requests_cut") == 6);
    CHECK(figure_of(*trace, "flushed") == 0);
    // serve is asked to stop by the teardown and, in its cleanup, by the group once more.
    const core::TaskId serve = trace->find_task("serve");
    std::vector<std::string> story;
    for (const core::Event& event : trace->events()) {
        if (event.task == serve && event.at == std::chrono::milliseconds{1300}) {
            std::string text{core::info(event.kind).name};
            if (event.kind == EventKind::cleanup_ended || event.kind == EventKind::thrown) {
                text += fmt::format(" {}", trace->text(event.label));
            }
            story.push_back(text);
        }
    }
    CHECK(story == std::vector<std::string>{"cancel_requested", "thrown CancelledError",
                                            "cleanup_started", "suspended", "cancel_requested",
                                            "thrown CancelledError", "cleanup_ended CancelledError",
                                            "cancelled", "group_child_ended"});
    // The teardown was left by SystemExit: the log's flush began and was never finished.
    CHECK(support::count_events(*trace, EventKind::cleanup_started, "access-log") == 1);
    CHECK(support::count_events(*trace, EventKind::cleanup_ended, "access-log") == 0);
    CHECK(trace->text(trace->events().back().label) == "SystemExit");
}

TEST_CASE("the article's exit code is 0 whatever is lost") {
    for (const char* more : {"", "request_ms=3000", "requests_per_s=200", "sigterm_at_ms=1234",
                             "flush_ms=2000", "second_signal_at_ms=1100", "sigterm_at_ms=0"}) {
        CAPTURE(more);
        const auto trace = support::run(fmt::format("shutdown-drain strategy=article {}", more));
        CHECK(figure_of(*trace, "exit_code") == 0);
    }
}

TEST_CASE("without a handler the process dies at the signal and nothing happens any more") {
    const auto trace = support::run("shutdown-drain strategy=abrupt");
    CHECK(figure_of(*trace, "exit_code") == 143);
    CHECK(figure_of(*trace, "requests_cut") ==
          figure_of(*trace, "requests_accepted") - figure_of(*trace, "requests_completed"));
    CHECK(figure_of(*trace, "requests_cut") == 7);
    CHECK(figure_of(*trace, "flushed") == 0);
    CHECK(support::count_events(*trace, EventKind::cancel_requested) == 0);
    CHECK(support::count_events(*trace, EventKind::cleanup_started) == 0);
    CHECK(trace->end() == std::chrono::seconds{1});
    CHECK(trace->events().back().value == 9); // main, access-log and seven requests
}

TEST_CASE("the robust strategy cuts exactly the requests that end after deadline or force") {
    std::mt19937 random{4};
    for (int i = 0; i < 300; ++i) {
        scenarios::RunSpec spec = support::spec_of("shutdown-drain strategy=robust");
        const auto set = [&](std::size_t index, std::int64_t from, std::int64_t to) {
            spec.values.set(index, std::uniform_int_distribution<std::int64_t>{from, to}(random));
        };
        set(1, 1, 200); // requests_per_s
        set(2, 1, 400); // request_ms
        set(3, 0, 600); // sigterm_at_ms
        set(4, 0, 400); // drain_deadline_ms
        set(5, 0, i % 2 == 0 ? 900 : 0);
        set(6, 0, 50);
        CAPTURE(i);
        const Expected expected{spec.values};
        const auto trace = scenarios::run(spec);
        CHECK(figure_of(*trace, "requests_accepted") == expected.accepted);
        CHECK(figure_of(*trace, "requests_cut") == expected.cut);
        CHECK(figure_of(*trace, "requests_completed") == expected.accepted - expected.cut);
        CHECK(figure_of(*trace, "exit_code") == (expected.cut > 0 ? 1 : 0));
        CHECK(figure_of(*trace, "total_us") == expected.total);
        CHECK(figure_of(*trace, "flushed") == 1);
    }
}

} // TEST_SUITE
