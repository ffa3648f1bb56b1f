#include "app/timeline/layout.hpp"
#include "tests/app/timeline/laid_out.hpp"
#include "tests/support/sample_traces.hpp"
#include "tests/support/scenario_runs.hpp"
#include "tests/support/trace_builder.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace std::chrono_literals;
using app::Axis;
using app::Cap;
using app::Role;
using core::EventKind;
using core::TaskId;
using support::LaidOut;
using support::TraceBuilder;

namespace {

/// main sleeps 0 … 400 ms, then waits for its child, which sleeps 400 ms … 1 s.
std::shared_ptr<const core::Trace> parent_and_child() {
    TraceBuilder b;
    const TaskId main = b.create("main");
    b.start(main);
    b.sleep(main);
    b.at(400ms);
    b.resume(main);
    const TaskId child = b.create("child", main);
    b.suspend(main, core::WaitKind::task, "child", child);
    b.start(child);
    b.sleep(child);
    b.at(1000ms);
    b.resume(child);
    b.finish(child);
    b.resume(main);
    b.finish(main);
    return b.take();
}

/// A task that is asked to stop at 100 ms and learns of it at the same instant or later.
std::shared_ptr<const core::Trace> stopped(core::Instant learned) {
    TraceBuilder b;
    const TaskId main = b.create("main");
    b.start(main);
    b.sleep(main);
    b.at(100ms);
    const auto request = b.request_cancel(main);
    b.at(learned);
    b.throw_into(main, "CancelledError", request);
    b.end_cancelled(main);
    b.at(1000ms);
    b.end_main();
    return b.take();
}

} // namespace

