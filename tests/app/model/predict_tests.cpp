#include "app/model/predict.hpp"
#include "app/model/session.hpp"
#include "tests/support/headless_gui.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <random>

using app::AnswerQuestion;
using app::Predict;
using app::QuizStop;
using support::make_session;
using namespace std::chrono_literals;

namespace {

scenarios::Question question(std::uint32_t ask_before, std::uint32_t reveal, std::size_t answer) {
    return {.ask_before = core::EventId{ask_before},
            .reveal = core::EventId{reveal},
            .text = "What comes now?",
            .choices = {"this", "that", "something else"},
            .answer = answer,
            .because = "It was to be expected."};
}

Predict quiz(std::vector<scenarios::Question> questions) {
    Predict predict;
    predict.begin(std::move(questions), 1);
    return predict;
}

/// A session in predict mode.
app::Session predicting(std::string_view scenario = "gather-vs-group") {
    app::Session session = make_session(scenario);
    session.apply(app::TogglePredict{});
    return session;
}

/// Lets it play until it stops by itself.
void play_on(app::Session& session) {
    session.apply(app::Play{});
    for (int i = 0; i < 10'000 && session.playback().is_playing(); ++i) {
        session.tick(16ms);
    }
    CHECK_FALSE(session.playback().is_playing());
}

/// Answers every question with `choice` and plays on until the end.
void play_through(app::Session& session, std::size_t choice) {
    for (int i = 0; i < 100 && session.cursor() < session.trace().size(); ++i) {
        session.apply(AnswerQuestion{choice});
        play_on(session);
    }
}

} // namespace

