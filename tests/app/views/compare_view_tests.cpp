#include "tests/support/headless_gui.hpp"

#include <doctest/doctest.h>

#include <cmath>

using namespace std::chrono_literals;
using app::Side;
using support::count_of;
using support::HeadlessGui;
using support::make_session;

namespace {

/// Where a lane of a pane is, at that part of its width.
ImVec2 on_lane(HeadlessGui& gui, const app::Session& session, Side side, std::string_view task,
               float part) {
    const app::TimelineLayout& layout = gui.ui().timeline.pane(side).layout;
    for (const app::Lane& lane : layout.lanes) {
        if (session.run(side).trace().name(lane.task) == task) {
            return {layout.left + (layout.right - layout.left) * part, (lane.y0 + lane.y1) / 2};
        }
    }
    FAIL("that lane is not in view");
    return {};
}

scenarios::Intervention cancel_task_5(core::Instant at) {
    return {scenarios::Intervention::Kind::cancel, "task-5", {}, at};
}

void type(HeadlessGui& gui, app::Session& session, const char* text) {
    ImGui::GetIO().AddInputCharactersUTF8(text);
    gui.settle(session);
}

void press(HeadlessGui& gui, app::Session& session, ImGuiKey key) {
    ImGuiIO& io = ImGui::GetIO();
    io.KeyMap[key] = key;
    io.KeysDown[key] = true;
    gui.settle(session);
    io.KeysDown[key] = false;
    gui.settle(session);
}

} // namespace

TEST_SUITE("app/views/compare") {

TEST_CASE("counters of one name have one scale in both runs") {
    HeadlessGui gui;
    app::Session session = make_session("backpressure"); // at most 4 and 14 stand in the queue
    session.apply(app::ToggleCompare{});
    gui.settle(session);
    const auto top = [&](app::Side side) {
        const auto& counters = gui.ui().timeline.pane(side).layout.counters;
        REQUIRE_FALSE(counters.empty());
        REQUIRE(counters.front().name == "queue_length");
        return counters.front().top;
    };
    CHECK(top(app::Side::a) == 14);
    CHECK(top(app::Side::b) == 14);
}

TEST_CASE("C shows two runs under each other, with one cursor and names of one width") {
    HeadlessGui gui;
    for (const scenarios::Scenario* scenario : scenarios::all()) {
        CAPTURE(scenario->id);
        app::Session session = make_session(scenario->id);
        gui.settle(session);
        CHECK(gui.count("lanes") == 1);
        gui.settle(session, {{.key = app::Key::c}});
        REQUIRE(gui.count("lanes") == 2);
        CHECK(gui.count("ruler") == 1);
        CHECK(gui.find("lanes", 0).min.x == gui.find("lanes", 1).min.x);
        CHECK(gui.find("lanes", 0).max.y <= gui.find("lanes", 1).min.y);
        for (const app::Axis axis : {app::Axis::time, app::Axis::order}) {
            session.apply(app::SetAxis{axis});
            session.apply(app::SeekTime{400ms});
            gui.settle(session);
            const auto& panes = gui.ui().timeline.panes;
            CHECK(panes[0].layout.cursor_x == panes[1].layout.cursor_x);
        }
        CHECK(gui.frame(session).empty());
        CHECK_FALSE(session.needs_frames());
    }
}

TEST_CASE("a click into a run shows its code and its story") {
    HeadlessGui gui;
    app::Session session = make_session();
    session.apply(app::ToggleCompare{});
    gui.settle(session);
    const app::Commands out = gui.click(session, on_lane(gui, session, Side::b, "task-2", 0.1F));
    CHECK(count_of<app::FocusRun>(out) == 1);
    session.apply(out);
    CHECK(session.focus() == Side::b);
    CHECK(session.trace().name(session.selection().task()) == "task-2");
    const app::Commands head = gui.click(session, gui.find("head", 0).center());
    session.apply(head);
    CHECK(session.focus() == Side::a);
}

TEST_CASE("the wheel over the names of B scrolls the lanes of B alone") {
    HeadlessGui gui{{1280, 470}};
    app::Session session = make_session();
    session.apply(app::ToggleCompare{});
    gui.settle(session);
    gui.move(gui.find("names", 1).center());
    gui.frame(session);
    gui.wheel(-2);
    session.apply(gui.frame(session));
    gui.settle(session);
    CHECK(session.lanes(Side::a).scroll() == 0);
    CHECK(session.lanes(Side::b).scroll() > 0);
}

TEST_CASE("what is compared draws at any size without harm") {
    for (const app::ThemeKind theme : {app::ThemeKind::light, app::ThemeKind::dark}) {
        HeadlessGui gui{{1280, 720}, 1, theme};
        for (const scenarios::Scenario* scenario : scenarios::all()) {
            app::Session session = make_session(scenario->id);
            session.apply(app::ToggleCompare{});
            session.apply(app::SigtermHere{});
            for (const ImVec2 size : {ImVec2{1, 1}, ImVec2{300, 200}, ImVec2{1280, 720},
                                      ImVec2{3840, 2160}, ImVec2{700, 20}}) {
                gui.resize(size);
                gui.settle(session);
                session.apply(app::SelectTask{core::main_task});
                session.apply(app::StepTurningPoint{-1});
                session.apply(app::ToggleAxis{});
                session.apply(app::OpenWhatIfHere{});
                gui.settle(session);
                session.apply(app::CloseWhatIf{});
                gui.settle(session);
            }
        }
    }
}

} // TEST_SUITE

