// Knobs of a running program. What a change does is told by what is counted after its mark.
#include "tests/live/watched_run.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

using core::EventKind;
using live::SignalSource;
using scenarios::Signalling;
using support::counted;
using support::index_of_mark;
using support::WatchedRun;

namespace {

WatchedRun by_hand(std::string_view words) {
    return WatchedRun{words, SignalSource::caller, Signalling::by_hand};
}

std::int64_t highest(const std::vector<std::int64_t>& values) {
    return values.empty() ? 0 : *std::max_element(values.begin(), values.end());
}

bool is_worker(const core::Trace& trace, const core::Event& event) {
    return trace.name(event.task).starts_with("worker-");
}

/// The index behind the n-th event from `from` on for which that is true; nothing if there are
/// fewer.
template <class Condition>
std::optional<std::size_t> behind(const core::Trace& trace, std::size_t from, int n,
                                  Condition condition) {
    for (std::size_t i = from; i < trace.size(); ++i) {
        n -= condition(trace.events()[i]) ? 1 : 0;
        if (n == 0) {
            return i + 1;
        }
    }
    return std::nullopt;
}

/// The index behind the n-th permit that was got from `from` on.
std::optional<std::size_t> behind_permits(const core::Trace& trace, std::size_t from, int n) {
    return behind(trace, from, n,
                  [](const core::Event& event) { return event.kind == EventKind::acquired; });
}

/// The index behind the n-th end of a worker.
std::optional<std::size_t> behind_workers(const core::Trace& trace, int n) {
    return behind(trace, 0, n, [&](const core::Event& event) {
        return event.kind == EventKind::done && is_worker(trace, event);
    });
}

} // namespace

