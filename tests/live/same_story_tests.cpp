// The same program in the simulated world and in the real one. Equal must be what follows from the
// program; what depends on which of two things of the same moment comes first is left out, and
// said where.
#include "live/live_run.hpp"
#include "tests/support/scenario_runs.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <string>
#include <vector>

using core::EventKind;
using support::figure_of;

namespace {

using Words = std::vector<std::string>;

/// A simulated and a live run of the same spec.
struct Pair {
    explicit Pair(std::string_view words) {
        scenarios::RunSpec spec = support::spec_of(words);
        simulated = scenarios::run(spec);
        spec.clock = scenarios::ClockKind::live;
        real = live::run(spec);
    }

    std::shared_ptr<const core::Trace> simulated;
    std::shared_ptr<const core::Trace> real;
};

/// What the program says and what happens to it as a whole, in order.
Words phases(const core::Trace& trace) {
    Words found;
    for (const core::Event& event : trace.events()) {
        const bool is_of_log =
            (event.kind == EventKind::cleanup_started || event.kind == EventKind::cleanup_ended) &&
            trace.name(event.task) == "access-log";
        const bool is_end =
            event.kind == EventKind::main_ended || event.kind == EventKind::run_ended;
        if (is_of_log || is_end || event.kind == EventKind::mark ||
            event.kind == EventKind::signal) {
            found.push_back(fmt::format("{} '{}' {}", core::info(event.kind).name,
                                        trace.text(event.label), event.value));
        }
    }
    return found;
}

Words task_names(const core::Trace& trace) {
    Words names;
    for (const core::TaskInfo& task : trace.tasks()) {
        names.emplace_back(trace.text(task.name));
    }
    return names;
}

/// Every metric that is no time, but those named.
Words counts(const core::Trace& trace, const std::vector<std::string_view>& left_out) {
    Words found;
    for (const core::Metric& metric : core::metrics_of(trace)) {
        const bool is_out =
            std::find(left_out.begin(), left_out.end(), metric.name) != left_out.end();
        if (!metric.name.ends_with("_us") && !is_out) {
            found.push_back(fmt::format("{} {}", metric.name, metric.value));
        }
    }
    return found;
}

void check_same_story(const Pair& runs, const std::vector<std::string_view>& left_out = {}) {
    CHECK(phases(*runs.real) == phases(*runs.simulated));
    CHECK(task_names(*runs.real) == task_names(*runs.simulated));
    CHECK(counts(*runs.real, left_out) == counts(*runs.simulated, left_out));
    const std::int64_t simulated_us = figure_of(*runs.simulated, "total_us");
    const std::int64_t real_us = figure_of(*runs.real, "total_us");
    CHECK(real_us >= simulated_us - 1000);
    CHECK(real_us < simulated_us + 10'000'000); // this machine may have other things to do
}

/// With these intervals and lengths a request is answered and another one comes at the same moment,
/// again and again, and so is the end of the run. On sockets either may be first, so the peak may
/// be one off; and how many are turned away depends on how long the shutdown takes in real time.
const std::vector<std::string_view> races_of_shutdown{"peak_in_flight", "requests_refused"};

void check_races_of_shutdown(const Pair& runs) {
    const std::int64_t peak = figure_of(*runs.simulated, "peak_in_flight");
    CHECK(figure_of(*runs.real, "peak_in_flight") >= peak - 1);
    CHECK(figure_of(*runs.real, "peak_in_flight") <= peak + 1);
    const std::int64_t interval_us = 50'000;
    const std::int64_t came = core::to_us(runs.real->end()) / interval_us;
    CHECK(figure_of(*runs.real, "requests_refused") > 0);
    CHECK(figure_of(*runs.real, "requests_refused") <=
          came - figure_of(*runs.real, "requests_accepted"));
}

} // namespace

TEST_SUITE("live/same_story") {

TEST_CASE("a shutdown under load drains in the real world as in the simulated one (slow)") {
    const Pair runs{"shutdown-drain"};
    check_same_story(runs, races_of_shutdown);
    check_races_of_shutdown(runs);
    CHECK(phases(*runs.real).size() == 6); // a signal, a mark, the log's flush, two ends
}

// The machine may keep the program waiting just when two things meet; not every time.
TEST_CASE("at default parameters both worlds count the same, peak in flight included (slow)") {
    constexpr int most_tries = 5;
    for (const char* words : {"shutdown-drain strategy=robust", "semaphore-throttle"}) {
        CAPTURE(words);
        Words simulated;
        Words real;
        for (int i = 0; i == 0 || (i < most_tries && real != simulated); ++i) {
            const Pair runs{words};
            simulated = counts(*runs.simulated, {});
            real = counts(*runs.real, {});
        }
        CHECK(real == simulated);
    }
}

TEST_CASE("a shutdown at its deadline cuts the same requests in both worlds (slow)") {
    const Pair runs{"shutdown-drain strategy=robust request_ms=2000"};
    check_same_story(runs, races_of_shutdown);
    check_races_of_shutdown(runs);
    CHECK(figure_of(*runs.real, "requests_cut") == 20);
}

TEST_CASE("a request that is cut does not come again over another connection (slow)") {
    for (const char* words :
         {"shutdown-drain requests_per_s=100 request_ms=200 drain_deadline_ms=50 sigterm_at_ms=500",
          "shutdown-drain requests_per_s=100 request_ms=200 sigterm_at_ms=500 strategy=article"}) {
        CAPTURE(words);
        const Pair runs{words};
        const std::int64_t interval_us = 10'000;
        const std::int64_t came = core::to_us(runs.real->end()) / interval_us;
        CHECK(figure_of(*runs.real, "requests_cut") > 0);
        CHECK(figure_of(*runs.real, "requests_accepted") +
                  figure_of(*runs.real, "requests_refused") <=
              came);
    }
}

TEST_CASE("a semaphore holds calls back in both worlds alike (slow)") {
    check_same_story(Pair{"semaphore-throttle"});
}

// Left out of the other limiters is nothing that is counted, but who is answered: without a limiter
// that is decided by the order in which connections come in. Retries are left out altogether: they
// meet a service that is full or just not full any more.
TEST_CASE("without a limiter the service refuses as many calls in both worlds (slow)") {
    check_same_story(Pair{"semaphore-throttle limiter=none latency_ms=500"});
}

TEST_CASE("a worker queue has the same few tasks and calls in flight in both worlds (slow)") {
    check_same_story(Pair{"semaphore-throttle limiter=worker-queue requests=8 latency_ms=100"});
}

// A token may come at the very moment at which a call ends, so the peak is left out; with room for
// all, no call is refused.
TEST_CASE("a token bucket lets all calls pass in both worlds (slow)") {
    check_same_story(
        Pair{"semaphore-throttle limiter=token-bucket requests=12 rate_per_s=50 capacity=64"},
        {"peak_in_flight"});
}

} // TEST_SUITE
