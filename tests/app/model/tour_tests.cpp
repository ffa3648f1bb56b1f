#include "app/views/tour_view.hpp"
#include "tests/support/headless_gui.hpp"

#include <doctest/doctest.h>

#include <random>

using app::Area;
using app::Key;
using support::HeadlessGui;
using support::make_session;

TEST_SUITE("app/model/tour") {

TEST_CASE("the tour is walked there and back, ends after its last stop, and is remembered") {
    app::Session session = make_session();
    CHECK_FALSE(session.tour().is_on());
    session.apply(app::StepTour{1});
    session.apply(app::EndTour{});
    CHECK_FALSE(session.settings().tour_taken); // nobody was led
    session.apply(app::StartTour{});
    CHECK(session.tour().at() == 0);
    session.apply(app::StepTour{-1});
    CHECK(session.tour().at() == 0);
    for (std::size_t i = 1; i < app::tour_stops().size(); ++i) {
        CHECK_FALSE(session.settings().tour_taken);
        session.apply(app::StepTour{1});
        CHECK(session.tour().at() == i);
    }
    session.apply(app::StepTour{1});
    CHECK_FALSE(session.tour().is_on());
    CHECK(session.settings().tour_taken);
}

TEST_CASE("whatever is hidden and open, the tour has something to point at") {
    app::Session session = make_session();
    session.apply(app::TogglePanel{app::Panel::left});
    session.apply(app::TogglePresent{});
    session.apply(app::ToggleHelp{});
    session.apply(app::StartTour{});
    CHECK_FALSE(session.is_presenting());
    CHECK_FALSE(session.overlays().any());
    CHECK(session.shown_settings().shows(app::Panel::left));
}

TEST_CASE("every stop points at a real widget, and its bubble lies within the window") {
    for (const ImVec2 size : {ImVec2{1280, 720}, ImVec2{1920, 1080}}) {
        HeadlessGui gui{size};
        for (const scenarios::Scenario* scenario : scenarios::all()) {
            app::Session session = make_session(scenario->id);
            session.apply(app::StartTour{});
            for (const app::TourStop& stop : app::tour_stops()) {
                CAPTURE(stop.widget);
                CHECK(session.tour().stop().widget == stop.widget);
                gui.settle(session);
                CHECK(gui.ui().tour.found.min.x == gui.find(stop.widget).min.x);
                CHECK(gui.find("tour-next text").max.x < size.x);
                CHECK(gui.find("tour-next text").max.y < size.y);
                CHECK(gui.frame(session).empty());
                session.apply(app::StepTour{1});
            }
        }
    }
}

TEST_CASE("keys and buttons lead on, back and out; other keys of the window go on working") {
    HeadlessGui gui;
    app::Session session = make_session();
    session.apply(app::StartTour{});
    gui.settle(session, {{.key = Key::right}});
    CHECK(session.tour().at() == 1);
    gui.settle(session, {{.key = Key::left}});
    CHECK(session.tour().at() == 0);
    session.apply(gui.click(session, gui.find("tour-next text").center()));
    CHECK(session.tour().at() == 1);
    gui.settle(session);
    session.apply(gui.click(session, gui.find("tour-back text").center()));
    CHECK(session.tour().at() == 0);
    const std::size_t cursor = session.cursor();
    gui.settle(session, {{.key = Key::home}});
    CHECK(session.cursor() == cursor); // what lies in the shade does not move
    gui.settle(session, {{.key = Key::t}});
    CHECK(session.settings().theme == app::ThemeKind::dark);
    gui.settle(session, {{.key = Key::escape}});
    CHECK_FALSE(session.tour().is_on());
    session.apply(app::StartTour{});
    gui.settle(session);
    session.apply(gui.click(session, gui.find("tour-end text").center()));
    CHECK_FALSE(session.tour().is_on());
}

TEST_CASE("a bubble lies within the window and, where there is room, beside its target") {
    std::mt19937 random{11};
    const auto number = [&](int most) {
        return static_cast<float>(random() % static_cast<unsigned>(most));
    };
    const ImVec2 window{1280, 720};
    const ImVec2 size{340, 180};
    for (int i = 0; i < 1000; ++i) {
        const ImVec2 at{number(1200), number(700)};
        const Area target{at,
                          {std::min(at.x + 10 + number(900), 1280.0F),
                           std::min(at.y + 10 + number(600), 720.0F)}};
        const Area bubble = app::place_bubble(target, size, window, 12);
        CHECK(bubble.min.x >= 0);
        CHECK(bubble.min.y >= 0);
        CHECK(bubble.max.x <= window.x);
        CHECK(bubble.max.y <= window.y);
        const bool room = window.x - target.max.x > size.x + 40 || target.min.x > size.x + 40;
        const bool apart = bubble.min.x >= target.max.x || bubble.max.x <= target.min.x ||
                           bubble.min.y >= target.max.y || bubble.max.y <= target.min.y;
        CHECK((!room || apart));
    }
}

} // TEST_SUITE
