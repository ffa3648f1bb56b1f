#include "tests/support/headless_gui.hpp"

#include <doctest/doctest.h>

using app::StepLesson;
using support::make_session;

TEST_SUITE("app/model/session_lesson") {

TEST_CASE("a step shows its run, its moment, its task and its axis, whatever was there before") {
    app::Session session = make_session();
    session.apply(app::SetParam{1, 50});
    session.apply(app::ToggleAxis{});
    session.apply(StepLesson{1});
    const app::LessonStep& step = *session.guide().step();
    CHECK(session.guide().at() == 0);
    CHECK(session.spec().values == step.values);
    CHECK(session.cursor() == app::cursor_in(session.trace(), step.cursor));
    CHECK(session.trace().name(session.selection().task()) == step.select);
    CHECK(session.axis() == app::Axis::time);
    CHECK(session.settings().code_tab == app::CodeTab::lesson);
    CHECK(session.viewport().shows_all());
}

TEST_CASE("all steps of all lessons can be walked there and back, and show the same both ways") {
    for (const scenarios::Scenario* scenario : scenarios::all()) {
        CAPTURE(scenario->id);
        app::Session session = make_session(scenario->id);
        const std::size_t count = session.guide().lesson().steps.size();
        std::vector<std::size_t> cursors;
        for (std::size_t i = 0; i < count; ++i) {
            session.apply(StepLesson{1});
            CHECK(session.guide().at() == i);
            cursors.push_back(session.cursor());
        }
        for (std::size_t i = count; i-- > 1;) {
            CHECK(session.cursor() == cursors[i]);
            session.apply(StepLesson{-1});
        }
        CHECK(session.cursor() == cursors[0]);
    }
}

TEST_CASE("a step stays in sight while one plays with it, and another lesson begins without one") {
    app::Session session = make_session();
    session.apply(app::ShowLessonStep{2});
    session.apply(app::SetParam{1, 9});
    session.apply(app::SetPython{core::Version::v3_13});
    CHECK(session.guide().at() == 2);
    session.apply(app::ShowLessonStep{2});
    CHECK(session.spec().values == session.guide().step()->values);
    CHECK(session.spec().python == core::Version::v3_11);
    session.apply(app::LeaveLessonSteps{});
    CHECK(session.guide().step() == nullptr);
    session.apply(app::ShowLessonStep{99});
    CHECK(session.guide().step() == nullptr);
    session.apply(app::ShowLessonStep{1});
    session.apply(app::SelectScenario{"shutdown-drain"});
    CHECK(session.guide().step() == nullptr);
    CHECK(session.guide().lesson().title == session.scenario().title);
}

TEST_CASE("neither a step nor a second run tells what is still to be predicted") {
    app::Session session = make_session();
    session.apply(app::TogglePredict{});
    for (const app::Command& command :
         std::vector<app::Command>{StepLesson{1}, app::ShowLessonStep{2}, app::ToggleCompare{},
                                   app::CompareWith{}, app::CompareWithoutWhatIf{}}) {
        CAPTURE(command.index());
        session.apply(command);
        CHECK(session.predict().is_on());
        CHECK_FALSE(session.is_comparing());
        CHECK(session.guide().step() == nullptr);
        CHECK(session.take_along().notice().is_problem);
    }
    session.apply(app::TogglePredict{});
    session.apply(StepLesson{1});
    CHECK(session.tells_all());
    CHECK(session.cursor() == app::cursor_in(session.trace(), session.guide().step()->cursor));
}

} // TEST_SUITE
