#include "app/timeline/hit_test.hpp"
#include "app/timeline/tooltip.hpp"
#include "scenarios/run.hpp"
#include "tests/app/timeline/laid_out.hpp"
#include "tests/support/sample_traces.hpp"
#include "tests/support/scenario_runs.hpp"
#include "tests/support/trace_builder.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace std::chrono_literals;
using app::Hit;
using core::TaskId;
using support::LaidOut;
using support::TraceBuilder;

namespace {

/// 2 s on 1000 pixels: 1 ms is half a pixel. Lanes: main, task-1 … task-6, 28 px each.
LaidOut group() {
    const auto trace = support::group_sample();
    return {trace, {.window = {0, 2e9}, .cursor = trace->size()}};
}

float lane_middle(int lane) {
    return static_cast<float>(lane) * 28 + 14;
}

std::string value(const app::Tooltip& tip, std::string_view name) {
    const auto row = std::find_if(tip.rows.begin(), tip.rows.end(),
                                  [&](const auto& r) { return r.name == name; });
    return row == tip.rows.end() ? "(none)" : row->value;
}

app::Tooltip tip_at(const LaidOut& run, float x, float y) {
    return app::tooltip_for(app::hit_test(run.layout, x, y), run.layout, run.index);
}

} // namespace

TEST_SUITE("app/timeline/hit_test") {

TEST_CASE("a bar is hit inside its box, its lane beside it") {
    const LaidOut run = group();
    const Hit bar = app::hit_test(run.layout, 50, lane_middle(1));
    CHECK(bar.kind == Hit::Kind::box);
    CHECK(bar.task == run.trace->find_task("task-1"));
    CHECK((*run.trace)[bar.event].kind == core::EventKind::suspended);
    const Hit beside = app::hit_test(run.layout, 900, lane_middle(1));
    CHECK(beside.kind == Hit::Kind::lane);
    CHECK(beside.task == bar.task);
    CHECK(app::hit_test(run.layout, 50, 28 * 7 + 5).kind == Hit::Kind::nothing);
}

TEST_CASE("nothing is hit outside the area") {
    const LaidOut run = group();
    CHECK_FALSE(app::hit_test(run.layout, -1, 14));
    CHECK_FALSE(app::hit_test(run.layout, 1001, 14));
    CHECK_FALSE(app::hit_test(run.layout, 50, -1));
    CHECK(app::lane_at(run.layout, 14) == run.trace->find_task("main"));
    CHECK(app::lane_at(run.layout, 28 * 7 + 1) == TaskId::none);
}

TEST_CASE("small things win over the bar under them, also when missed by a little") {
    const LaidOut run = group();
    const app::Marker& request = run.layout.markers.front();
    const Hit hit = app::hit_test(run.layout, request.x + 7, request.y + 2);
    CHECK(hit.kind == Hit::Kind::marker);
    CHECK(hit.event == request.event);
    CHECK(app::hit_test(run.layout, request.x - 20, request.y + 6).kind == Hit::Kind::box);
}

TEST_CASE("of two markers close together the nearer one is hit") {
    app::TimelineLayout layout;
    layout.right = 100;
    layout.bottom = 100;
    layout.markers.push_back({.task = TaskId{1}, .x = 50, .y = 50, .event = core::EventId{1}});
    layout.markers.push_back({.task = TaskId{1}, .x = 56, .y = 50, .event = core::EventId{2}});
    CHECK(app::hit_test(layout, 51, 50).event == core::EventId{1});
    CHECK(app::hit_test(layout, 55, 50).event == core::EventId{2});
}

TEST_CASE("an end cap is hit over its own width") {
    const LaidOut run = group();
    const app::EndCap& cap = run.layout.caps[1]; // task-1
    const Hit hit = app::hit_test(run.layout, cap.x + 10, (cap.y0 + cap.y1) / 2);
    CHECK(hit.kind == Hit::Kind::cap);
    CHECK(hit.event == cap.event);
}

TEST_CASE("counters are hit by their strip") {
    app::TimelineLayout layout;
    layout.right = 100;
    layout.bottom = 50;
    layout.counters.resize(2);
    layout.counters[1].y0 = 60;
    layout.counters[1].y1 = 90;
    CHECK(app::hit_test(layout, 5, 70).kind == Hit::Kind::counter);
    CHECK(app::hit_test(layout, 5, 70).index == 1);
    CHECK_FALSE(app::hit_test(layout, 5, 95));
}

} // TEST_SUITE