TEST_SUITE("app/timeline/layout") {

TEST_CASE("a state's box spans its pixels, and its role is the kind of the span") {
    const LaidOut run{parent_and_child(), {.window = {0, 1e9}}};
    REQUIRE(run.layout.boxes.size() == 3); // running takes no time, so it shows nothing
    const app::Box& sleep = run.layout.boxes[0];
    CHECK(sleep.role == Role::sleeping);
    CHECK(sleep.x0 == 0);
    CHECK(sleep.x1 == 400);
    CHECK(sleep.y0 == 4); // 28 px of lane, 20 px of bar
    CHECK(sleep.y1 == 24);
    CHECK(run.layout.boxes[1].role == Role::waiting);
    CHECK(run.layout.boxes[1].x0 == 400);
    CHECK(run.layout.boxes[2].task == TaskId{2});
    CHECK(run.layout.boxes[2].y0 == 32);
}

TEST_CASE("on the order axis running is visible, one unit per event") {
    const auto trace = parent_and_child();
    const LaidOut run{trace, {.window = {0, 13}, .axis = Axis::order, .right = 1300}};
    const auto running = std::find_if(run.layout.boxes.begin(), run.layout.boxes.end(),
                                      [](const app::Box& b) { return b.role == Role::running; });
    REQUIRE(running != run.layout.boxes.end());
    CHECK(running->x0 == 150); // started is event 1
    CHECK(running->x1 == 250); // suspended is event 2
}

TEST_CASE("what lies after the cursor is dimmed from the hairline on") {
    const auto trace = parent_and_child();
    const std::size_t cursor = trace->count_until(400ms);
    const LaidOut run{trace, {.window = {0, 1e9}, .cursor = cursor}};
    CHECK(run.layout.cursor_x == 400);
    CHECK(run.layout.boxes[0].dim_from == run.layout.boxes[0].x1);
    CHECK(run.layout.boxes[1].dim_from == 400);
    CHECK(run.layout.caps[0].dimmed);
    const LaidOut whole{trace, {.window = {0, 1e9}, .cursor = trace->size()}};
    CHECK_FALSE(whole.layout.caps[0].dimmed);
    for (const app::Box& box : whole.layout.boxes) {
        CHECK(box.dim_from == box.x1);
    }
}

TEST_CASE("while playing the hairline stands between two events") {
    const auto trace = parent_and_child();
    const LaidOut run{trace, {.window = {0, 1e9}, .cursor = 3, .playing_at = 250ms}};
    CHECK(run.layout.cursor_x == 250);
    CHECK(run.layout.boxes[0].dim_from == 250);
}

TEST_CASE("bars say what they wait for, as far as there is room") {
    const LaidOut run{parent_and_child(), {.window = {0, 1e9}}};
    REQUIRE(run.layout.labels.size() == 3);
    CHECK(run.layout.labels[0].text == "sleep");
    CHECK(run.layout.labels[1].text == "waits for child");
    // 60 px for the waiting bar: 48 without padding hold "child" at 7 px a letter.
    const LaidOut narrow{parent_and_child(), {.window = {0, 1e9}, .right = 100}};
    REQUIRE(narrow.layout.labels.size() == 2);
    CHECK(narrow.layout.labels[0].text == "child");
    const LaidOut tiny{parent_and_child(), {.window = {0, 1e9}, .right = 30}};
    CHECK(tiny.layout.labels.empty());
}

TEST_CASE("the label of a bar that begins out of sight stays in sight") {
    const LaidOut run{parent_and_child(), {.window = {2e8, 1.2e9}}};
    REQUIRE_FALSE(run.layout.labels.empty());
    CHECK(run.layout.labels[0].text == "sleep");
    CHECK(run.layout.labels[0].x0 == 6);
    CHECK(run.layout.labels[0].x1 == 194);
}

TEST_CASE("the way from request to delivery is a gap, never thinner than its least width") {
    const LaidOut later{stopped(300ms), {.window = {0, 1e9}}};
    REQUIRE(later.layout.gaps.size() == 1);
    CHECK(later.layout.gaps[0].x0 == 100);
    CHECK(later.layout.gaps[0].x1 == 300);
    const LaidOut at_once{stopped(100ms), {.window = {0, 1e9}}};
    REQUIRE(at_once.layout.gaps.size() == 1);
    CHECK(at_once.layout.gaps[0].x0 == 97.5F);
    CHECK(at_once.layout.gaps[0].x1 == 102.5F);
    for (const app::Box& box : later.layout.boxes) {
        CHECK(box.role != Role::stopping);
    }
}

TEST_CASE("request and delivery have markers above and below the bar") {
    const LaidOut run{stopped(300ms), {.window = {0, 1e9}}};
    REQUIRE(run.layout.markers.size() == 2);
    CHECK(run.layout.markers[0].cap == Cap::triangle);
    CHECK(run.layout.markers[0].x == 100);
    CHECK(run.layout.markers[0].y == 4);
    CHECK(run.layout.markers[1].cap == Cap::diamond);
    CHECK(run.layout.markers[1].x == 300);
    CHECK(run.layout.markers[1].y == 24);
}

TEST_CASE("every way to end has its cap, at the moment of the end") {
    TraceBuilder b;
    const TaskId done = b.create("done");
    const TaskId failed = b.create("failed");
    const TaskId cancelled = b.create("cancelled");
    const TaskId never = b.create("never");
    b.create("open");
    for (const TaskId task : {done, failed, cancelled}) {
        b.start(task);
        b.sleep(task);
    }
    b.at(500ms);
    b.finish(done);
    b.fail(failed, "ValueError");
    b.end_cancelled(cancelled);
    b.throw_before_start(never, b.request_cancel(never));
    b.end_cancelled(never);
    b.at(1000ms);
    b.end_main();
    const LaidOut run{b.take(), {.window = {0, 1e9}}};
    REQUIRE(run.layout.caps.size() == 5);
    const auto look = [&](std::size_t i) {
        return std::tuple{run.layout.caps[i].role, run.layout.caps[i].cap, run.layout.caps[i].x};
    };
    CHECK(look(0) == std::tuple{Role::done, Cap::check, 500.0F});
    CHECK(look(1) == std::tuple{Role::failed, Cap::cross, 500.0F});
    CHECK(look(2) == std::tuple{Role::cancelled, Cap::stop, 500.0F});
    CHECK(look(3) == std::tuple{Role::never_ran, Cap::hollow, 500.0F});
    CHECK(look(4) == std::tuple{Role::still_running, Cap::open, 1000.0F});
    CHECK(run.layout.caps[4].event == core::EventId::none);
}

TEST_CASE("lanes carry name, depth and the task's state at the cursor") {
    const auto trace = parent_and_child();
    const LaidOut run{trace, {.window = {0, 1e9}, .cursor = 3, .selected = TaskId{2}}};
    REQUIRE(run.layout.lanes.size() == 2);
    CHECK(run.layout.lanes[0].name == "main");
    CHECK(run.layout.lanes[0].state == Role::sleeping);
    CHECK(run.layout.lanes[0].exists);
    CHECK(run.layout.lanes[1].name == "child");
    CHECK(run.layout.lanes[1].depth == 1);
    CHECK_FALSE(run.layout.lanes[1].exists); // created by event 4
    CHECK(run.layout.lanes[1].selected);
    CHECK(run.layout.lanes[1].alternate);
    CHECK(run.layout.lanes_height == 56);
}

TEST_CASE("only lanes in sight are laid out, also when scrolled by a part of a lane") {
    TraceBuilder b;
    for (int i = 0; i < 100; ++i) {
        b.start(b.create("task-" + std::to_string(i)));
    }
    const LaidOut run{b.take(), {.window = {0, 1e9}, .bottom = 56, .scroll = 10.5}};
    REQUIRE(run.layout.lanes.size() == 3);
    CHECK(run.layout.lanes[0].name == "task-10");
    CHECK(run.layout.lanes[0].y0 == -14);
    CHECK(run.layout.lanes[2].y1 == 70);
}

TEST_CASE("arrows exist for the selection only") {
    const auto trace = parent_and_child();
    CHECK(LaidOut{trace, {.window = {0, 1e9}}}.layout.arrows.empty());
    const LaidOut run{trace, {.window = {0, 1e9}, .selected = TaskId{1}}};
    REQUIRE(run.layout.arrows.size() == 2);
    const app::Arrow& awaits = run.layout.arrows[0];
    CHECK(awaits.kind == app::Arrow::Kind::awaits);
    CHECK(awaits.x0 == 400);
    CHECK(awaits.y0 == 24); // from below main's bar
    CHECK(awaits.y1 == 32); // to above the child's
    const app::Arrow& spawned = run.layout.arrows[1];
    CHECK(spawned.kind == app::Arrow::Kind::spawned);
    CHECK(spawned.x0 == 400);
    CHECK(spawned.x1 == 400);
}

TEST_CASE("the selected task shows who cancelled it and whom its failure reached") {
    TraceBuilder b;
    const TaskId main = b.create("main");
    const TaskId child = b.create("child", main);
    b.at(100ms);
    const auto request = b.request_cancel(child, core::EventId::none, main);
    b.throw_into(child, "CancelledError", request);
    b.at(200ms);
    const auto failure = b.fail(child, "ValueError");
    b.at(300ms);
    b.throw_into(main, "ValueError", failure);
    const LaidOut run{b.take(), {.window = {0, 1e9}, .selected = child}};
    const auto find = [&](app::Arrow::Kind kind) {
        const auto found = std::find_if(run.layout.arrows.begin(), run.layout.arrows.end(),
                                        [&](const app::Arrow& a) { return a.kind == kind; });
        REQUIRE(found != run.layout.arrows.end());
        return *found;
    };
    const app::Arrow cancelled = find(app::Arrow::Kind::cancelled_by);
    CHECK(cancelled.x1 == 100);
    CHECK(cancelled.y0 < cancelled.y1);
    const app::Arrow failed = find(app::Arrow::Kind::failed_into);
    CHECK(failed.x0 == 200);
    CHECK(failed.x1 == 300);
    CHECK(failed.y0 > failed.y1);
}

TEST_CASE("signals are lines through all lanes") {
    TraceBuilder b;
    b.start(b.create("main"));
    b.at(250ms);
    const auto signal = b.add(EventKind::signal, TaskId::none, "SIGTERM");
    const LaidOut run{b.take(), {.window = {0, 1e9}, .cursor = 1}};
    REQUIRE(run.layout.signals.size() == 1);
    CHECK(run.layout.signals[0].x == 250);
    CHECK(run.layout.signals[0].text == "SIGTERM");
    CHECK(run.layout.signals[0].event == signal);
    CHECK(run.layout.signals[0].dimmed);
}

TEST_CASE("a counter is a step curve whose zero is the bottom of its strip") {
    TraceBuilder b;
    b.count("in_flight", 1);
    b.at(500ms);
    b.count("in_flight", 4);
    b.at(1000ms);
    b.count("in_flight", 0);
    const LaidOut run{b.take(), {.window = {0, 1e9}, .cursor = 2}};
    REQUIRE(run.layout.counters.size() == 1);
    const app::CounterCurve& curve = run.layout.counters[0];
    CHECK(curve.name == "in_flight");
    CHECK(curve.top == 4);
    CHECK(curve.most == 4);
    CHECK(curve.now == 4);
    CHECK(curve.y0 == 408);
    CHECK(curve.y1 == 444);
    std::vector<std::pair<float, float>> points;
    for (const auto& point : curve.points) {
        points.emplace_back(point.x, point.y);
    }
    CHECK(points == std::vector<std::pair<float, float>>{
                        {0, 444}, {0, 435}, {500, 435}, {500, 408}, {1000, 408}, {1000, 444}});
}

TEST_CASE("a peak between two pixels of a counter is not lost") {
    TraceBuilder b;
    for (int i = 0; i < 1000; ++i) {
        b.at(std::chrono::microseconds{i});
        b.count("in_flight", i == 500 ? 9 : i % 2);
    }
    b.at(1000ms);
    b.end_main();
    const LaidOut run{b.take(), {.window = {0, 1e9}}};
    const auto& points = run.layout.counters.at(0).points;
    CHECK(points.size() < 12); // a thousand changes on one pixel
    CHECK(std::any_of(points.begin(), points.end(),
                      [](const auto& p) { return p.y == 408; })); // 9 is the greatest value
}

TEST_CASE("the sample runs show one failure, and cancelled siblings only in the group") {
    const auto count = [](const LaidOut& run, Role role) {
        return std::count_if(run.layout.caps.begin(), run.layout.caps.end(),
                             [&](const app::EndCap& cap) { return cap.role == role; });
    };
    const LaidOut gather{support::gather_sample(), {.window = {0, 2e9}}};
    CHECK(count(gather, Role::failed) == 1);
    CHECK(count(gather, Role::cancelled) == 0);
    CHECK(gather.layout.gaps.empty());
    const LaidOut group{support::group_sample(), {.window = {0, 2e9}}};
    CHECK(count(group, Role::failed) >= 1);
    CHECK(count(group, Role::cancelled) == 4);
    CHECK(group.layout.gaps.size() == 5); // the siblings, and main that waits in the group
}

} // TEST_SUITE
