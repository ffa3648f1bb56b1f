#include "app/timeline/hit_test.hpp"
#include "app/timeline/tooltip.hpp"
#include "tests/app/timeline/laid_out.hpp"
#include "tests/support/sample_traces.hpp"
#include "tests/support/scenario_runs.hpp"
#include "tests/support/trace_builder.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <string>

using app::Arrow;
using core::EventId;
using core::EventKind;
using support::LaidOut;

namespace {

app::TimelineView view_of(const core::Trace& trace, std::size_t cursor, app::Axis axis) {
    app::TimelineView view;
    view.axis = axis;
    view.window = app::AxisMap{trace, axis}.whole();
    view.cursor = cursor;
    view.hides_future = true;
    view.bottom = 800;
    return view;
}

/// Nothing of the picture tells of an event from `cursor` on.
void check_hidden(const LaidOut& picture, std::size_t cursor) {
    const auto is_known = [&](EventId event) { return core::index_of(event) < cursor; };
    const app::TimelineLayout& layout = picture.layout;
    for (const app::Box& box : layout.boxes) {
        CHECK(is_known(box.first));
        CHECK(box.x1 <= layout.cursor_x + 0.01F);
    }
    for (const app::Fold& fold : layout.folds) {
        CHECK(is_known(fold.first));
        CHECK(fold.x1 <= layout.cursor_x + 0.01F);
    }
    for (const app::Gap& gap : layout.gaps) {
        CHECK(is_known(gap.request));
    }
    for (const app::Marker& marker : layout.markers) {
        CHECK(is_known(marker.event));
    }
    for (const app::EndCap& cap : layout.caps) {
        CHECK((cap.event == EventId::none ? cursor == picture.trace->size() : is_known(cap.event)));
    }
    for (const Arrow& arrow : layout.arrows) {
        CHECK(is_known(arrow.event));
    }
    for (const app::SignalLine& signal : layout.signals) {
        CHECK(is_known(signal.event));
    }
    for (const app::Lane& lane : layout.lanes) {
        CHECK(is_known(picture.trace->task(lane.task).created));
    }
    for (const app::CounterCurve& curve : layout.counters) {
        for (const app::CounterCurve::Point& point : curve.points) {
            CHECK(point.x <= layout.cursor_x + 0.01F);
            CHECK(point.y >= curve.y0 - 0.01F);
            CHECK(point.y <= curve.y1 + 0.01F);
        }
    }
}

EventId first_of(const core::Trace& trace, EventKind kind, std::string_view task) {
    for (std::size_t i = 0; i < trace.size(); ++i) {
        const core::Event& event = trace.events()[i];
        if (event.kind == kind && trace.name(event.task) == task) {
            return static_cast<EventId>(i);
        }
    }
    return EventId::none;
}

} // namespace

