#include "core/trace/left_behind.hpp"
#include "core/trace/metrics.hpp"
#include "tests/support/sample_traces.hpp"
#include "tests/support/trace_builder.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>

using core::EventId;
using core::EventKind;
using core::metric;
using core::TaskId;
using core::WaitKind;
using support::TraceBuilder;
using namespace std::chrono_literals;

namespace {

/// main, started, with its error seen at once; what tasks do afterwards is up to the case.
struct Program {
    TraceBuilder builder;
    TaskId main = builder.create("main");

    Program() { builder.start(main); }
    void see_error(TaskId by) { builder.add(EventKind::error_seen, by, "E1: x"); }
    std::int64_t leaked() const { return metric(builder.trace(), "tasks_leaked").value(); }
};

} // namespace

TEST_SUITE("core/trace/metrics") {

TEST_CASE("gather lets four tasks run on after the error was visible at 400 ms") {
    const auto trace = support::gather_sample();
    CHECK(metric(*trace, "tasks_leaked") == 4);
    CHECK(metric(*trace, "error_visible_us") == 400'000);
    CHECK(metric(*trace, "tasks_created") == 6);
    CHECK(metric(*trace, "tasks_completed") == 5);
    CHECK(metric(*trace, "tasks_failed") == 1);
    CHECK(metric(*trace, "tasks_cancelled") == 0);
    CHECK(metric(*trace, "total_us") == 1'900'000);
    CHECK(metric(*trace, "wasted_us") == 100'000 + 500'000 + 700'000 + 900'000);
}

TEST_CASE("a task group cancels four tasks, shows its error at 450 ms and leaves nobody behind") {
    const auto trace = support::group_sample();
    CHECK(metric(*trace, "tasks_leaked") == 0);
    CHECK(metric(*trace, "tasks_cancelled") == 4);
    CHECK(metric(*trace, "error_visible_us") == 450'000);
    CHECK(metric(*trace, "wasted_us") == 0);
    CHECK(metric(*trace, "total_us") == 1'950'000);
}

TEST_CASE("without an error, what is unfinished when main is over was left behind") {
    Program program;
    const TaskId forgotten = program.builder.create("forgotten", program.main);
    const TaskId finished = program.builder.create("finished", program.main);
    program.builder.finish(finished);
    program.builder.finish(program.main);
    program.builder.end_main();
    program.builder.request_cancel(forgotten);
    program.builder.end_cancelled(forgotten);
    CHECK(program.leaked() == 1);
    CHECK_FALSE(metric(program.builder.trace(), "wasted_us").has_value());
    CHECK(metric(program.builder.trace(), "tasks_cancelled") == 1);
}

TEST_CASE("a child of a group that is still open is not left behind") {
    Program program;
    program.builder.add(EventKind::group_entered, program.main, "outer");
    const TaskId sibling = program.builder.create("sibling", program.main);
    program.see_error(program.main);
    const EventId end = program.builder.finish(sibling);
    program.builder.add(EventKind::group_child_ended, sibling, "outer", {.cause = end});
    program.builder.end_main();
    CHECK(program.leaked() == 0);
}

TEST_CASE("a task that somebody awaits, then or later, is not left behind") {
    Program program;
    const TaskId worker = program.builder.create("worker", program.main);
    program.see_error(program.main);
    SUBCASE("awaited later") {
        program.builder.suspend(program.main, WaitKind::task, "worker", worker);
        program.builder.finish(worker);
        program.builder.end_main();
        CHECK(program.leaked() == 0);
    }
    SUBCASE("awaited by nobody") {
        program.builder.finish(worker);
        program.builder.end_main();
        CHECK(program.leaked() == 1);
    }
}

TEST_CASE("what a task left behind waits for is left behind with it") {
    Program program;
    const TaskId worker = program.builder.create("worker", program.main);
    program.builder.start(worker);
    const TaskId inner = program.builder.create("inner", worker);
    program.builder.suspend(worker, WaitKind::task, "inner", inner);
    program.see_error(program.main);
    program.builder.finish(inner);
    program.builder.finish(worker);
    program.builder.end_main();
    CHECK(program.leaked() == 2);
}

TEST_CASE("a task that handles an error of its own leaves its siblings alone") {
    Program program;
    const TaskId first = program.builder.create("request-1", program.main);
    const TaskId second = program.builder.create("request-2", program.main);
    program.see_error(first);
    program.builder.finish(first);
    program.builder.finish(second);
    program.builder.end_main();
    CHECK(program.leaked() == 0);
}

TEST_CASE("a shutdown lasts from the first signal to the end of main") {
    Program program;
    program.builder.at(1000ms);
    program.builder.add(EventKind::signal, TaskId::none, "SIGTERM");
    program.builder.at(1200ms);
    program.builder.add(EventKind::signal, TaskId::none, "SIGTERM");
    program.builder.at(1500ms);
    program.builder.end_main();
    program.builder.at(1600ms);
    program.builder.add(EventKind::run_ended, TaskId::none);
    CHECK(metric(program.builder.trace(), "shutdown_us") == 500'000);
    CHECK(metric(program.builder.trace(), "total_us") == 1'500'000);
}

TEST_CASE("counters give their last value, requests in flight their peak") {
    Program program;
    for (const int value : {1, 2, 3, 2, 0}) {
        program.builder.count("in_flight", value);
    }
    program.builder.count("requests_accepted", 1);
    program.builder.count("requests_accepted", 7);
    program.builder.count("exit_code", 1);
    program.builder.count("something_else", 9);
    const auto& trace = program.builder.trace();
    CHECK(metric(trace, "peak_in_flight") == 3);
    CHECK(metric(trace, "requests_accepted") == 7);
    CHECK(metric(trace, "exit_code") == 1);
    CHECK_FALSE(metric(trace, "requests_cut").has_value());
    CHECK_FALSE(metric(trace, "something_else").has_value());
}

TEST_CASE("latency percentiles count only requests that ended normally, by nearest rank") {
    Program program;
    for (int i = 1; i <= 40; ++i) {
        program.builder.at(0ms);
        const TaskId request = program.builder.create("request-" + std::to_string(i), program.main);
        program.builder.at(std::chrono::milliseconds{i});
        program.builder.finish(request);
    }
    program.builder.at(0ms);
    const TaskId failed = program.builder.create("request-41", program.main);
    const TaskId other = program.builder.create("request-x", program.main);
    program.builder.at(900ms);
    program.builder.fail(failed, "E1: x");
    program.builder.finish(other);
    CHECK(metric(program.builder.trace(), "p50_us") == 20'000);
    CHECK(metric(program.builder.trace(), "p95_us") == 38'000);
}

TEST_CASE("latencies that the program measured itself count instead of its request tasks") {
    Program program;
    const TaskId request = program.builder.create("request-1", program.main);
    program.builder.at(7ms);
    program.builder.finish(request);
    for (const std::int32_t latency : {5'000, 1'000, 9'000}) {
        program.builder.add(EventKind::counter, program.main, "latency_us", {.value = latency});
    }
    CHECK(metric(program.builder.trace(), "p50_us") == 5'000);
    CHECK(metric(program.builder.trace(), "p95_us") == 9'000);
}

TEST_CASE("with a single request every percentile is its time") {
    Program program;
    const TaskId request = program.builder.create("request-1", program.main);
    program.builder.at(7ms);
    program.builder.finish(request);
    CHECK(metric(program.builder.trace(), "p50_us") == 7'000);
    CHECK(metric(program.builder.trace(), "p95_us") == 7'000);
}

TEST_CASE("percentiles are those of the nearest rank") {
    using Values = std::vector<std::int64_t>;
    CHECK(core::nearest_rank({}, 50) == 0);
    CHECK(core::nearest_rank(Values{7}, 99) == 7);
    CHECK(core::nearest_rank(Values{10, 20, 30, 40}, 50) == 20);
    CHECK(core::nearest_rank(Values{10, 20, 30, 40}, 95) == 40);
}

TEST_CASE("an empty trace has no metrics") {
    CHECK(core::metrics_of(core::Trace{}).empty());
}

TEST_CASE("metrics come in the order of metric_infos, each once and explained") {
    const auto trace = support::gather_sample();
    std::vector<std::string_view> known;
    for (const core::MetricInfo& info : core::metric_infos()) {
        CAPTURE(info.name);
        CHECK(info.meaning.ends_with("."));
        CHECK((info.unit == "us") == info.name.ends_with("_us"));
        known.push_back(info.name);
    }
    CHECK(known.size() == 20);
    CHECK(std::set<std::string_view>(known.begin(), known.end()).size() == known.size());
    std::size_t position = 0;
    for (const core::Metric& metric : core::metrics_of(*trace)) {
        CAPTURE(metric.name);
        const auto found = std::find(known.begin(), known.end(), metric.name);
        REQUIRE(found != known.end());
        const auto at = static_cast<std::size_t>(found - known.begin());
        CHECK(at >= position);
        position = at + 1;
    }
}

} // TEST_SUITE
