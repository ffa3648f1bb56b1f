#include "app/views/line_tasks.hpp"
#include "tests/support/headless_gui.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

using namespace std::chrono_literals;
using support::count_of;
using support::HeadlessGui;
using support::make_session;

namespace {

/// The C++ line at which a task stands.
int line_of_task(const app::Session& session, std::string_view name) {
    return session.at_cursor().task(session.trace().find_task(name)).line;
}

/// The first run, 100 ms after its start, as the window shows it: all tasks are at work.
app::Session at_work(HeadlessGui& gui, std::string_view scenario = "gather-vs-group") {
    app::Session session = make_session(scenario);
    session.apply(app::SetCodeTab{app::CodeTab::cpp});
    session.apply(app::SeekTime{100ms});
    gui.settle(session);
    return session;
}

/// Scrolls to the line where that task stands, and clicks it.
void open_list(HeadlessGui& gui, app::Session& session, std::string_view task) {
    session.apply(app::SelectTask{session.trace().find_task(task)}); // the code follows it
    gui.settle(session);
    session.apply(app::SelectLine{line_of_task(session, task)});
    gui.settle(session);
}

void press(HeadlessGui& gui, app::Session& session, app::Key key) {
    gui.settle(session, {{.key = key}});
}

} // namespace

TEST_SUITE("app/views/line_tasks") {

TEST_CASE("a click on a line lists the tasks that ran it, another click closes the list") {
    HeadlessGui gui;
    app::Session session = at_work(gui);
    open_list(gui, session, "task-1");
    const std::size_t listed = gui.count("line task");
    CHECK(listed == 5); // task-3 fails elsewhere
    const app::Area card = gui.find("line tasks");
    ImVec2 line{};
    for (std::size_t i = 0; i < gui.count("line"); ++i) {
        const app::Area row = gui.find("line", i);
        const bool is_above = std::abs(row.max.y - card.min.y) < 3;
        const bool is_below = std::abs(row.min.y - card.max.y) < 3;
        line = is_above || is_below ? ImVec2{card.min.x - 20, row.center().y} : line;
    }
    REQUIRE(line.y > 0);
    session.apply(gui.click(session, line));
    gui.settle(session);
    CHECK(gui.count("line task") == 0);
    session.apply(gui.click(session, line));
    gui.settle(session);
    CHECK(gui.count("line task") == listed);
}

TEST_CASE("a click on a task that stands there selects it, and the cursor stays") {
    HeadlessGui gui;
    app::Session session = at_work(gui);
    open_list(gui, session, "task-1");
    const std::size_t cursor = session.cursor();
    session.apply(gui.click(session, gui.find("line task", 2).center()));
    CHECK(session.selection().task() == session.trace().find_task("task-4"));
    CHECK(session.cursor() == cursor);
}

TEST_CASE("a click on a task that was there at another time goes to that moment") {
    HeadlessGui gui;
    app::Session session = at_work(gui);
    open_list(gui, session, "task-1");
    const int line = line_of_task(session, "task-1");
    session.apply(app::SeekEnd{});
    gui.settle(session);
    REQUIRE(gui.count("line task") == 5);
    const app::Commands out = gui.click(session, gui.find("line task", 2).center());
    CHECK(count_of<app::ShowEvent>(out) == 1);
    session.apply(out);
    CHECK(session.selection().task() == session.trace().find_task("task-4"));
    CHECK(line_of_task(session, "task-4") == line);
    CHECK(session.cursor() < session.trace().size());
}

TEST_CASE("arrows, Enter and Escape do what the pointer does") {
    HeadlessGui gui;
    app::Session session = at_work(gui);
    open_list(gui, session, "task-1");
    press(gui, session, app::Key::down);
    press(gui, session, app::Key::down);
    press(gui, session, app::Key::up);
    press(gui, session, app::Key::enter);
    const core::TaskId second = session.trace().find_task("task-2");
    CHECK(session.selection().task() == second);
    press(gui, session, app::Key::escape);
    CHECK(gui.count("line task") == 0);
    CHECK(session.selection().task() == second); // Escape closed only the list
}

TEST_CASE("of many tasks the first ones are listed, the others on demand") {
    HeadlessGui gui;
    app::Session session = at_work(gui);
    session.apply(app::SetParam{1, 20}); // tasks
    gui.settle(session);
    open_list(gui, session, "task-1");
    CHECK(gui.count("line task") == 6);
    REQUIRE(gui.count("more tasks") == 1);
    for (int i = 0; i < 9; ++i) {
        press(gui, session, app::Key::down);
    }
    press(gui, session, app::Key::enter);
    CHECK(gui.count("more tasks") == 0);
    CHECK(gui.count("line task") == 19);
    press(gui, session, app::Key::enter);
    CHECK(session.selection().task() == session.trace().find_task("task-8"));
}

TEST_CASE("in predict mode a line lists the tasks that ran it so far") {
    HeadlessGui gui;
    app::Session session = at_work(gui);
    const int line = line_of_task(session, "task-1");
    session.apply(app::TogglePredict{});
    session.apply(app::SelectLine{line});
    gui.settle(session);
    CHECK(gui.count("line task") == 0);
    session.apply(app::SeekEnd{}); // to the first question
    session.apply(app::SelectLine{line});
    gui.settle(session);
    CHECK(gui.count("line task") > 0);
}

TEST_CASE("the list stays within the panel, wherever the line is") {
    const app::Area page{{10, 100}, {310, 400}};
    for (const float y : {-500.0F, 100.0F, 180.0F, 250.0F, 381.0F, 900.0F}) {
        for (const float height : {60.0F, 200.0F, 900.0F}) {
            CAPTURE(y);
            CAPTURE(height);
            const app::Area card = app::place_card(page, {{10, y}, {310, y + 19}}, height, 2);
            CHECK(card.min.y >= page.min.y);
            CHECK(card.max.y <= page.max.y);
            CHECK(card.height() <= height);
            CHECK(card.height() >= std::min(height, 130.0F));
            const bool covers_line = card.min.y < y + 19 && card.max.y > y;
            CHECK_FALSE(covers_line);
        }
    }
}

} // TEST_SUITE
