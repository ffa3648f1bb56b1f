#include "tests/support/headless_gui.hpp"

#include <doctest/doctest.h>

using support::HeadlessGui;
using support::make_session;

TEST_SUITE("app/views/lesson_view") {

TEST_CASE("speaker notes are as silent in predict mode as the lesson, and back at its end") {
    HeadlessGui gui;
    app::Session session = make_session();
    session.apply(app::TogglePredict{});
    session.apply(app::ToggleNotes{});
    gui.settle(session);
    CHECK(gui.count("notes") > 0); // the panel itself stays
    CHECK(gui.count("notes text") == 0);
    session.apply(app::TogglePredict{});
    gui.settle(session);
    CHECK(gui.count("notes text") == 1);
}

} // TEST_SUITE