TEST_SUITE("app/timeline/layout_hidden") {

TEST_CASE("what is hidden leaves no trace in the picture, wherever the cursor stands") {
    for (const char* words : {"gather-vs-group mode=task-group", "shutdown-drain strategy=article",
                              "semaphore-throttle limiter=semaphore"}) {
        const auto trace = support::run(words);
        for (const app::Axis axis : {app::Axis::time, app::Axis::order}) {
            for (std::size_t cursor = 0; cursor <= trace->size(); cursor += 7) {
                CAPTURE(cursor);
                check_hidden(LaidOut{trace, view_of(*trace, cursor, axis)}, cursor);
            }
        }
    }
}

TEST_CASE("at the end nothing is hidden") {
    const auto trace = support::group_sample();
    app::TimelineView view = view_of(*trace, trace->size(), app::Axis::order);
    const LaidOut hidden{trace, view};
    view.hides_future = false;
    const LaidOut shown{trace, view};
    CHECK(hidden.layout.boxes.size() == shown.layout.boxes.size());
    CHECK(hidden.layout.caps.size() == shown.layout.caps.size());
    CHECK(hidden.layout.markers.size() == shown.layout.markers.size());
    CHECK(hidden.layout.lanes.size() == shown.layout.lanes.size());
}

TEST_CASE("the scale of a counter does not tell how far it will climb") {
    const auto trace = support::run("semaphore-throttle limiter=none");
    std::size_t first = 0;
    while (trace->text(trace->events()[first].label) != "in_flight" ||
           trace->events()[first].value == 0) {
        ++first;
    }
    const LaidOut picture{trace, view_of(*trace, first + 1, app::Axis::order)};
    const auto curve =
        std::find_if(picture.layout.counters.begin(), picture.layout.counters.end(),
                     [](const app::CounterCurve& c) { return c.name == "in_flight"; });
    REQUIRE(curve != picture.layout.counters.end());
    CHECK(curve->now == 1);
    CHECK(curve->top == std::max(1, curve->limit.value_or(1)));
}

TEST_CASE("a counter does not tell what lies beyond the cursor to whoever has gone there") {
    const auto trace = support::run("semaphore-throttle limiter=none");
    app::TimelineView view = view_of(*trace, 2, app::Axis::order);
    view.window = {100, 200};
    const LaidOut picture{trace, view};
    REQUIRE_FALSE(picture.layout.counters.empty());
    for (const app::CounterCurve& curve : picture.layout.counters) {
        for (const app::CounterCurve::Point& point : curve.points) {
            CHECK(point.y == curve.y1);
        }
    }
}

TEST_CASE("the tooltip of a bar that is cut does not tell its end") {
    const auto trace = support::gather_sample();
    const std::size_t cursor = trace->count_until(std::chrono::milliseconds{100});
    app::TimelineView view = view_of(*trace, cursor, app::Axis::time);
    view.playing_at = std::chrono::milliseconds{100};
    const LaidOut picture{trace, view};
    REQUIRE_FALSE(picture.layout.boxes.empty());
    for (const app::Box& box : picture.layout.boxes) {
        const app::Hit hit = app::hit_test(picture.layout, box.x1 - 1, (box.y0 + box.y1) / 2, 0);
        REQUIRE(hit.kind == app::Hit::Kind::box);
        const app::Tooltip tip = app::tooltip_for(hit, picture.layout, picture.index);
        CHECK(std::none_of(tip.rows.begin(), tip.rows.end(),
                           [](const auto& row) { return row.name == "to"; }));
    }
}

TEST_CASE("a collapsed lane counts only the children that exist, and has no sign without any") {
    const auto trace = support::group_sample();
    const core::Spans spans{*trace};
    const app::TimelineIndex index{*trace, spans};
    const app::LaneRows rows{index, {.collapsed = {0}}};
    for (std::size_t cursor = 1; cursor <= trace->size(); ++cursor) {
        CAPTURE(cursor);
        app::TimelineView view = view_of(*trace, cursor, app::Axis::order);
        view.rows = &rows;
        const LaidOut picture{trace, view};
        const auto known = trace->events().first(cursor);
        const auto created = std::count_if(known.begin(), known.end(), [](const core::Event& e) {
            return e.kind == EventKind::created;
        });
        REQUIRE(picture.layout.lanes.size() == 1);
        CHECK(picture.layout.lanes[0].collapsed == static_cast<std::size_t>(created - 1));
        CHECK(picture.layout.lanes[0].has_children == (created > 1));
        view.rows = nullptr;
        CHECK(LaidOut{trace, view}.layout.lanes[0].has_children == (created > 1));
    }
}

TEST_CASE("the height of a summary does not tell how many tasks will live at once") {
    const auto trace = support::group_sample();
    const core::Spans spans{*trace};
    const app::TimelineIndex index{*trace, spans};
    const app::LaneRows rows{index, {.collapsed = {0}}};
    std::size_t second = 0; // one past the creation of the first child
    for (int created = 0; created < 2; ++second) {
        created += trace->events()[second].kind == EventKind::created ? 1 : 0;
    }
    app::TimelineView view = view_of(*trace, second + 1, app::Axis::order);
    view.rows = &rows;
    const LaidOut picture{trace, view};
    float highest = 0;
    for (const app::SummaryColumn& column : picture.layout.summaries) {
        float height = 0;
        for (const float h : column.heights) {
            height += h;
        }
        highest = std::max(highest, height);
    }
    const float room = view.style.bar_height / 2 - 1;
    CHECK(highest <= room + 0.01F);
    CHECK(highest > room / 2); // two live at most so far; in the end there are six
}

TEST_CASE("marks that lie on one pixel are counted only as far as they are told") {
    support::TraceBuilder b;
    const core::TaskId task = b.create("main");
    b.start(task);
    b.sleep(task);
    b.request_cancel(task);
    b.request_cancel(task, EventId::none, core::TaskId::none, 2);
    b.at(std::chrono::seconds{1});
    b.finish(task);
    const auto trace = b.take();
    const LaidOut picture{trace, view_of(*trace, 4, app::Axis::time)};
    REQUIRE(picture.layout.markers.size() == 1);
    CHECK(picture.layout.markers[0].count == 1);
}

TEST_CASE(
    "a squeezed gap under the cursor ends there, and tells only how long it has been so far") {
    const auto trace = support::gather_sample();
    const app::IdleGap gap{std::chrono::milliseconds{500}, std::chrono::milliseconds{700}};
    const app::Squeeze squeeze{std::array{gap}, {true}, trace->events().back().at};
    const core::Instant now = std::chrono::milliseconds{600};
    app::TimelineView view = view_of(*trace, trace->count_until(now), app::Axis::time);
    view.squeeze = &squeeze;
    view.playing_at = now;
    const LaidOut picture{trace, view};
    REQUIRE(picture.layout.breaks.size() == 1);
    const app::Break& band = picture.layout.breaks[0];
    CHECK(band.x1 == picture.layout.cursor_x);
    CHECK(band.stretch == app::IdleGap{gap.begin, now}); // what the ruler says of it
    const app::Hit hit = app::hit_test(picture.layout, (band.x0 + band.x1) / 2, 5);
    REQUIRE(hit.kind == app::Hit::Kind::gap_band);
    const app::Tooltip tip = app::tooltip_for(hit, picture.layout, picture.index);
    CHECK(tip.title == "Nothing has happened for 100 ms");
    CHECK(std::none_of(tip.rows.begin(), tip.rows.end(),
                       [](const auto& row) { return row.name == "to"; }));
    view.playing_at = gap.end; // it is over
    view.cursor = trace->count_until(gap.end);
    const LaidOut after{trace, view};
    REQUIRE(after.layout.breaks.size() == 1);
    CHECK(after.layout.breaks[0].stretch == gap);
}

TEST_CASE("a measured stretch counts what is told, and says so where it reaches further") {
    const auto trace = support::group_sample();
    const auto text = [&](app::Axis axis, std::size_t cursor, app::Window span) {
        app::TimelineView view = view_of(*trace, cursor, axis);
        view.measure = span;
        view.playing_at = cursor == 0 ? core::Instant{} : trace->events()[cursor - 1].at;
        return LaidOut{trace, view}.layout.measure->text;
    };
    const std::size_t at_300 = trace->count_until(std::chrono::milliseconds{300});
    CHECK(text(app::Axis::time, at_300, {4e8, 4.5e8}) == "50 ms, nothing so far");
    CHECK(text(app::Axis::order, 5, {6, 9}) == "nothing so far");
    CHECK(text(app::Axis::order, 5, {3, 9}) == "0 ms, 2 events so far");
    const std::size_t early = trace->count_until(std::chrono::milliseconds{0});
    CHECK(text(app::Axis::time, at_300, {0, 4e8}) ==
          "400 ms, " + std::to_string(at_300) + " events so far");
    CHECK(text(app::Axis::time, at_300, {0, 1e8}) ==
          "100 ms, " + std::to_string(early) + " events");
}

TEST_CASE("the chain of causes is drawn from lane to lane, each link at its moment") {
    const auto trace = support::run("gather-vs-group mode=task-group");
    const EventId request = first_of(*trace, EventKind::cancel_requested, "task-2");
    const EventId aborted = (*trace)[request].cause;
    REQUIRE((*trace)[aborted].kind == EventKind::group_aborted);
    const EventId failed = first_of(*trace, EventKind::failed, "task-3");
    app::TimelineView view = view_of(*trace, trace->size(), app::Axis::order);
    view.hides_future = false;
    view.causes = {request, aborted, failed};
    const LaidOut picture{trace, view};
    REQUIRE(picture.layout.arrows.size() == 2);
    const Arrow& asked = picture.layout.arrows[0];
    CHECK(asked.kind == Arrow::Kind::cause);
    CHECK(asked.event == request);
    CHECK(asked.x0 < asked.x1);
    CHECK(asked.y0 < asked.y1); // from main down to task-2
    const Arrow& felt = picture.layout.arrows[1];
    CHECK(felt.event == aborted);
    CHECK(felt.y0 > felt.y1); // from task-3 up to main
}

TEST_CASE("a link of the chain takes the place of the same relation of the selected task") {
    const auto trace = support::run("shutdown-drain request_ms=2000"); // main cancels the rest
    const EventId request = first_of(*trace, EventKind::cancel_requested, "request-1");
    REQUIRE((*trace)[request].by() == core::main_task);
    app::TimelineView view = view_of(*trace, trace->size(), app::Axis::order);
    view.selected = trace->find_task("request-1");
    const auto requests = [&] {
        const LaidOut picture{trace, view};
        return std::count_if(picture.layout.arrows.begin(), picture.layout.arrows.end(),
                             [&](const Arrow& arrow) { return arrow.event == request; });
    };
    CHECK(requests() == 1);
    view.causes = {request, (*trace)[request].cause};
    CHECK(requests() == 1);
}

TEST_CASE("a cause that is about no task comes from above all lanes") {
    const auto trace = support::run("shutdown-drain strategy=robust");
    const EventId signal = first_of(*trace, EventKind::signal, "loop");
    const EventId end = first_of(*trace, EventKind::done, "main");
    app::TimelineView view = view_of(*trace, trace->size(), app::Axis::order);
    view.causes = {end, signal};
    const LaidOut picture{trace, view};
    REQUIRE(picture.layout.arrows.size() == 1);
    CHECK(picture.layout.arrows[0].y0 == picture.layout.top);
}

} // TEST_SUITE
