#include "app/theme/role.hpp"
#include "app/timeline/lanes.hpp"
#include "tests/app/timeline/indexed.hpp"
#include "tests/support/sample_traces.hpp"
#include "tests/support/scenario_runs.hpp"
#include "tests/support/trace_builder.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

using namespace std::chrono_literals;
using app::Axis;
using app::CounterTrack;
using app::MarkerKind;
using core::TaskId;
using support::TraceBuilder;

using support::Indexed;

namespace {

std::string names(const core::Trace& trace) {
    std::string text;
    for (const app::LaneInfo& lane : app::make_lanes(trace)) {
        text += std::string(static_cast<std::size_t>(lane.depth), '.');
        text += trace.name(lane.task);
        text += ' ';
    }
    return text;
}

const app::LaneInfo& lane(const Indexed& run, std::string_view name) {
    return run.index.lanes()[run.index.lane_of(run.trace->find_task(name))];
}

} // namespace

TEST_SUITE("app/timeline/lanes") {

TEST_CASE("lanes are in tree order, children under their parent, oldest first") {
    TraceBuilder b;
    const TaskId main = b.create("main");
    const TaskId left = b.create("left", main);
    const TaskId right = b.create("right", main);
    b.create("loop-made");
    b.create("right-child", right);
    b.create("left-child", left);
    b.create("left-child-2", left);
    CHECK(names(b.trace()) ==
          "main .left ..left-child ..left-child-2 .right ..right-child loop-made ");
}

TEST_CASE("every task finds its lane") {
    const Indexed run{support::random_trace(3, 40, 2000)};
    REQUIRE(run.index.lanes().size() == run.trace->tasks().size());
    for (const core::TaskInfo& task : run.trace->tasks()) {
        CHECK(run.index.lanes()[run.index.lane_of(task.id)].task == task.id);
    }
}

TEST_CASE("a lane knows how its task ended") {
    TraceBuilder b;
    const TaskId main = b.create("main");
    const TaskId never = b.create("never", main);
    const TaskId open = b.create("open", main);
    const auto request = b.request_cancel(never);
    b.throw_before_start(never, request);
    const auto end = b.end_cancelled(never);
    const Indexed run{b.take()};
    CHECK(lane(run, "never").ended == end);
    CHECK(lane(run, "never").never_ran);
    CHECK(run.index.lanes()[run.index.lane_of(open)].ended == core::EventId::none);
    CHECK(lane(run, "main").has_children);
    CHECK_FALSE(lane(run, "open").has_children);
}

TEST_CASE("a failure is felt by the task it is thrown into, also through a group") {
    for (const auto& trace : {support::gather_sample(), support::group_sample()}) {
        const Indexed run{trace};
        const core::EventId felt = lane(run, "task-3").failed_into;
        REQUIRE(felt != core::EventId::none);
        CHECK((*trace)[felt].task == trace->find_task("main"));
        CHECK(lane(run, "task-1").failed_into == core::EventId::none);
    }
}

TEST_CASE("a throw is a delivery only when a request was open") {
    TraceBuilder b;
    const TaskId main = b.create("main");
    b.start(main);
    b.sleep(main);
    b.throw_into(main, "ValueError", core::EventId::none);
    b.sleep(main);
    const auto request = b.request_cancel(main);
    const auto delivery = b.throw_into(main, "CancelledError", request);
    b.sleep(main);
    b.throw_into(main, "ValueError", core::EventId::none);
    const auto seen = b.add(core::EventKind::error_seen, main, "ValueError");
    const Indexed run{b.take()};
    const auto only = [&](MarkerKind kind) {
        const auto events = run.index.markers_of(main, kind);
        REQUIRE(events.size() == 1);
        return events.front();
    };
    CHECK(only(MarkerKind::request) == request);
    CHECK(only(MarkerKind::delivery) == delivery);
    CHECK(only(MarkerKind::error_seen) == seen);
    REQUIRE(run.index.gaps_of(main).size() == 1);
    CHECK(run.spans.of(main)[run.index.gaps_of(main)[0]].kind == core::SpanKind::stopping);
}

TEST_CASE("signals, deadlock and the first error that is seen concern the whole run") {
    TraceBuilder b;
    const auto main = b.create("main");
    const auto signal = b.add(core::EventKind::signal, TaskId::none, "SIGTERM");
    const auto seen = b.add(core::EventKind::error_seen, main, "ValueError");
    b.add(core::EventKind::error_seen, main, "KeyError");
    const auto deadlock = b.add(core::EventKind::deadlock, TaskId::none);
    const Indexed run{b.take()};
    CHECK(run.index.signals() == std::vector{signal, seen, deadlock});
}

TEST_CASE("counters, free permits and waiting tasks become tracks of changes") {
    TraceBuilder b;
    const TaskId a = b.create("a");
    const TaskId c = b.create("c");
    b.count("in_flight", 1);
    b.count("in_flight", 1); // no change, no point
    b.count("in_flight", 2);
    b.permit(core::EventKind::acquired, a, "permits", 0);
    b.permit(core::EventKind::queued, c, "permits", 0);
    b.permit(core::EventKind::released, a, "permits", 1);
    b.permit(core::EventKind::acquired, c, "permits", 0);
    const Indexed run{b.take()};
    const auto& tracks = run.index.counters();
    REQUIRE(tracks.size() == 3);
    const auto values = [](const CounterTrack& track) {
        std::vector<int> result;
        for (const auto& point : track.points) {
            result.push_back(point.value);
        }
        return result;
    };
    CHECK(values(tracks[0]) == std::vector{1, 2});
    CHECK(tracks[1].kind == CounterTrack::Kind::free);
    CHECK(values(tracks[1]) == std::vector{0, 1, 0});
    CHECK(tracks[2].kind == CounterTrack::Kind::waiting);
    CHECK(values(tracks[2]) == std::vector{1, 0});
    CHECK(tracks[2].max == 1);
}

TEST_CASE("single facts, and what never changes, are no curves") {
    TraceBuilder b;
    b.count("requests_rejected", 0);
    b.count("exit_code", 1);
    b.count("latency_us", 4000);
    b.count("constant", 7);
    b.count("queue_length", 0);
    b.count("queue_length", 2);
    const Indexed run{b.take()};
    REQUIRE(run.index.counters().size() == 1);
    CHECK(run.trace->text(run.index.counters()[0].name) == "queue_length");
}

TEST_CASE(
    "a counter is limited by the one that has its name and _limit, which is no curve itself") {
    TraceBuilder b;
    b.count("queue_length_limit", 4);
    b.count("queue_length", 1);
    b.count("other", 1);
    b.count("queue_length", 2);
    b.count("queue_length_limit", 6);
    b.count("other", 2);
    const Indexed run{b.take()};
    const auto& tracks = run.index.counters();
    REQUIRE(tracks.size() == 2);
    CHECK(run.trace->text(tracks[0].name) == "queue_length");
    CHECK(tracks[0].limit == 6);
    CHECK(tracks[0].max == 2);
    CHECK_FALSE(tracks[1].limit);
}

TEST_CASE("the permits of the only resource are the limit of what is in flight") {
    const Indexed run{scenarios::run(support::spec_of("semaphore-throttle limit=3"))};
    const auto& tracks = run.index.counters();
    const auto in_flight =
        std::find_if(tracks.begin(), tracks.end(), [&](const CounterTrack& track) {
            return run.trace->text(track.name) == "in_flight";
        });
    REQUIRE(in_flight != tracks.end());
    CHECK(in_flight->limit == 3);
    CHECK(in_flight->max == 3);
}

TEST_CASE("the mix of any stretch equals the sum over its spans, on both axes") {
    const Indexed run{support::random_trace(7, 5, 3000)};
    for (const Axis axis : {Axis::time, Axis::order}) {
        for (const core::TaskInfo& task : run.trace->tasks()) {
            const auto spans = run.spans.of(task.id);
            for (std::size_t first = 0; first < spans.size(); first += 41) {
                for (std::size_t last = first; last <= spans.size(); last += 29) {
                    std::array<double, 7> sums{};
                    for (std::size_t i = first; i < last; ++i) {
                        sums[static_cast<std::size_t>(spans[i].kind)] +=
                            run.index.end_of(spans[i], axis) - run.index.begin_of(spans[i], axis);
                    }
                    const auto before = run.index.sums_before(task.id, first, axis);
                    const auto after = run.index.sums_before(task.id, last, axis);
                    for (std::size_t kind = 0; kind < sums.size(); ++kind) {
                        REQUIRE(after[kind] - before[kind] == sums[kind]);
                    }
                }
            }
        }
    }
}

TEST_CASE("while a task lives, its state at the cursor is the kind of its span") {
    const Indexed run{support::random_trace(11, 12, 1500)};
    core::TraceState state;
    std::vector<std::size_t> at(run.trace->tasks().size() + 1, 0);
    for (std::size_t i = 0; i < run.trace->size(); ++i) {
        const auto id = static_cast<core::EventId>(i);
        state.apply((*run.trace)[id]);
        const TaskId task = (*run.trace)[id].task;
        if (task == TaskId::none || core::has_ended(state.task(task).phase)) {
            continue;
        }
        const auto spans = run.spans.of(task);
        std::size_t& now = at[core::index_of(task)];
        while (now + 1 < spans.size() && spans[now + 1].first <= id) {
            ++now;
        }
        REQUIRE(app::state_role(state.task(task)) == app::role_of(spans[now].kind));
    }
}

} // TEST_SUITE