TEST_SUITE("app/timeline/tooltip") {

TEST_CASE("a bar tells what it is and its exact times") {
    const LaidOut run = group();
    const app::Tooltip tip = tip_at(run, 50, lane_middle(1));
    CHECK(tip.title == "task-1: sleep");
    CHECK(tip.role == app::Role::sleeping);
    CHECK(value(tip, "from") == "0 ms");
    CHECK(value(tip, "to") == "300 ms");
    CHECK(value(tip, "lasts") == "300 ms");
}

TEST_CASE("an end tells its sentence and why it came to it") {
    const auto trace = scenarios::run(support::spec_of("gather-vs-group mode=task-group"));
    const LaidOut run{trace, {.window = {0, 2e9}, .cursor = trace->size()}};
    const auto cap =
        std::find_if(run.layout.caps.begin(), run.layout.caps.end(),
                     [](const app::EndCap& c) { return c.role == app::Role::cancelled; });
    REQUIRE(cap != run.layout.caps.end());
    const app::Tooltip tip = tip_at(run, cap->x + 12, (cap->y0 + cap->y1) / 2);
    CHECK(tip.title.find("cancel") != std::string::npos);
    CHECK(value(tip, "at") == "450 ms");
    CHECK(value(tip, "because") == "task-2 is asked to stop (by group batch)");
}

TEST_CASE("a gap tells when it was asked and when it learned of it") {
    LaidOut run = group();
    run.lay_out({.window = {3.9e8, 4.1e8}, .cursor = run.trace->size()});
    REQUIRE_FALSE(run.layout.gaps.empty());
    run.layout.markers.clear(); // they lie on top of it
    const app::Gap& gap = run.layout.gaps.front();
    const app::Tooltip tip = tip_at(run, (gap.x0 + gap.x1) / 2, (gap.y0 + gap.y1) / 2);
    CHECK(value(tip, "asked at") == "400 ms");
    CHECK(value(tip, "learned at") == "400 ms");
}

TEST_CASE("a fold tells how many states it holds and their shares") {
    LaidOut run = group();
    run.layout.folds.push_back({.task = TaskId{2},
                                .x1 = 4,
                                .y0 = 28,
                                .y1 = 56,
                                .mix = {0, 0, 0.25F, 0.75F},
                                .count = 12,
                                .first = core::EventId{0}});
    run.layout.boxes.clear();
    const app::Tooltip tip = tip_at(run, 2, 40);
    CHECK(tip.title == "task-1: 12 states");
    CHECK(value(tip, "Working") == "25 %");
    CHECK(value(tip, "Waiting") == "75 %");
    CHECK(value(tip, "Cleanup") == "(none)");
}

TEST_CASE("a counter tells its value at the cursor, its greatest one and its limit") {
    const auto trace = scenarios::run(support::spec_of("semaphore-throttle limit=3"));
    const LaidOut run{trace, {.window = {0, 1e9}, .cursor = trace->count_until(100ms)}};
    const auto curve = std::find_if(run.layout.counters.begin(), run.layout.counters.end(),
                                    [](const auto& c) { return c.name == "in_flight"; });
    REQUIRE(curve != run.layout.counters.end());
    const app::Tooltip tip = tip_at(run, 500, (curve->y0 + curve->y1) / 2);
    CHECK(tip.title == "in flight");
    CHECK(value(tip, "at the cursor") == "3");
    CHECK(value(tip, "limit") == "3");
}

TEST_CASE("the greatest value of a counter is the run's own, and only of what is told") {
    TraceBuilder b;
    b.count("queue_length_limit", 9);
    for (const int length : {1, 4, 6, 2}) {
        b.count("queue_length", length);
        b.at(500ms);
    }
    const auto most = [trace = b.take()](bool hides_future) {
        const LaidOut run{trace, {.window = {0, 1e9}, .cursor = 3, .hides_future = hides_future}};
        const app::CounterCurve& curve = run.layout.counters.at(0);
        return value(tip_at(run, 500, (curve.y0 + curve.y1) / 2), "at most");
    };
    CHECK(most(false) == "6");
    CHECK(most(true) == "4");
}

TEST_CASE("empty places say nothing") {
    const LaidOut run = group();
    CHECK(tip_at(run, 990, lane_middle(1)).empty());
    CHECK(tip_at(run, -5, 0).empty());
}

TEST_CASE("every shape of every sample has something to say") {
    for (const auto& trace : {support::gather_sample(), support::group_sample()}) {
        const LaidOut run{trace, {.window = {0, 2e9}, .cursor = trace->size()}};
        for (std::size_t i = 0; i < run.layout.boxes.size(); ++i) {
            const app::Box& box = run.layout.boxes[i];
            const Hit hit{Hit::Kind::box, box.task, i, box.first};
            CHECK_FALSE(app::tooltip_for(hit, run.layout, run.index).empty());
        }
        for (std::size_t i = 0; i < run.layout.markers.size(); ++i) {
            const app::Marker& marker = run.layout.markers[i];
            const Hit hit{Hit::Kind::marker, marker.task, i, marker.event};
            CHECK_FALSE(app::tooltip_for(hit, run.layout, run.index).empty());
        }
    }
}

} // TEST_SUITE