TEST_SUITE("live/live_knobs") {

TEST_CASE("a wider limit lets more calls in while the program runs, a narrower one fewer (slow)") {
    WatchedRun watched = by_hand("semaphore-throttle requests=500 limit=2 latency_ms=20 "
                                 "capacity=64");
    watched.wait_for_count("requests_completed", 4);
    watched.set("limit", 8);
    const std::size_t wider = watched.wait_for_mark("Limit is now 8");
    watched.wait_for_count("in_flight", 8);
    watched.set("limit", 3);
    const std::size_t narrower = watched.wait_for_mark("Limit is now 3");
    watched.wait_until("as many as may", [&](const core::Trace& trace) {
        // Eight permits may have been on their way; the next is handed out by the new rule.
        const auto begin = behind_permits(trace, narrower, 9);
        return begin && behind_permits(trace, *begin, 30) &&
               highest(counted(trace, "in_flight", *begin)) == 3;
    });
    const core::Trace& trace = watched.trace();
    const std::vector<std::int64_t> counts = counted(trace, "in_flight");
    const std::vector<std::int64_t> after_wider = counted(trace, "in_flight", wider);
    const std::vector<std::int64_t> before{counts.begin(), counts.end() - std::ssize(after_wider)};
    CHECK(highest(before) == 2);
    CHECK(highest(after_wider) == 8);
    CHECK(highest(counted(trace, "in_flight", *behind_permits(trace, narrower, 9))) == 3);
}

TEST_CASE("a higher token rate speeds up a token bucket on which calls wait") {
    // At the first rate they would take 50 s.
    WatchedRun watched =
        by_hand("semaphore-throttle limiter=token-bucket requests=50 rate_per_s=1 burst=1 "
                "latency_ms=1 capacity=64");
    watched.wait_for_count("requests_completed", 1);
    watched.set("rate_per_s", 1000);
    const core::Trace& trace = watched.wait_for_end();
    CHECK(index_of_mark(trace, "Token rate is now 1000") < trace.size());
    CHECK(support::figure_of(trace, "requests_completed") == 50);
    CHECK(support::figure_of(trace, "total_us") < 20'000'000);
}

TEST_CASE("a worker queue hires for a wider limit and sends home for a narrower one (slow)") {
    WatchedRun watched = by_hand("semaphore-throttle limiter=worker-queue requests=500 limit=2 "
                                 "latency_ms=20 capacity=64");
    watched.wait_for_count("requests_completed", 2);
    CHECK(watched.trace().tasks().size() == 3); // with main
    watched.set("limit", 5);
    watched.wait_for_mark("Limit is now 5");
    CHECK(watched.trace().find_task("worker-5") != core::TaskId::none);
    CHECK(watched.trace().tasks().size() == 6);
    watched.wait_for_count("in_flight", 5);
    watched.set("limit", 1);
    watched.wait_for_mark("Limit is now 1");
    watched.wait_until("four workers to go home and one to go on", [](const core::Trace& trace) {
        const auto begin = behind_workers(trace, 4);
        return begin && counted(trace, "in_flight", *begin).size() > 6;
    });
    const std::size_t alone = *behind_workers(watched.trace(), 4);
    CHECK(highest(counted(watched.trace(), "in_flight", alone)) == 1);
    CHECK_FALSE(behind_workers(watched.trace(), 5));
    watched.set("limit", 64); // it is done sooner
    const core::Trace& trace = watched.wait_for_end();
    CHECK(support::figure_of(trace, "requests_completed") == 500);
    CHECK(trace.tasks().size() == 6 + 63);
}

TEST_CASE("a higher rate of requests holds from the request after the next (slow)") {
    // At the first rate that many would take a minute.
    WatchedRun watched = by_hand("shutdown-drain requests_per_s=1 request_ms=1");
    watched.wait_for_count("requests_accepted", 1);
    watched.set("requests_per_s", 200);
    watched.wait_for_mark("Requests is now 200");
    watched.wait_for_count("requests_accepted", 60);
}

TEST_CASE("the service called takes less time from the next call on, and fewer calls (slow)") {
    // At the first latency it would take 37 s.
    WatchedRun faster = by_hand("semaphore-throttle requests=500 latency_ms=300");
    faster.wait_for_count("in_flight", 1);
    faster.set("latency_ms", 1);
    CHECK(support::figure_of(faster.wait_for_end(), "requests_completed") == 500);

    WatchedRun smaller = by_hand("semaphore-throttle requests=500 limit=64 capacity=64 "
                                 "latency_ms=200");
    smaller.wait_for_count("in_flight", 64);
    CHECK(highest(counted(smaller.trace(), "requests_rejected")) == 0);
    smaller.set("capacity", 1);
    smaller.wait_for_count("requests_rejected", 1);
    CHECK(index_of_mark(smaller.trace(), "Capacity is now 1") < smaller.trace().size());
}

TEST_CASE("a knob that is turned leaves a mark, one that stays where it is leaves none") {
    for (const char* words :
         {"semaphore-throttle requests=1 latency_ms=5000", "shutdown-drain requests_per_s=1"}) {
        CAPTURE(words);
        WatchedRun watched = by_hand(words);
        watched.wait_until("its begin", [](const core::Trace& trace) { return trace.size() > 0; });
        const scenarios::ParamValues former = support::spec_of(words).values;
        std::vector<std::string> marks;
        for (std::size_t i = 0; i < former.size(); ++i) {
            const scenarios::Param& param = former.params()[i];
            if (param.adjustable) {
                const std::int64_t other = former.at(i) == param.max ? param.min : param.max;
                watched.run().set(i, former.at(i));
                watched.run().set(i, other);
                scenarios::ParamValues values = former;
                values.set(i, other);
                marks.push_back(fmt::format("{} is now {}", param.label, values.text(i)));
            }
        }
        watched.wait_for_mark(marks.back());
        std::vector<std::string> found;
        for (const core::Event& event : watched.trace().events()) {
            if (event.kind == EventKind::mark) {
                found.emplace_back(watched.trace().text(event.label));
            }
        }
        CHECK(found == marks);
    }
}

} // TEST_SUITE
