#include "tests/app/timeline/laid_out.hpp"
#include "tests/support/sample_traces.hpp"
#include "tests/support/trace_builder.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>

using namespace std::chrono_literals;
using app::Axis;
using app::Role;
using core::TaskId;
using support::LaidOut;
using support::TraceBuilder;

namespace {

/// One task that sleeps and waits in turn, `each` long, `count` times.
std::shared_ptr<const core::Trace> alternating(std::size_t count, core::Duration each) {
    TraceBuilder b;
    const TaskId main = b.create("main");
    b.start(main);
    for (std::size_t i = 0; i < count; ++i) {
        b.at(each * static_cast<std::int64_t>(i));
        if (i % 2 == 0) {
            b.sleep(main);
        } else {
            b.suspend(main, core::WaitKind::queue, "items");
        }
    }
    b.at(each * static_cast<std::int64_t>(count));
    b.finish(main);
    return b.take();
}

struct Bar {
    float x0, x1;
    std::uint32_t count;
};

/// Boxes and folds together, left to right.
std::vector<Bar> bars(const app::TimelineLayout& layout) {
    std::vector<Bar> result;
    for (const app::Box& box : layout.boxes) {
        result.push_back({box.x0, box.x1, 1});
    }
    for (const app::Fold& fold : layout.folds) {
        result.push_back({fold.x0, fold.x1, fold.count});
    }
    std::sort(result.begin(), result.end(), [](const Bar& a, const Bar& b) { return a.x0 < b.x0; });
    return result;
}

} // namespace

