#include "tests/support/headless_gui.hpp"

#include <doctest/doctest.h>

using namespace std::chrono_literals;
using support::count_of;
using support::HeadlessGui;
using support::make_session;

namespace {

/// The pixel of a moment in the lanes.
float x_of(const HeadlessGui& gui, const app::Session& session, core::Instant at) {
    const app::Area lanes = gui.find("lanes");
    const app::TimeScale scale{session.viewport().window(), lanes.min.x, lanes.max.x};
    return scale.to_x(session.axis_map().of(at));
}

} // namespace

TEST_SUITE("app/views/timeline_drags") {

TEST_CASE("a drag with the left button over the lanes measures, and snaps to edges") {
    HeadlessGui gui;
    app::Session session = make_session();
    gui.settle(session);
    const float y = gui.find("lanes").min.y + 10;
    const float from = x_of(gui, session, 400ms) + 6;
    const float to = x_of(gui, session, 1900ms) - 6;
    const app::Commands out = gui.drag(session, {from, y}, {to, y});
    CHECK(count_of<app::SetMeasure>(out) > 0);
    CHECK(count_of<app::SelectTask>(out) == 0);
    CHECK(count_of<app::ClearSelection>(out) == 0);
    REQUIRE(session.measure());
    CHECK(session.measure()->begin == doctest::Approx(4e8));
    CHECK(session.measure()->end == doctest::Approx(1.9e9));
    session.apply(app::ZoomToSelection{});
    CHECK(session.viewport().shows(*session.measure()));
    session.apply(app::ZoomToSelection{}); // again: all
    CHECK(session.viewport().shows_all());
    session.apply(app::ClearSelection{});
    CHECK_FALSE(session.measure());
}

TEST_CASE("in predict mode drags snap to nothing that is hidden") {
    HeadlessGui gui;
    app::Session session = make_session();
    session.apply(app::TogglePredict{});
    session.apply(app::SeekTime{100ms}); // task-3 fails at 400 ms
    gui.settle(session);
    REQUIRE(session.playback().now() < 400ms);
    const float y = gui.find("lanes").min.y + 10;
    const float from = x_of(gui, session, 0ms) + 6;
    const float to = x_of(gui, session, 400ms) + 6;
    gui.drag(session, {from, y}, {to, y});
    REQUIRE(session.measure());
    CHECK(session.measure()->begin == 0); // what is told is still snapped to
    CHECK(session.measure()->end > 4.01e8);
    const float foot = gui.find("ruler").max.y - 4;
    gui.drag(session, {x_of(gui, session, 0ms), foot}, {to, foot});
    CHECK(session.origin() > 401ms);
}

TEST_CASE("a drag to the left measures the same as one to the right") {
    HeadlessGui gui;
    app::Session session = make_session();
    gui.settle(session);
    const float y = gui.find("lanes").min.y + 10;
    gui.drag(session, {x_of(gui, session, 1900ms), y}, {x_of(gui, session, 400ms), y});
    REQUIRE(session.measure());
    CHECK(session.measure()->begin == doctest::Approx(4e8));
    CHECK(session.measure()->end == doctest::Approx(1.9e9));
}

TEST_CASE("a click without a drag still selects and measures nothing") {
    HeadlessGui gui;
    app::Session session = make_session();
    gui.settle(session);
    const app::Area lanes = gui.find("lanes");
    const app::Commands out = gui.click(session, {lanes.center().x, lanes.min.y + 10});
    CHECK(count_of<app::SelectTask>(out) == 1);
    CHECK(count_of<app::SetMeasure>(out) == 0);
}

TEST_CASE("the middle of the minimap's frame moves what is in view, its handles zoom") {
    HeadlessGui gui;
    app::Session session = make_session();
    session.apply(app::ShowPart{{5e8, 1e9}});
    gui.settle(session);
    const app::MinimapLayout& map = gui.ui().timeline.minimap;
    const float y = gui.find("minimap").center().y;
    const float middle = (map.frame_x0 + map.frame_x1) / 2;
    gui.drag(session, {middle, y}, {middle + 60, y});
    gui.settle(session);
    const app::Window moved = session.viewport().target();
    CHECK(moved.begin > 5e8);
    CHECK(moved.length() == doctest::Approx(5e8));

    gui.drag(session, {map.frame_x1 - 1, y}, {map.frame_x1 + 40, y});
    gui.settle(session);
    const app::Window wider = session.viewport().target();
    CHECK(wider.begin == doctest::Approx(moved.begin));
    CHECK(wider.end > moved.end);

    gui.drag(session, {map.frame_x0 + 1, y}, {map.frame_x1 + 200, y});
    gui.settle(session);
    CHECK(session.viewport().target().end == doctest::Approx(wider.end));
    CHECK(session.viewport().target().length() > 0); // the handles did not pass each other
}

TEST_CASE("a click beside the minimap's frame brings it there") {
    HeadlessGui gui;
    app::Session session = make_session();
    session.apply(app::ShowPart{{0, 2e8}});
    gui.settle(session);
    const app::Area strip = gui.find("minimap");
    session.apply(gui.click(session, {strip.center().x, strip.center().y}));
    const app::Window target = session.viewport().target();
    const double middle = session.axis_map().whole().length() / 2;
    CHECK((target.begin + target.end) / 2 == doctest::Approx(middle).epsilon(0.02));
    CHECK(target.length() == doctest::Approx(2e8));
}

TEST_CASE("a click on a squeezed gap opens it") {
    HeadlessGui gui;
    app::Session session = make_session();
    session.apply(app::ToggleGaps{});
    gui.settle(session);
    const auto& breaks = gui.ui().timeline.pane(app::Side::a).layout.breaks;
    REQUIRE(breaks.size() == 1);
    const ImVec2 at{(breaks[0].x0 + breaks[0].x1) / 2, gui.find("lanes").min.y + 10};
    const app::Commands out = gui.click(session, at);
    CHECK(count_of<app::OpenGap>(out) == 1);
    CHECK(count_of<app::SelectTask>(out) == 0);
    session.apply(out);
    CHECK(session.compression().squeeze().empty());
}

TEST_CASE("the mark of t = 0 is dragged at the ruler's foot and snaps to the failure") {
    HeadlessGui gui;
    app::Session session = make_session();
    session.apply(app::SeekTime{1s});
    gui.settle(session);
    const app::Area ruler = gui.find("ruler");
    const float y = ruler.max.y - 4;
    const app::Commands out =
        gui.drag(session, {x_of(gui, session, 0ms), y}, {x_of(gui, session, 400ms) + 5, y});
    CHECK(count_of<app::SetOrigin>(out) > 0);
    CHECK(count_of<app::SeekTime>(out) == 0);
    CHECK(session.origin() == 400ms);
}

TEST_CASE("a story row under the pointer shows its place on the timeline") {
    HeadlessGui gui;
    app::Session session = make_session();
    gui.settle(session);
    gui.move(gui.find("row", 1).center());
    gui.settle(session);
    REQUIRE(session.selection().hovered_event() != core::EventId::none);
    CHECK(gui.ui().timeline.pane(app::Side::a).layout.hover_x);
    gui.move({-1000, -1000});
    gui.settle(session);
    CHECK_FALSE(gui.ui().timeline.pane(app::Side::a).layout.hover_x);
}

} // TEST_SUITE