TEST_SUITE("app/model/predict") {

TEST_CASE("the cursor may go to the first unanswered question, then to its answer") {
    Predict predict = quiz({question(10, 20, 0), question(15, 16, 1)});
    CHECK(predict.limit() == 10);
    CHECK(predict.asked(9) == nullptr);
    REQUIRE(predict.asked(10) != nullptr);
    predict.answer(10, 0);
    CHECK(predict.asked(10) == nullptr);
    CHECK(predict.limit() == 15); // the next question comes before the answer
    predict.answer(15, 2);
    CHECK(predict.limit() == 17);
    CHECK(predict.follow(17) == QuizStop::answer);
    CHECK(predict.shown(17)->question.answer == 1);
    CHECK(predict.limit() == 21);
    CHECK(predict.follow(21) == QuizStop::answer);
    CHECK(predict.is_over());
    CHECK(predict.right() == 1);
    CHECK(predict.limit() == SIZE_MAX);
}

TEST_CASE("an answer that was not offered, and one that nobody asked for, change nothing") {
    Predict predict = quiz({question(10, 20, 0)});
    predict.answer(10, 3);
    predict.answer(9, 0);
    CHECK(predict.answered() == 0);
    predict.answer(10, 1);
    predict.answer(10, 0);
    CHECK(predict.items()[0].chosen == 1);
}

TEST_CASE("several questions at one place are asked, and read, one after the other") {
    Predict predict = quiz({question(10, 20, 0), question(10, 20, 1)});
    predict.answer(10, 0);
    CHECK(predict.limit() == 10);
    predict.answer(10, 0);
    CHECK(predict.answered() == 2);
    CHECK(predict.follow(21) == QuizStop::answer);
    CHECK(predict.shown(21) == &predict.items()[0]);
    CHECK_FALSE(predict.dismiss());
    CHECK(predict.shown(21) == &predict.items()[1]);
    CHECK(predict.dismiss());
    CHECK(predict.shown(21) == nullptr);
}

TEST_CASE("who goes elsewhere has read the answer") {
    Predict predict = quiz({question(10, 20, 0)});
    predict.answer(10, 0);
    predict.follow(21);
    CHECK(predict.shown(20) == nullptr);
    CHECK(predict.follow(20) == QuizStop::none);
    CHECK(predict.follow(21) == QuizStop::none);
    CHECK(predict.shown(21) == nullptr);
    CHECK(predict.look_again(0) == 10);
    CHECK(predict.shown(10) == &predict.items()[0]);
}

TEST_CASE("the cursor comes to a question once, and again from elsewhere") {
    Predict predict = quiz({question(10, 20, 0)});
    CHECK(predict.follow(9) == QuizStop::none);
    CHECK(predict.follow(10) == QuizStop::question);
    CHECK(predict.follow(10) == QuizStop::none);
    CHECK(predict.follow(8) == QuizStop::none);
    CHECK(predict.follow(10) == QuizStop::question);
}

TEST_CASE("a question that is asked where an answer shows comes once that is read") {
    Predict predict = quiz({question(10, 20, 0), question(21, 30, 1)});
    predict.answer(10, 0);
    CHECK(predict.follow(21) == QuizStop::answer);
    CHECK(predict.follow(21) == QuizStop::none);
    CHECK(predict.dismiss());
    CHECK(predict.follow(21) == QuizStop::question);
}

TEST_CASE("a run that asks nothing hides nothing") {
    Predict predict = quiz({});
    CHECK(predict.is_on());
    CHECK_FALSE(predict.hides());
    CHECK(predict.limit() == SIZE_MAX);
}

TEST_CASE("the mode begins at the start, and playing stops before the first question") {
    app::Session session = predicting();
    CHECK(session.cursor() == 0);
    CHECK_FALSE(session.tells_all());
    play_on(session);
    const app::QuizItem* asked = session.predict().asked(session.cursor());
    REQUIRE(asked != nullptr);
    CHECK(session.cursor() == core::index_of(asked->question.ask_before));
    // The time is that of the event that comes next: the hairline does not jump back.
    CHECK(session.playback().now() == session.trace()[asked->question.ask_before].at);
}

TEST_CASE("no way of moving goes past an unanswered question") {
    const app::Session fresh = predicting();
    const std::size_t first = fresh.predict().limit();
    for (const app::Command& command : app::Commands{
             app::SeekEnd{}, app::SeekEvent{9999}, app::SeekTime{10s}, app::StepTurningPoint{1},
             app::ShowEvent{core::EventId{100}}, app::ShowCause{core::EventId{100}}}) {
        app::Session session = predicting();
        for (int i = 0; i < 100; ++i) {
            session.apply(command);
            CHECK(session.cursor() <= first);
        }
    }
    app::Session session = predicting();
    for (int i = 0; i < 1000; ++i) {
        session.apply(app::StepEvent{1});
    }
    CHECK(session.cursor() == first);
}

TEST_CASE("an answer is shown where the run shows it, and playing stops there") {
    app::Session session = predicting();
    play_on(session);
    const std::size_t asked_at = session.cursor();
    session.apply(AnswerQuestion{0});
    session.apply(AnswerQuestion{0}); // both questions that are asked here
    REQUIRE(session.predict().asked(asked_at) == nullptr);
    play_on(session);
    CHECK(session.cursor() > asked_at);
    REQUIRE(session.predict().shown(session.cursor()) != nullptr);
    CHECK(session.cursor() == session.predict().shown(session.cursor())->revealed_at());
}

TEST_CASE("right answers count, and at the end everything is told") {
    app::Session session = predicting();
    for (int i = 0; i < 100 && session.cursor() < session.trace().size(); ++i) {
        if (const auto* asked = session.predict().asked(session.cursor())) {
            session.apply(AnswerQuestion{asked->question.answer});
        } else {
            play_on(session);
        }
    }
    CHECK(session.predict().is_over());
    CHECK(session.predict().right() == session.predict().items().size());
    CHECK(session.tells_all());
    session.apply(app::LookAgain{1});
    CHECK(session.cursor() == session.predict().items()[1].asked_at());
    CHECK_FALSE(session.tells_all());
    session.apply(app::PredictAgain{});
    CHECK(session.cursor() == 0);
    CHECK(session.predict().answered() == 0);
}

TEST_CASE("whatever is answered, every quiz of every scenario comes to its end") {
    for (const scenarios::Scenario* scenario : scenarios::all()) {
        CAPTURE(scenario->id);
        for (std::size_t choice = 0; choice < 2; ++choice) {
            app::Session session = predicting(scenario->id);
            play_through(session, choice);
            CHECK(session.predict().is_over());
            CHECK(session.cursor() == session.trace().size());
        }
    }
}

TEST_CASE("who has read the last answer at the end of the run does not start over") {
    app::Session session = predicting("shutdown-drain"); // the flush shows at the very end
    session.apply(app::SetParam{0, 1});                  // article
    for (int i = 0; i < 100 && session.cursor() < session.trace().size(); ++i) {
        session.apply(AnswerQuestion{0});
        session.apply(app::SeekEnd{});
    }
    for (int i = 0; i < 5 && session.predict().shown(session.cursor()) != nullptr; ++i) {
        session.apply(app::ReadOn{});
        CHECK(session.cursor() == session.trace().size());
    }
    CHECK(session.predict().shown(session.cursor()) == nullptr);
}

TEST_CASE("another parameter begins the quiz anew, with the questions of the new run") {
    app::Session session = predicting();
    play_on(session);
    session.apply(AnswerQuestion{0});
    session.apply(app::SetParam{0, 2}); // task-group
    CHECK(session.predict().answered() == 0);
    CHECK(session.cursor() == 0);
    CHECK(session.predict().items()[0].question.answer == 2);
    session.apply(app::SelectScenario{"semaphore-throttle"});
    CHECK(session.predict().is_on());
    CHECK(session.cursor() == 0);
    CHECK(session.predict().items().size() >= 2);
}

TEST_CASE("who zooms to a task does not see when it will end") {
    app::Session session = predicting();
    session.apply(app::SeekEnd{}); // to the first question
    session.apply(app::SelectTask{core::main_task});
    session.apply(app::ZoomToSelection{});
    for (int i = 0; i < 100; ++i) {
        session.tick(100ms);
    }
    const app::Window& shown = session.viewport().target();
    CHECK(shown.end < session.cursor_position() + 0.2 * shown.length());
}

TEST_CASE("at a question the lanes show tasks that are alive, at an answer the one it is about") {
    app::Session session = predicting("shutdown-drain");
    session.apply(app::SetLanePage{6, app::Side::a});
    session.apply(app::SeekEnd{}); // the requests under way are far down
    for (int i = 0; i < 100; ++i) {
        session.tick(100ms);
    }
    REQUIRE(session.predict().asked(session.cursor()) != nullptr);
    const auto alive = [&](std::size_t row) {
        const std::size_t lane = session.lane_view().rows().rows()[row].lane;
        const core::TaskId task = session.run().index().lanes()[lane].task;
        const core::TaskPhase phase = session.at_cursor().task(task).phase;
        return phase != core::TaskPhase::absent && !core::has_ended(phase);
    };
    const auto first = static_cast<std::size_t>(std::ceil(session.lanes(app::Side::a).scroll()));
    for (std::size_t row = first; row < first + 5; ++row) {
        CAPTURE(row);
        CHECK(alive(row));
    }
    std::size_t looked = 0;
    for (int i = 0; i < 20; ++i) {
        session.apply(AnswerQuestion{0});
        session.apply(app::SeekEnd{});
        for (int frame = 0; frame < 100; ++frame) {
            session.tick(100ms);
        }
        const core::TaskId last = session.trace().events()[session.cursor() - 1].task;
        if (session.predict().shown(session.cursor()) == nullptr || last == core::TaskId::none) {
            continue;
        }
        const auto row = session.lane_view().rows().row_of(session.run().index().lane_of(last));
        REQUIRE(row);
        CHECK(static_cast<double>(*row) >= session.lanes(app::Side::a).scroll());
        CHECK(static_cast<double>(*row) + 1 <= session.lanes(app::Side::a).scroll() + 6);
        ++looked;
    }
    CHECK(looked > 0);
}

TEST_CASE("at a question the lanes do not go where tasks are still to come") {
    app::Session session = predicting("semaphore-throttle"); // asks before the 24 tasks exist
    session.apply(app::SetLanePage{3, app::Side::a});
    session.apply(app::SeekEnd{});
    for (int i = 0; i < 100; ++i) {
        session.tick(100ms);
    }
    REQUIRE(session.predict().asked(session.cursor()) != nullptr);
    CHECK(session.lanes(app::Side::a).scroll() == 0);
}

TEST_CASE("leaving the mode shows everything again") {
    app::Session session = predicting();
    session.apply(app::TogglePredict{});
    CHECK(session.tells_all());
    session.apply(app::SeekEnd{});
    CHECK(session.cursor() == session.trace().size());
}

TEST_CASE("whatever is done in predict mode, nothing beyond the limit is seen") {
    std::mt19937 random{7};
    app::Session session = predicting("shutdown-drain");
    for (int i = 0; i < 3000; ++i) {
        const auto pick = [&](std::size_t n) { return random() % n; };
        const app::Commands any{app::StepEvent{1},
                                app::StepEvent{-1},
                                app::StepMoment{1},
                                app::StepTurningPoint{1},
                                app::TogglePlay{},
                                app::SeekEnd{},
                                AnswerQuestion{pick(4)},
                                app::ReadOn{},
                                app::SeekTime{pick(2000) * 1ms},
                                app::LookAgain{pick(4)},
                                app::PredictAgain{},
                                app::SeekEvent{pick(700)},
                                app::SetParam{0, static_cast<std::int64_t>(pick(3))}};
        session.apply(any[pick(any.size())]);
        session.tick(pick(200) * 1ms);
        CHECK(session.cursor() <= session.predict().limit());
        CHECK(session.cursor() <= session.trace().size());
        for (const app::QuizItem& item : session.predict().items()) {
            CHECK((item.chosen || session.cursor() <= item.asked_at()));
        }
    }
}

} // TEST_SUITE
