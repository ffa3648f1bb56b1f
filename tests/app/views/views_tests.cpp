#include "app/views/palette.hpp"
#include "tests/support/headless_gui.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>

using support::count_of;
using support::HeadlessGui;
using support::make_session;

TEST_SUITE("app/views") {

TEST_CASE("a click on Step forward asks for exactly one step") {
    HeadlessGui gui;
    app::Session session = make_session();
    session.apply(app::SeekStart{});
    gui.settle(session);
    const app::Commands out = gui.click(session, gui.find("step-forward").center());
    CHECK(count_of<app::StepEvent>(out) == 1);
}

TEST_CASE("each menu of the top bar opens and closes with a choice") {
    HeadlessGui gui;
    app::Session session = make_session();
    gui.settle(session);
    gui.click(session, gui.find("scenario").center());
    gui.settle(session);
    session.apply(gui.click(session, gui.find("shutdown-drain").center()));
    CHECK(session.scenario().id == "shutdown-drain");
    gui.settle(session);
    gui.click(session, gui.find("speed").center());
    gui.settle(session);
    session.apply(gui.click(session, gui.find("4×").center()));
    CHECK(session.playback().speed() == 4);
}

TEST_CASE("dragging a slider sets its parameter while it moves") {
    HeadlessGui gui{{1280, 1100}};
    app::Session session = make_session();
    gui.settle(session);
    const app::Area slider = gui.find("slider");
    const app::Commands out = gui.drag(session, {slider.min.x + 8, slider.center().y},
                                       {slider.max.x - 8, slider.center().y});
    CHECK(count_of<app::SetParam>(out) > 3);
}

TEST_CASE("there is a slider or a choice for each parameter of each scenario") {
    HeadlessGui gui{{1600, 1400}};
    for (const scenarios::Scenario* scenario : scenarios::all()) {
        CAPTURE(scenario->id);
        app::Session session = make_session(scenario->id);
        gui.settle(session);
        std::size_t numbers = 0;
        for (const scenarios::Param& param : scenario->params) {
            numbers += param.is_choice() ? 0 : 1;
        }
        CHECK(gui.count("slider") == numbers);
    }
}

TEST_CASE("every scenario draws at any size, with anything open, without harm") {
    for (const app::ThemeKind theme : {app::ThemeKind::light, app::ThemeKind::dark}) {
        HeadlessGui gui{{1280, 720}, 1, theme};
        for (const scenarios::Scenario* scenario : scenarios::all()) {
            app::Session session = make_session(scenario->id);
            for (const ImVec2 size :
                 {ImVec2{1, 1}, ImVec2{20, 700}, ImVec2{700, 20}, ImVec2{300, 200},
                  ImVec2{480, 320}, ImVec2{1280, 720}, ImVec2{3840, 2160}}) {
                gui.resize(size);
                gui.settle(session);
                session.apply(app::SelectTask{static_cast<core::TaskId>(2)});
                session.apply(app::StepTurningPoint{-1});
                session.apply(app::ToggleAxis{});
                gui.settle(session);
                session.apply(app::ToggleHelp{});
                gui.settle(session);
                session.apply(app::ToggleHelp{});
                session.apply(app::TogglePalette{});
                gui.settle(session);
                session.apply(app::TogglePalette{});
            }
        }
    }
}

TEST_CASE("a window at rest asks for nothing and wants no further frame") {
    HeadlessGui gui;
    for (const scenarios::Scenario* scenario : scenarios::all()) {
        app::Session session = make_session(scenario->id);
        gui.settle(session);
        CHECK(gui.frame(session).empty());
        CHECK_FALSE(session.needs_frames());
        CHECK_FALSE(gui.ui().wake_after.has_value());
    }
}

TEST_CASE("the line of a row under the pointer goes with the story") {
    HeadlessGui gui;
    app::Session session = make_session();
    gui.settle(session);
    gui.move(gui.find("row", 1).center());
    gui.settle(session);
    CHECK(session.selection().hovered_event() != core::EventId::none);
    session.apply(app::TogglePanel{app::Panel::story});
    gui.settle(session);
    CHECK(session.selection().hovered_event() == core::EventId::none);
}

TEST_CASE("a click on a row of the story goes to its event") {
    HeadlessGui gui;
    app::Session session = make_session();
    session.apply(app::SeekStart{});
    gui.settle(session);
    const app::Commands out = gui.click(session, gui.find("row", 2).center());
    CHECK(count_of<app::ShowEvent>(out) == 1);
}

TEST_CASE("a click on a name selects its task, a click on empty lanes clears") {
    HeadlessGui gui;
    app::Session session = make_session();
    gui.settle(session);
    const app::Area names = gui.find("names");
    const app::Commands out = gui.click(session, {names.center().x, names.min.y + 10});
    REQUIRE(count_of<app::SelectTask>(out) == 1);
    session.apply(out);
    gui.settle(session);
    CHECK(session.selection().task() != core::TaskId::none);
    const app::Area lanes = gui.find("lanes");
    const app::Commands cleared = gui.click(session, {lanes.center().x, lanes.max.y - 4});
    CHECK(count_of<app::ClearSelection>(cleared) == 1);
}

TEST_CASE("the wheel zooms over the lanes and scrolls over the names") {
    HeadlessGui gui;
    app::Session session = make_session();
    gui.settle(session);
    gui.move(gui.find("lanes").center());
    gui.frame(session);
    gui.wheel(1);
    CHECK(count_of<app::ZoomAt>(gui.frame(session)) == 1);
    gui.move(gui.find("names").center());
    gui.frame(session);
    gui.wheel(1);
    CHECK(count_of<app::ScrollLanes>(gui.frame(session)) == 1);
}

TEST_CASE("dragging on the ruler moves the cursor there") {
    HeadlessGui gui;
    app::Session session = make_session();
    gui.settle(session);
    const app::Area ruler = gui.find("ruler");
    const std::size_t before = session.cursor();
    const app::Commands out = gui.drag(session, {ruler.max.x - 20, ruler.center().y},
                                       {ruler.center().x, ruler.center().y});
    CHECK(count_of<app::SeekTime>(out) > 0);
    CHECK(session.cursor() < before);
}

TEST_CASE("a drag with the right button pans") {
    HeadlessGui gui;
    app::Session session = make_session();
    gui.settle(session);
    const app::Area lanes = gui.find("lanes");
    const app::Commands out =
        gui.drag(session, lanes.center(), {lanes.center().x - 60, lanes.center().y}, 1);
    CHECK(count_of<app::PanBy>(out) > 0);
    CHECK(count_of<app::SelectTask>(out) == 0);
}

TEST_CASE("dragging an edge changes the size of its panel by as much") {
    HeadlessGui gui{{1920, 1080}};
    app::Session session = make_session();
    gui.settle(session);
    const app::Area edge = gui.find("left edge");
    gui.drag(session, edge.center(), {edge.center().x + 40, edge.center().y});
    gui.settle(session);
    CHECK(gui.find("left edge").center().x == doctest::Approx(edge.center().x + 40).epsilon(0.01));
}

TEST_CASE("a tip that comes up asks for one frame more, in which it is drawn") {
    HeadlessGui gui;
    app::Session session = make_session();
    gui.settle(session);
    gui.move(gui.find("help").center());
    gui.frame(session);
    REQUIRE(gui.ui().wake_after);
    CHECK(*gui.ui().wake_after > 0.1); // until the pointer has rested
    gui.frame(session, {}, 0.6);
    CHECK(gui.ui().wake_after == 0);
    const int before = gui.vertices();
    gui.frame(session);
    CHECK(gui.vertices() > before);
    CHECK_FALSE(gui.ui().wake_after);
}

TEST_CASE("the legend has all signs of the run, in event order also those of no time at all") {
    for (const ImVec2 size : {ImVec2{1280, 720}, ImVec2{1920, 1080}}) {
        HeadlessGui gui{size};
        for (const scenarios::Scenario* scenario : scenarios::all()) {
            app::Session session = make_session(scenario->id);
            for (int way = 0; way < 4; ++way) { // time and order, alone and presented
                CAPTURE(scenario->id);
                CAPTURE(way);
                gui.settle(session);
                for (const app::RoleInfo& info : app::role_infos()) {
                    const bool is_used = session.run().uses(info.role, session.axis());
                    CHECK(gui.count(info.name) == (is_used ? 1 : 0));
                }
                CHECK(gui.count("Created") == (session.axis() == app::Axis::order ? 1 : 0));
                session.apply(app::ToggleAxis{});
                if (way == 1) {
                    session.apply(app::TogglePresent{});
                }
            }
        }
    }
}

TEST_CASE("the palette finds commands by some of their letters, whole words first") {
    CHECK(app::palette_score("Step forward", "stfo") > 0);
    CHECK(app::palette_score("Step forward", "") > 0);
    CHECK(app::palette_score("Step forward", "fs") == 0);
    CHECK(app::palette_score("Step forward", "st") > app::palette_score("Go to the start", "st"));
    CHECK(app::palette_score("Go to the start", "st") > app::palette_score("Faster", "st"));
}

TEST_CASE("Ctrl+K opens the palette, Escape closes it") {
    HeadlessGui gui;
    app::Session session = make_session();
    gui.settle(session, {{.key = app::Key::k, .ctrl = true}});
    CHECK(session.overlays().palette);
    gui.settle(session, {{.key = app::Key::escape}});
    CHECK_FALSE(session.overlays().palette);
}

TEST_CASE("the palette offers answers only where a question is asked") {
    HeadlessGui gui;
    app::Session session = make_session();
    gui.ui().palette.was_open = true; // what is typed stays
    gui.ui().palette.query = {"answer"};
    gui.settle(session, {{.key = app::Key::k, .ctrl = true}});
    CHECK(gui.count("answer-1") == 0);
    session.apply(app::TogglePalette{});
    session.apply(app::TogglePredict{});
    session.apply(app::SeekEnd{}); // as far as it may go: to the first question
    REQUIRE(session.predict().asked(session.cursor()) != nullptr);
    session.apply(app::TogglePalette{});
    gui.ui().palette.was_open = true;
    gui.ui().palette.query = {"answer"};
    gui.settle(session);
    CHECK(gui.count("answer-1") == 1);
}

TEST_CASE("in a window of 1280x720 all keys are in sight at once") {
    HeadlessGui gui;
    app::Session session = make_session();
    session.apply(app::ToggleHelp{});
    gui.settle(session);
    float lowest = 0;
    for (std::size_t i = 0; i < gui.count("row"); ++i) {
        lowest = std::max(lowest, gui.find("row", i).max.y);
    }
    CHECK(gui.count("row") > 50);
    CHECK(lowest < 720);
}

TEST_CASE("the button that closes the keys stays while they scroll") {
    HeadlessGui gui{{1280, 720}, 1.5F}; // a presentation
    app::Session session = make_session();
    session.apply(app::ToggleHelp{});
    gui.settle(session);
    const app::Area close = gui.find("close");
    const app::Area row = gui.find("row", 5);
    gui.move(row.center());
    gui.wheel(-5);
    gui.settle(session);
    CHECK(gui.find("row", 5).min.y < row.min.y);
    CHECK(gui.find("close").min.y == close.min.y);
    CHECK(count_of<app::ToggleHelp>(gui.click(session, close.center())) == 1);
}

TEST_CASE("where not all lanes have room, whole ones fill it") {
    std::size_t scrolled = 0;
    for (const float scale : {1.0F, 1.5F}) {
        HeadlessGui gui{{1280, 720}, scale};
        for (const scenarios::Scenario* scenario : scenarios::all()) {
            CAPTURE(scenario->id);
            CAPTURE(scale);
            app::Session session = make_session(scenario->id);
            gui.settle(session);
            const app::TimelineLayout& layout = gui.ui().timeline.pane(app::Side::a).layout;
            const float room = layout.bottom - layout.top;
            if (layout.lanes_height <= room) {
                continue;
            }
            ++scrolled;
            const float lane = layout.lanes[0].y1 - layout.lanes[0].y0;
            CHECK(std::fmod(room, lane) == 0);
            CHECK(layout.counters_top - layout.bottom < room / lane); // a pixel of each lane
        }
    }
    CHECK(scrolled > 4);
}

} // TEST_SUITE