TEST_SUITE("app/timeline/layout_fold") {

TEST_CASE("states of three pixels and more stay apart") {
    const LaidOut run{alternating(100, 10ms), {.window = {0, 1e9}, .right = 300}};
    CHECK(run.layout.folds.empty());
    CHECK(run.layout.boxes.size() == 100);
}

TEST_CASE("states under three pixels become folds that know how many they are") {
    const LaidOut run{alternating(1000, 1ms), {.window = {0, 1e9}}}; // 1 px each
    CHECK(run.layout.boxes.size() <= 1); // what is left over in the last cell
    std::size_t states = run.layout.boxes.size();
    for (const app::Fold& fold : run.layout.folds) {
        CHECK(fold.x1 - fold.x0 >= 2.9F);
        CHECK(fold.x1 - fold.x0 < 6.1F);
        states += fold.count;
    }
    // Each state and the moments of running between them, once.
    CHECK(states == run.spans.of(TaskId{1}).size());
}

TEST_CASE("folds touch each other: nothing of the task's life is left out") {
    for (const std::size_t count : {700U, 1000U, 5003U, 100'000U}) {
        CAPTURE(count);
        const auto each = core::Duration{1'000'000'000 / static_cast<std::int64_t>(count)};
        const LaidOut run{alternating(count, each), {.window = {0, 1e9}}};
        const auto all = bars(run.layout);
        REQUIRE_FALSE(all.empty());
        CHECK(all.front().x0 == doctest::Approx(0));
        for (std::size_t i = 1; i < all.size(); ++i) {
            CHECK(all[i].x0 == doctest::Approx(all[i - 1].x1).epsilon(0.001));
        }
        CHECK(all.back().x1 == doctest::Approx(1000).epsilon(0.001));
    }
}

TEST_CASE("a fold shows the share of each state") {
    const LaidOut run{alternating(100'000, 10us), {.window = {0, 1e9}}};
    for (const app::Fold& fold : run.layout.folds) {
        CHECK(fold.mix[static_cast<std::size_t>(Role::sleeping)] ==
              doctest::Approx(0.5).epsilon(0.02));
        CHECK(std::accumulate(fold.mix.begin(), fold.mix.end(), 0.0F) ==
              doctest::Approx(1).epsilon(0.001));
    }
}

TEST_CASE("a long state next to short ones is not swallowed by their fold") {
    TraceBuilder b;
    const TaskId main = b.create("main");
    b.start(main);
    for (int i = 0; i < 10; ++i) {
        b.at(std::chrono::microseconds{100 * i});
        b.suspend(main, i % 2 == 0 ? core::WaitKind::sleep : core::WaitKind::queue, "x");
    }
    b.at(1ms);
    b.suspend(main, core::WaitKind::queue, "items");
    b.at(1000ms);
    b.finish(main);
    const LaidOut run{b.take(), {.window = {0, 1e9}}};
    REQUIRE(run.layout.boxes.size() == 1);
    CHECK(run.layout.boxes[0].role == Role::waiting);
    CHECK(run.layout.boxes[0].x1 == doctest::Approx(1000));
    CHECK(run.layout.folds.size() == 1);
}

TEST_CASE("a short sleep between two runs of no length is a box, not a mix") {
    TraceBuilder b;
    const TaskId main = b.create("main");
    b.start(main);
    b.sleep(main);
    b.at(1ms);
    b.resume(main);
    b.finish(main);
    b.at(1000ms);
    b.end_main();
    const LaidOut run{b.take(), {.window = {0, 1e9}}};
    CHECK(run.layout.folds.empty());
    REQUIRE(run.layout.boxes.size() == 1);
    CHECK(run.layout.boxes[0].role == Role::sleeping);
    CHECK(run.layout.boxes[0].x1 - run.layout.boxes[0].x0 >= 1);
}

TEST_CASE("panning does not make folds flicker: the same states stay together") {
    const auto trace = alternating(10'000, 100us);
    LaidOut run{trace, {.window = {0, 1e9}}};
    const auto before = run.layout.folds;
    run.lay_out({.window = {1e8, 1.1e9}}); // 100 pixels to the left
    std::size_t same = 0;
    for (const app::Fold& fold : run.layout.folds) {
        same += static_cast<std::size_t>(
            std::any_of(before.begin(), before.end(), [&](const app::Fold& old) {
                return old.first == fold.first && old.count == fold.count;
            }));
    }
    CHECK(same + 1 >= run.layout.folds.size()); // all but the one at the edge
}

TEST_CASE("failures and cancellations are never folded away") {
    TraceBuilder b;
    for (int i = 0; i < 200; ++i) {
        b.at(std::chrono::microseconds{i});
        const TaskId task = b.create("task-" + std::to_string(i));
        b.start(task);
        b.sleep(task);
        const auto request = b.request_cancel(task);
        b.throw_into(task, "CancelledError", request);
        i % 2 == 0 ? b.end_cancelled(task) : b.fail(task, "ValueError");
    }
    b.at(1000ms);
    b.end_main();
    // The whole life of each task lies within one pixel.
    const LaidOut run{b.take(), {.window = {0, 1e9}, .bottom = 200 * 28}};
    CHECK(run.layout.caps.size() == 200);
    CHECK(run.layout.gaps.size() == 200);
    CHECK(run.layout.markers.size() == 400);
}

TEST_CASE("many requests on one pixel become one marker with their number") {
    TraceBuilder b;
    const TaskId main = b.create("main");
    b.start(main);
    b.sleep(main);
    for (int i = 1; i <= 500; ++i) {
        b.at(std::chrono::microseconds{i});
        b.request_cancel(main, core::EventId::none, TaskId::none, i);
    }
    b.at(1000ms);
    b.end_main();
    const LaidOut run{b.take(), {.window = {0, 1e9}}};
    REQUIRE(run.layout.markers.size() == 1);
    CHECK(run.layout.markers[0].count == 500);
}

TEST_CASE("what lies outside the window is not laid out") {
    LaidOut run{alternating(1000, 1ms), {.window = {4e8, 4.1e8}}};
    CHECK(run.layout.boxes.size() <= 14); // 10 in view, those at the edges
    CHECK(run.layout.boxes.size() >= 10);
    run.lay_out({.window = {5e9, 6e9}});
    CHECK(bars(run.layout).empty());
    CHECK(run.layout.caps.empty());
    CHECK(run.layout.labels.empty());
    CHECK(run.layout.markers.empty());
}

TEST_CASE("bars that reach far beyond the window end near its edges") {
    const LaidOut run{alternating(3, 1s), {.window = {1.5e9, 1.5e9 + 1000}}};
    REQUIRE(run.layout.boxes.size() == 1);
    CHECK(run.layout.boxes[0].x0 == -32);
    CHECK(run.layout.boxes[0].x1 == 1032);
}

TEST_CASE("any window of any trace gives shapes within bounds, in order, in lanes") {
    const auto trace = support::random_trace(5, 30, 4000);
    LaidOut run{trace, {.window = {0, 1}}};
    for (const Axis axis : {Axis::time, Axis::order}) {
        const app::Window whole = app::AxisMap{*trace, axis}.whole();
        for (double part = 1; part > 1e-4; part /= 3) {
            CAPTURE(part);
            const double begin = whole.length() * (1 - part) * 0.7;
            run.lay_out({.window = {begin, begin + whole.length() * part},
                         .axis = axis,
                         .cursor = trace->size() / 2,
                         .selected = TaskId{3}});
            std::vector<float> reached(31, -1e9F);
            for (const Bar& bar : bars(run.layout)) {
                CHECK(bar.x0 >= -33);
                CHECK(bar.x1 <= 1033);
                CHECK(bar.x1 > bar.x0);
            }
            for (const app::Box& box : run.layout.boxes) {
                float& before = reached[core::index_of(box.task)];
                CHECK(box.x0 >= before - 1.01F); // a least width of 1 px may overlap by that
                before = box.x1;
                CHECK(box.dim_from >= box.x0);
                CHECK(box.dim_from <= box.x1);
            }
        }
    }
}

} // TEST_SUITE
