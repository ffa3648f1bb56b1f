#include "app/model/navigation.hpp"
#include "app/model/origin.hpp"
#include "app/timeline/ticks.hpp"
#include "tests/support/headless_gui.hpp"

#include <doctest/doctest.h>

#include <random>

using namespace std::chrono_literals;
using app::Navigation;
using app::Place;

namespace {

Place place(double begin) {
    return {app::Axis::time, {begin, begin + 1}};
}

void let_pass(app::Session& session) {
    for (int i = 0; i < 20; ++i) {
        session.tick(100ms);
    }
}

} // namespace

TEST_SUITE("app/model/navigation") {

TEST_CASE("back and forward lead through the places in the order in which they were left") {
    Navigation navigation;
    navigation.note(place(1), 0, 0s);
    navigation.note(place(2), 1, 0s);
    CHECK(navigation.back(place(3)) == place(2));
    CHECK(navigation.back(place(2)) == place(1));
    CHECK_FALSE(navigation.back(place(1)));
    CHECK(navigation.forward(place(1)) == place(2));
    CHECK(navigation.forward(place(2)) == place(3));
    CHECK_FALSE(navigation.forward(place(3)));
}

TEST_CASE("movements of one kind in quick succession are one") {
    Navigation navigation;
    for (int i = 0; i < 10; ++i) {
        navigation.note(place(i), 4, i * 50ms);
    }
    navigation.note(place(10), 4, 10s);
    CHECK(navigation.back(place(11)) == place(10));
    CHECK(navigation.back(place(10)) == place(0));
    CHECK_FALSE(navigation.back(place(0)));
}

TEST_CASE("who goes somewhere else after going back cannot go forward") {
    Navigation navigation;
    navigation.note(place(1), 0, 0s);
    CHECK(navigation.back(place(2)) == place(1));
    navigation.note(place(1), 1, 0s);
    CHECK_FALSE(navigation.forward(place(7)));
}

TEST_CASE("any movements can be taken back to where they began, and again forward") {
    std::mt19937_64 random{7};
    app::Session session = support::make_session();
    const app::Viewport start = session.viewport();
    const app::Axis axis = session.axis();
    int moves = 0;
    for (int i = 0; i < 60; ++i) {
        switch (random() % 5) {
        case 0:
            session.apply(app::ZoomAt{static_cast<double>(random() % 3) - 1, 0.3});
            break;
        case 1:
            session.apply(app::PanBy{0.2});
            break;
        case 2:
            session.apply(app::ToggleAxis{});
            break;
        case 3:
            session.apply(app::FitAll{});
            break;
        default:
            session.apply(app::ZoomToSpan{{1e6, 9e8}});
            break;
        }
        let_pass(session);
        ++moves;
    }
    const app::Window end = session.viewport().target();
    const app::Axis end_axis = session.axis();
    for (int i = 0; i < moves; ++i) {
        session.apply(app::NavigateBack{});
    }
    CHECK(session.axis() == axis);
    CHECK(session.viewport().target().begin == doctest::Approx(start.target().begin).epsilon(1e-9));
    CHECK(session.viewport().target().end == doctest::Approx(start.target().end).epsilon(1e-9));
    for (int i = 0; i < moves; ++i) {
        session.apply(app::NavigateForward{});
    }
    CHECK(session.axis() == end_axis);
    CHECK(session.viewport().target().begin == doctest::Approx(end.begin).epsilon(1e-9));
    CHECK(session.viewport().target().end == doctest::Approx(end.end).epsilon(1e-9));
}

TEST_CASE("a link to a cause is a movement to take back, as a link to any event is") {
    app::Session session = support::make_session();
    session.apply(app::SeekEnd{});
    session.apply(app::ZoomToSpan{{1.4e9, 1.5e9}});
    let_pass(session);
    const app::Window before = session.viewport().target();
    session.apply(app::ShowCause{core::EventId{3}});
    let_pass(session);
    REQUIRE(session.viewport().target() != before);
    session.apply(app::NavigateBack{});
    CHECK(session.viewport().target() == before);
}

TEST_CASE("stepping and playing are no movements to take back") {
    app::Session session = support::make_session();
    session.apply(app::SeekStart{});
    session.apply(app::StepMoment{1});
    const app::Window before = session.viewport().target();
    session.apply(app::NavigateBack{});
    CHECK(session.viewport().target() == before);
}

} // TEST_SUITE

