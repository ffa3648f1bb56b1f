#include "app/model/lane_view.hpp"
#include "tests/support/headless_gui.hpp"

#include <doctest/doctest.h>

using support::count_of;
using support::HeadlessGui;
using support::make_session;

namespace {

core::TaskId task_of(const app::Session& session, std::string_view name) {
    return session.trace().find_task(name);
}

const app::LaneSearch& search_of(const app::Session& session) {
    return session.lane_view().search();
}

} // namespace

TEST_SUITE("app/model/lane_view") {

TEST_CASE("a search finds names and errors, whatever the case, and counts them") {
    app::Session session = make_session();
    session.apply(app::OpenSearch{});
    CHECK(search_of(session).count() == 0); // an empty text finds nothing
    session.apply(app::SetSearch{"TASK-"});
    CHECK(search_of(session).count() == 7); // main sees the error "task-3 failed"
    session.apply(app::SetSearch{"valueerror"});
    CHECK(search_of(session).matches()[session.run().index().lane_of(task_of(session, "task-3"))]);
    session.apply(app::SetSearch{"no such thing"});
    CHECK(search_of(session).count() == 0);
}

TEST_CASE("Enter goes round through the matches, and back") {
    app::Session session = make_session();
    session.apply(app::OpenSearch{});
    session.apply(app::SetSearch{"task-"});
    for (const char* name :
         {"main", "task-1", "task-2", "task-3", "task-4", "task-5", "task-6", "main"}) {
        session.apply(app::MoveMatch{1});
        CHECK(session.trace().name(session.selection().task()) == name);
    }
    session.apply(app::MoveMatch{-1});
    CHECK(session.trace().name(session.selection().task()) == "task-6");
    CHECK(search_of(session).current() == 6);
}

TEST_CASE("a match tells which event says what was looked for") {
    app::Session session = make_session();
    session.apply(app::OpenSearch{});
    const auto found = [&](std::string query) {
        session.apply(app::SetSearch{std::move(query)});
        CHECK_FALSE(search_of(session).found());
        session.apply(app::MoveMatch{1});
        return session.trace()[search_of(session).found().value()];
    };
    const core::Event named = found("TASK-4");
    CHECK(named.kind == core::EventKind::created);
    CHECK(named.task == task_of(session, "task-4"));
    const core::Event failed = found("valueerror");
    CHECK(failed.kind != core::EventKind::created);
    CHECK(session.trace().text(failed.label).find("ValueError") != std::string_view::npos);
}

TEST_CASE("only matches hides the other lanes until the search is closed") {
    app::Session session = make_session();
    session.apply(app::OpenSearch{});
    session.apply(app::SetSearch{"task-4"});
    CHECK(session.lane_view().rows().size() == 7);
    session.apply(app::ToggleOnlyMatches{});
    CHECK(session.lane_view().rows().size() == 1);
    session.apply(app::ClearSelection{}); // Escape
    CHECK_FALSE(search_of(session).is_open());
    CHECK(session.lane_view().rows().size() == 7);
}

TEST_CASE("in predict mode a search finds what is told so far, and more as the run goes on") {
    app::Session session = make_session();
    session.apply(app::TogglePredict{});
    session.apply(app::OpenSearch{});
    session.apply(app::SetSearch{"task-"});
    CHECK(search_of(session).count() == 0); // none exists yet
    session.apply(app::SeekEnd{});          // to the first question, before the failure
    CHECK(search_of(session).count() >= 6);
    session.apply(app::SetSearch{"valueerror"});
    CHECK(search_of(session).count() == 0);
    session.apply(app::ToggleOnlyMatches{});
    CHECK(session.lane_view().rows().size() == 0);
    for (int i = 0; i < 100 && session.cursor() < session.trace().size(); ++i) {
        session.apply(app::AnswerQuestion{0});
        session.apply(app::SeekEnd{});
    }
    CHECK(search_of(session).count() > 0);
    CHECK(session.lane_view().rows().size() == search_of(session).count());
    session.apply(app::SeekEvent{0});
    CHECK(search_of(session).count() == 0);
    session.apply(app::TogglePredict{});
    CHECK(search_of(session).count() > 0);
}

TEST_CASE("what is collapsed, pinned and found survives another run by name") {
    app::Session session = make_session();
    session.apply(app::TogglePinned{task_of(session, "task-5")});
    session.apply(app::OpenSearch{});
    session.apply(app::SetSearch{"task-5"});
    session.apply(app::SetParam{1, 9}); // tasks
    const app::LaneRows& rows = session.lane_view().rows();
    REQUIRE(rows.pinned() == 1);
    CHECK(session.run().index().lanes()[rows.rows()[0].lane].task == task_of(session, "task-5"));
    CHECK(search_of(session).count() == 1);
    session.apply(app::SetParam{1, 4}); // no task-5 in this run
    CHECK(session.lane_view().rows().pinned() == 0);
    session.apply(app::SetParam{1, 6}); // and there it is again
    CHECK(session.lane_view().rows().pinned() == 1);
    session.apply(app::ToggleCollapsed{core::main_task});
    CHECK(session.lane_view().rows().size() == 2);
    session.apply(app::SetParam{1, 7});
    CHECK(session.lane_view().rows().size() == 2);
    session.apply(app::ToggleCollapsed{core::main_task});
    CHECK(session.lane_view().rows().size() == 8);
}

TEST_CASE("the triangle of a name collapses its children, the pin keeps it on top") {
    HeadlessGui gui;
    app::Session session = make_session();
    gui.settle(session);
    const app::Area names = gui.find("names");
    const app::Commands out = gui.click(session, {names.min.x + 8, names.min.y + 12});
    CHECK(count_of<app::ToggleCollapsed>(out) == 1);
    CHECK(count_of<app::SelectTask>(out) == 0);
    session.apply(out);
    CHECK(session.lane_view().rows().size() == 1);
    gui.settle(session);
    session.apply(gui.click(session, {names.max.x - 8, names.min.y + 12}));
    CHECK(session.lane_view().rows().pinned() == 1);
    gui.settle(session);
}

TEST_CASE("Ctrl+F opens the bar with the keyboard in its field, Escape closes it") {
    HeadlessGui gui;
    app::Session session = make_session();
    gui.settle(session);
    CHECK(gui.count("search") == 0);
    gui.settle(session, {{.key = app::Key::f, .ctrl = true}});
    gui.settle(session);
    CHECK(gui.count("search") == 1);
    CHECK(gui.ui().search.is_typing);
    gui.settle(session, {{.key = app::Key::escape}});
    gui.settle(session);
    CHECK(gui.count("search") == 0);
}

} // TEST_SUITE
