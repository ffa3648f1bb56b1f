#include "tests/support/headless_gui.hpp"

#include <doctest/doctest.h>

using support::count_of;
using support::HeadlessGui;
using support::make_session;

namespace {

/// A session whose first question is asked, as the window shows it.
app::Session asking(HeadlessGui& gui) {
    app::Session session = make_session();
    session.apply(app::TogglePredict{});
    session.apply(app::SeekEnd{});
    gui.settle(session);
    REQUIRE(session.predict().asked(session.cursor()) != nullptr);
    return session;
}

void obey(app::Session& session, const app::Commands& commands) {
    for (const app::Command& command : commands) {
        session.apply(command);
    }
}

} // namespace

TEST_SUITE("app/views/predict") {

TEST_CASE("a question is a card with an answer to click for each choice") {
    HeadlessGui gui;
    app::Session session = asking(gui);
    const app::QuizItem& asked = *session.predict().asked(session.cursor());
    CHECK(gui.count("answer") == asked.question.choices.size());
    const app::Commands out = gui.click(session, gui.find("answer", 1).center());
    REQUIRE(count_of<app::AnswerQuestion>(out) == 1);
    CHECK(std::get<app::AnswerQuestion>(out.front()).choice == 1);
}

TEST_CASE("the keys 1 to 4 answer, and Q leaves") {
    HeadlessGui gui;
    app::Session session = asking(gui);
    const app::QuizItem* asked = session.predict().asked(session.cursor());
    gui.settle(session, {{.key = app::Key::two}});
    CHECK(asked->chosen == 1);
    gui.settle(session, {{.key = app::Key::q}});
    CHECK_FALSE(session.predict().is_on());
    CHECK(gui.count("answer") == 0);
}

TEST_CASE("the card hides no lane that it asks about, if there is room elsewhere") {
    for (const ImVec2 size : {ImVec2{1280, 720}, ImVec2{1920, 1080}, ImVec2{900, 600}}) {
        HeadlessGui gui{size};
        for (const scenarios::Scenario* scenario : scenarios::all()) {
            CAPTURE(scenario->id);
            CAPTURE(size.x);
            app::Session session = make_session(scenario->id);
            session.apply(app::TogglePredict{});
            session.apply(app::SeekEnd{});
            gui.settle(session);
            const app::TimelineLayout& layout = gui.ui().timeline.pane(app::Side::a).layout;
            REQUIRE(gui.count("answer") > 0);
            for (std::size_t i = 0; i < gui.count("answer"); ++i) {
                CHECK(gui.find("answer", i).min.x > layout.cursor_x);
                CHECK(gui.find("answer", i).min.y > gui.find("play").max.y);
            }
            CHECK(count_of<app::TogglePlay>(gui.click(session, gui.find("play").center())) == 1);
        }
    }
}

TEST_CASE("without room elsewhere the card lies on the lanes") {
    HeadlessGui gui{{1280, 720}};
    app::Session session = make_session("deadlock"); // asks near its end
    session.apply(app::TogglePanel{app::Panel::right});
    session.apply(app::TogglePredict{});
    session.apply(app::SeekEnd{});
    gui.settle(session);
    REQUIRE(gui.count("answer") > 0);
    CHECK(gui.find("answer").min.x < gui.ui().timeline.pane(app::Side::a).layout.cursor_x);
    CHECK(gui.find("answer").max.x < gui.find("lanes").max.x);
    CHECK(gui.find("answer").max.y < gui.find("story edge").min.y);
}

TEST_CASE("a card stands right of the cursor, where nothing is shown yet, if it has room there") {
    HeadlessGui gui;
    app::Session session = make_session("backpressure"); // asks at a tenth of the run
    session.apply(app::TogglePredict{});
    session.apply(app::SeekEnd{});
    gui.settle(session);
    const float cursor = gui.ui().timeline.pane(app::Side::a).layout.cursor_x;
    REQUIRE(gui.count("answer") > 0);
    for (std::size_t i = 0; i < gui.count("answer"); ++i) {
        CHECK(gui.find("answer", i).min.x > cursor);
        CHECK(gui.find("answer", i).max.x < gui.find("lanes").max.x);
        CHECK(gui.find("answer", i).max.y < gui.find("story edge").min.y);
    }
}

TEST_CASE(
    "a card keeps its place while nothing changes, and shows all of itself in a presentation") {
    for (const float scale : {1.0F, 1.5F}) {
        HeadlessGui gui{{1280, 720}, scale};
        for (const scenarios::Scenario* scenario : scenarios::all()) {
            app::Session session = make_session(scenario->id);
            session.apply(app::TogglePresent{});
            session.apply(app::TogglePredict{});
            for (int i = 0; i < 30 && session.cursor() < session.trace().size(); ++i) {
                CAPTURE(scenario->id);
                CAPTURE(scale);
                CAPTURE(i);
                session.apply(app::SeekEnd{}); // as far as it may go
                gui.settle(session);
                const app::Predict& predict = session.predict();
                const app::QuizItem* asked = predict.asked(session.cursor());
                const bool is_answer = predict.shown(session.cursor()) != nullptr;
                if (!is_answer && asked == nullptr) {
                    continue;
                }
                const std::string_view id = is_answer ? "read on" : "answer";
                const std::size_t last = is_answer ? 0 : asked->question.choices.size() - 1;
                const app::Area place = gui.find(id, last);
                CHECK(place.max.y < 720);
                for (const std::size_t from_last : {1U, 3U}) { // Python, Lesson
                    const app::Area tab = gui.find("option", gui.count("option") - from_last);
                    CHECK(count_of<app::SetCodeTab>(gui.click(session, tab.center())) == 1);
                }
                for (int frame = 0; frame < 3; ++frame) {
                    gui.frame(session);
                    CHECK(gui.find(id, last).min.y == place.min.y);
                }
                session.apply(is_answer ? app::Command{app::ReadOn{}}
                                        : app::Command{app::AnswerQuestion{0}});
                session.apply(app::Pause{});
            }
        }
    }
}

TEST_CASE("an answer that is read can be clicked away") {
    HeadlessGui gui;
    app::Session session = asking(gui);
    while (session.predict().asked(session.cursor()) != nullptr) {
        session.apply(app::AnswerQuestion{0});
    }
    session.apply(app::SeekEnd{});
    gui.settle(session);
    const app::QuizItem* first = session.predict().shown(session.cursor());
    REQUIRE(first != nullptr);
    obey(session, gui.click(session, gui.find("read on").center()));
    gui.settle(session);
    REQUIRE(session.predict().shown(session.cursor()) != nullptr); // two show at this place
    CHECK(session.predict().shown(session.cursor()) != first);
    obey(session, gui.click(session, gui.find("read on").center()));
    CHECK(session.predict().shown(session.cursor()) == nullptr);
}

TEST_CASE("at the end there is the score; a click on a question goes there") {
    HeadlessGui gui;
    app::Session session = asking(gui);
    for (int i = 0; i < 100 && !session.tells_all(); ++i) {
        session.apply(app::AnswerQuestion{0});
        session.apply(app::SeekEnd{});
    }
    gui.settle(session);
    CHECK(gui.count("quiz") == session.predict().items().size());
    obey(session, gui.click(session, gui.find("quiz", 1).center()));
    CHECK(session.cursor() == session.predict().items()[1].asked_at());
    gui.settle(session);
    obey(session, gui.click(session, gui.find("to score").center()));
    gui.settle(session);
    obey(session, gui.click(session, gui.find("predict-again text").center()));
    CHECK(session.predict().answered() == 0);
}

TEST_CASE("the story ends at the cursor while the rest is hidden") {
    HeadlessGui gui;
    app::Session session = make_session();
    session.apply(app::TogglePredict{});
    gui.settle(session);
    CHECK(gui.count("row") == 0);
    CHECK(gui.count("total_us") == 0);
    session.apply(app::StepEvent{1});
    gui.settle(session);
    CHECK(gui.count("row") == 1);
}

TEST_CASE("predict mode at rest asks for nothing, at any size") {
    HeadlessGui gui;
    for (const ImVec2 size : {ImVec2{1, 1}, ImVec2{300, 200}, ImVec2{1280, 720}}) {
        gui.resize(size);
        app::Session session = make_session("shutdown-drain");
        session.apply(app::TogglePredict{});
        for (int i = 0; i < 20; ++i) {
            session.apply(app::SeekEnd{});
            gui.settle(session);
            gui.settle(session);
            CHECK(gui.frame(session).empty());
            CHECK_FALSE(gui.ui().wake_after.has_value());
            session.apply(app::AnswerQuestion{1});
        }
        CHECK(session.predict().is_over());
    }
}

TEST_CASE("a finding is one click away from the verdict, and leads to its place") {
    HeadlessGui gui;
    app::Session session = make_session(); // gather leaves tasks behind
    REQUIRE(session.run().findings().size() == 1);
    session.apply(app::SelectTask{core::main_task});
    gui.settle(session);
    CHECK(gui.count("finding") == 0); // it is about another task
    obey(session, gui.click(session, gui.find("findings badge").center()));
    gui.settle(session);
    obey(session, gui.click(session, gui.find("finding").center()));
    const core::Finding& finding = session.run().findings()[0];
    CHECK(session.cursor() == core::index_of(finding.event) + 1);
    CHECK(session.selection().task() == finding.task);
    gui.settle(session);
    CHECK(gui.count("finding") == 1);
}

TEST_CASE("a run without findings has no badge") {
    HeadlessGui gui;
    app::Session session = make_session();
    session.apply(app::SetParam{0, 2}); // task-group
    gui.settle(session);
    CHECK(gui.count("findings badge") == 0);
}

TEST_CASE("a link of the chain of causes goes there, and the chain stays") {
    HeadlessGui gui{{1920, 1440}}; // room for the whole chain
    app::Session session = make_session();
    session.apply(app::SetParam{0, 2}); // task-group
    const core::TaskId task = session.trace().find_task("task-2");
    session.apply(app::SelectTask{task});
    gui.settle(session);
    const std::size_t links = gui.count("cause");
    REQUIRE(links > 2);
    CHECK(gui.ui().timeline.pane(app::Side::a).layout.arrows.size() > 1);
    obey(session, gui.click(session, gui.find("cause", links - 1).center()));
    gui.settle(session);
    CHECK(gui.count("cause") == links);
    CHECK(session.trace().events()[session.cursor() - 1].kind == core::EventKind::failed);
    session.apply(app::StepEvent{1}); // elsewhere it is about the task again
    CHECK(session.selection().event(session.cursor()) == core::EventId::none);
}

TEST_CASE("an event of the story that is about no task is explained as well") {
    HeadlessGui gui;
    app::Session session = make_session("shutdown-drain");
    std::size_t signal = 0;
    while (session.trace().events()[signal].kind != core::EventKind::signal) {
        ++signal;
    }
    session.apply(app::SelectTask{core::main_task});
    session.apply(app::ShowEvent{static_cast<core::EventId>(signal)});
    gui.settle(session);
    CHECK(session.selection().task() == core::TaskId::none);
    CHECK(gui.count("cause") == 1);
}

} // TEST_SUITE