TEST_SUITE("app/model/compression") {

TEST_CASE("squeezing the gaps of a run that is all in view keeps it all in view") {
    app::Session session = support::make_session();
    const double whole = session.axis_map().whole().end;
    session.apply(app::ToggleGaps{});
    CHECK(session.compression().gaps().size() == 1); // only the caller lingers on
    CHECK(session.axis_map().whole().end < whole * 0.8);
    CHECK(session.viewport().shows_all());
    session.apply(app::ToggleGaps{});
    CHECK(session.axis_map().whole().end == whole);
    CHECK(session.viewport().shows_all());
}

TEST_CASE("squeezing the gaps keeps the moments that are in view") {
    app::Session session = support::make_session();
    session.apply(app::ShowPart{{2e8, 1.95e9}});
    session.apply(app::ToggleGaps{});
    const app::AxisMap map = session.axis_map();
    CHECK(map.unsqueezed(session.viewport().target().begin) == doctest::Approx(2e8));
    CHECK(map.unsqueezed(session.viewport().target().end) == doctest::Approx(1.95e9));
}

TEST_CASE("a gap that was opened stays open while a slider moves, until all are closed again") {
    app::Session session = support::make_session();
    session.apply(app::ToggleGaps{});
    session.apply(app::OpenGap{0});
    CHECK(session.compression().squeeze().empty());
    session.apply(app::SetParam{7, 1600}); // linger_ms
    CHECK(session.compression().is_on());
    CHECK(session.compression().squeeze().empty());
    session.apply(app::ToggleGaps{});
    CHECK(session.compression().squeeze().bands().size() == 1);
    session.apply(app::OpenGap{99}); // a click into a run that has been replaced
    CHECK(session.compression().squeeze().bands().size() == 1);
}

TEST_CASE("the cursor and the axis of order know nothing of squeezed gaps") {
    app::Session session = support::make_session();
    session.apply(app::SeekTime{430ms});
    const std::size_t cursor = session.cursor();
    session.apply(app::ToggleGaps{});
    CHECK(session.cursor() == cursor);
    CHECK(session.playback().now() == 430ms);
    session.apply(app::ToggleAxis{});
    CHECK(session.axis_map().whole().end == static_cast<double>(session.trace().size()));
}

} // TEST_SUITE

TEST_SUITE("app/model/origin") {

TEST_CASE("t = 0 at an event stays at that event in another run") {
    app::Session session = support::make_session();
    for (std::size_t i = 0; i < session.trace().size(); ++i) {
        const auto event = static_cast<core::EventId>(i);
        if (session.trace()[event].kind == core::EventKind::failed) {
            session.apply(app::SetOrigin{{}, event});
        }
    }
    CHECK(session.origin() == 400ms);
    session.apply(app::SetParam{3, 350}); // fail_at_ms
    CHECK(session.origin() == 350ms);
    session.apply(app::SetParam{2, 0}); // nobody fails: the moment stays
    CHECK(session.origin() == 350ms);
    session.apply(app::ResetOrigin{});
    CHECK(session.origin() == 0ms);
}

TEST_CASE("of two runs that are compared, t = 0 stays at the event of the one it is of") {
    app::Session session = support::make_session();
    session.apply(app::ToggleCompare{});
    const core::Trace& b = session.run(app::Side::b).trace();
    for (std::size_t i = 0; i < b.size(); ++i) {
        if (b.events()[i].kind == core::EventKind::failed) {
            session.apply(app::SetOrigin{{}, static_cast<core::EventId>(i), app::Side::b});
            break;
        }
    }
    REQUIRE(session.origin() == 400ms);
    session.apply(app::SetEdits{app::Edits::a});
    session.apply(app::SetParam{3, 600}); // fail_at_ms
    CHECK(session.origin() == 400ms);
    session.apply(app::SetEdits{app::Edits::b});
    session.apply(app::SetParam{3, 350});
    CHECK(session.origin() == 350ms);
    session.apply(app::ToggleCompare{}); // A alone: the event of the same task there
    CHECK(session.origin() == 600ms);
}

TEST_CASE("t = 0 at the cursor is the moment that is shown") {
    app::Session session = support::make_session();
    session.apply(app::SeekTime{423ms});
    session.apply(app::SetOriginAtCursor{});
    CHECK(session.origin() == 423ms);
    session.apply(app::SeekEnd{});
    session.apply(app::SetOriginAtCursor{});
    CHECK(session.origin() == session.trace().end());
    session.apply(app::SeekStart{});
    session.apply(app::SetOriginAtCursor{});
    CHECK(session.origin() == 0ms);
}

TEST_CASE("moments before the origin are negative, later ones carry a plus") {
    CHECK(app::time_from(450ms, 400ms) == "+50 ms");
    CHECK(app::time_from(0ms, 400ms) == "-400 ms");
    CHECK(app::time_from(400ms, 400ms) == "0 ms");
    CHECK(app::time_from(450ms, 0ms) == "450 ms");
}

} // TEST_SUITE