TEST_SUITE("app/views/what_if") {

TEST_CASE("a right click on a bar opens the menu, its first row cancels that task there") {
    HeadlessGui gui;
    app::Session session = make_session();
    gui.settle(session);
    const ImVec2 pointer = on_lane(gui, session, Side::a, "task-6", 0.3F);
    session.apply(gui.click(session, pointer, 1));
    REQUIRE(session.overlays().what_if);
    gui.settle(session);
    CHECK(std::abs(gui.find("cancel").min.x - pointer.x) < 12);
    CHECK(std::abs(gui.find("cancel").min.y - pointer.y) < 48);
    session.apply(gui.click(session, gui.find("cancel").center()));
    gui.settle(session);
    CHECK_FALSE(session.overlays().what_if);
    REQUIRE(session.what_if(Side::a).items().size() == 1);
    const scenarios::Intervention& what = session.what_if(Side::a).items()[0].what;
    CHECK(what.kind == scenarios::Intervention::Kind::cancel);
    CHECK(what.subject == "task-6");
    CHECK(what.at.count() % 1'000'000 == 0);
    CHECK(gui.frame(session).empty());
}

TEST_CASE("a drag with the right button opens no menu, and pans as far as the pointer moves") {
    HeadlessGui gui;
    app::Session session = make_session();
    gui.settle(session);
    const app::Area lanes = gui.find("lanes");
    const double before = session.viewport().target().begin;
    gui.drag(session, lanes.center(), {lanes.center().x - 64, lanes.center().y}, 1);
    CHECK_FALSE(session.overlays().what_if);
    const double px = session.viewport().target().length() / static_cast<double>(lanes.width());
    // The first pixels might have been the tremble of a click.
    CHECK((session.viewport().target().begin - before) / px == doctest::Approx(64).epsilon(0.1));
}

TEST_CASE("Escape and a click elsewhere close the menu") {
    HeadlessGui gui;
    app::Session session = make_session();
    session.apply(app::OpenWhatIfHere{});
    gui.settle(session);
    CHECK(gui.count("sigterm") == 1);
    gui.settle(session, {{.key = app::Key::escape}});
    CHECK_FALSE(session.overlays().what_if);
    CHECK(gui.count("sigterm") == 0);
    session.apply(app::OpenWhatIfHere{});
    gui.settle(session);
    session.apply(gui.click(session, {4, 4}));
    gui.settle(session);
    CHECK_FALSE(session.overlays().what_if);
}

TEST_CASE("a parameter that can change on the way is set from the menu") {
    HeadlessGui gui;
    app::Session session = make_session("semaphore-throttle");
    session.apply(app::SeekTime{400ms});
    session.apply(app::OpenWhatIfHere{});
    gui.settle(session);
    CHECK(gui.count("requests") == 0); // looked at only once, at the start
    session.apply(gui.click(session, gui.find("limit").center()));
    gui.settle(session);
    CHECK(session.overlays().what_if);
    CHECK(gui.ui().what_if.param.has_value());
}

TEST_CASE("the whole menu can be used by keyboard") {
    HeadlessGui gui;
    app::Session session = make_session("semaphore-throttle");
    session.apply(app::SeekTime{100ms});
    session.apply(app::OpenWhatIfHere{});
    gui.settle(session);
    gui.settle(session, {{.key = app::Key::down}}); // from SIGTERM to the first parameter
    gui.settle(session, {{.key = app::Key::enter}});
    REQUIRE(gui.ui().what_if.param.has_value());
    type(gui, session, "8");
    press(gui, session, ImGuiKey_Enter);
    REQUIRE(session.what_if(Side::a).items().size() == 1);
    CHECK(scenarios::to_text(session.what_if(Side::a).items()[0].what) == "set:limit=8@100ms");
    session.apply(app::OpenWhatIfHere{});
    gui.settle(session);
    gui.settle(session, {{.key = app::Key::up}}); // stays at the first row
    gui.settle(session, {{.key = app::Key::enter}});
    REQUIRE(session.what_if(Side::a).items().size() == 2);
    CHECK(scenarios::to_text(session.what_if(Side::a).items()[1].what) == "signal:TERM@100ms");
    CHECK_FALSE(session.overlays().what_if);
    session.apply(app::OpenWhatIfHere{});
    gui.settle(session);
    for (int i = 0; i < 99; ++i) {
        gui.settle(session, {{.key = app::Key::down}}); // a choice is the last one
    }
    gui.settle(session, {{.key = app::Key::enter}});
    gui.settle(session, {{.key = app::Key::down}});
    gui.settle(session, {{.key = app::Key::down}});
    gui.settle(session, {{.key = app::Key::enter}});
    REQUIRE(session.what_if(Side::a).items().size() == 3);
    CHECK(scenarios::to_text(session.what_if(Side::a).items()[2].what) ==
          "set:hold_permit_during_backoff=on@100ms");
}

TEST_CASE("the list switches interventions off and removes them") {
    HeadlessGui gui{{1600, 1200}};
    app::Session session = make_session();
    session.apply(app::SelectTask{session.trace().find_task("task-5")});
    session.apply(app::SeekTime{250ms});
    session.apply(app::CancelHere{});
    gui.settle(session);
    session.apply(gui.click(session, gui.find("what-if switch").center()));
    CHECK_FALSE(session.what_if(Side::a).items()[0].enabled);
    gui.settle(session);
    session.apply(gui.click(session, gui.find("what-if remove").center()));
    CHECK(session.what_if(Side::a).items().empty());
    gui.settle(session);
    CHECK(gui.count("what-if switch") == 0);
}

TEST_CASE("a time is typed as it is shown, microseconds too") {
    HeadlessGui gui{{1600, 1200}};
    app::Session session = make_session();
    session.apply(app::AddIntervention{cancel_task_5(500us)});
    gui.settle(session);
    session.apply(gui.click(session, gui.find("what-if time").center()));
    gui.settle(session);
    REQUIRE(gui.ui().what_if.edited.has_value());
    CHECK(std::string_view{gui.ui().what_if.text.data()} == "500µs");
    press(gui, session, ImGuiKey_Enter);
    CHECK(session.what_if(Side::a).items()[0].what.at == 500us);
    CHECK_FALSE(gui.ui().what_if.edited.has_value());
    session.apply(gui.click(session, gui.find("what-if time").center()));
    gui.settle(session);
    type(gui, session, "1.25 µs");
    press(gui, session, ImGuiKey_Enter);
    CHECK(session.what_if(Side::a).items()[0].what.at == 1us);
}

TEST_CASE("what is no time keeps its field open and is told what a time is") {
    HeadlessGui gui{{1600, 1200}};
    app::Session session = make_session();
    session.apply(app::AddIntervention{cancel_task_5(250ms)});
    gui.settle(session);
    session.apply(gui.click(session, gui.find("what-if time").center()));
    gui.settle(session);
    type(gui, session, "soon");
    press(gui, session, ImGuiKey_Enter);
    CHECK(session.what_if(Side::a).items()[0].what.at == 250ms);
    REQUIRE(gui.ui().what_if.edited.has_value());
    CHECK(gui.ui().what_if.complaint == "A time is like 250ms, 1.5s or 400µs, at most an hour");
    type(gui, session, "300ms"); // over it, without another click
    press(gui, session, ImGuiKey_Enter);
    CHECK(session.what_if(Side::a).items()[0].what.at == 300ms);
    CHECK_FALSE(gui.ui().what_if.edited.has_value());
}

TEST_CASE("a wrong time that was left stays open too, until Escape, another list or the menu") {
    HeadlessGui gui{{1600, 1200}};
    app::Session session = make_session();
    session.apply(app::AddIntervention{cancel_task_5(250ms)});
    const auto type_wrongly = [&] {
        gui.settle(session);
        session.apply(gui.click(session, gui.find("what-if time").center()));
        gui.settle(session);
        type(gui, session, "soon");
        session.apply(gui.click(session, gui.find("what-if text").center()));
        gui.settle(session);
        REQUIRE(gui.ui().what_if.edited.has_value());
        CHECK_FALSE(gui.ui().what_if.complaint.empty());
    };
    type_wrongly();
    session.apply(app::AddIntervention{cancel_task_5(100ms)});
    gui.settle(session);
    CHECK_FALSE(gui.ui().what_if.edited.has_value());
    type_wrongly();
    session.apply(app::OpenWhatIfHere{});
    gui.settle(session);
    CHECK_FALSE(gui.ui().what_if.edited.has_value());
    session.apply(app::CloseWhatIf{});
    gui.settle(session);
    session.apply(gui.click(session, gui.find("what-if time").center()));
    gui.settle(session);
    type(gui, session, "soon");
    press(gui, session, ImGuiKey_Escape);
    CHECK_FALSE(gui.ui().what_if.edited.has_value());
    CHECK(session.what_if(Side::a).items()[0].what.at == 250ms);
}

TEST_CASE("dragging its flag moves an intervention to another moment") {
    HeadlessGui gui;
    app::Session session = make_session();
    session.apply(app::SelectTask{session.trace().find_task("task-5")});
    session.apply(app::SeekTime{250ms});
    session.apply(app::CancelHere{});
    gui.settle(session);
    const app::Area flag = gui.find("what-if flag");
    gui.drag(session, flag.center(), {flag.center().x + 60, flag.center().y});
    const core::Instant at = session.what_if(Side::a).items()[0].what.at;
    CHECK(at > 300ms);
    CHECK(session.playback().now() == 250ms); // the ruler below it was not touched
}

} // TEST_SUITE
