#include "app/model/keys.hpp"
#include "core/trace/explain.hpp"
#include "tests/app/walk/panels.hpp"
#include "tests/support/headless_gui.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

using namespace std::chrono_literals;
using support::HeadlessGui;
using support::make_session;

namespace {

/// The window and somebody who has nothing but a keyboard.
struct Keyboard {
    HeadlessGui gui;
    app::Session session;

    /// Presses the first key that the table names for that command.
    void press(std::string_view id) {
        CAPTURE(id);
        const auto chords = app::parse_chords(app::find_command(id)->keys);
        REQUIRE_FALSE(chords.empty());
        gui.settle(session, {chords.front()});
        support::check_cursor(session);
    }
    void check_panels() {
        support::check_panels(session, gui.ui().timeline.pane(session.focus()).layout);
    }
    /// Presses it until nothing moves any more; gives how often it did.
    std::size_t press_on(std::string_view id) {
        for (std::size_t count = 0;; ++count) {
            REQUIRE(count <= session.playback().size());
            const std::size_t before = session.playback().cursor();
            press(id);
            if (session.playback().cursor() == before) {
                return count;
            }
            check_panels();
        }
    }
    void play_on() {
        press("play");
        for (int i = 0; i < 100'000 && session.playback().is_playing(); ++i) {
            session.tick(16ms);
        }
        REQUIRE_FALSE(session.playback().is_playing());
        gui.settle(session);
    }
};

std::size_t last_turning_point(const core::Trace& trace) {
    const auto events = trace.events();
    const auto last = std::find_if(events.rbegin(), events.rend(), [](const core::Event& event) {
        return core::is_turning_point(event.kind);
    });
    return static_cast<std::size_t>(events.rend() - last);
}

/// To the end by moments, back by turning points; then there and back by single events.
void there_and_back(Keyboard& keyboard) {
    app::Session& session = keyboard.session;
    keyboard.press("start");
    REQUIRE(session.playback().cursor() == 0);
    CHECK(keyboard.press_on("next-moment") > 0);
    REQUIRE(session.playback().cursor() == session.playback().size());
    CHECK(keyboard.press_on("previous-turning-point") > 0);
    REQUIRE(session.playback().cursor() == 0);
    for (const int by : {1, -1}) {
        for (std::size_t i = 0; i < session.playback().size(); ++i) {
            const std::size_t before = session.playback().cursor();
            session.apply(app::StepEvent{by});
            REQUIRE(session.playback().cursor() == (by > 0 ? before + 1 : before - 1));
            support::check_cursor(session);
        }
    }
    keyboard.gui.settle(session);
    keyboard.check_panels();
}

/// Answers all questions of the run and plays on in between.
void predict(Keyboard& keyboard, bool rightly) {
    app::Session& session = keyboard.session;
    const app::Predict& quiz = session.predict();
    keyboard.press("predict");
    REQUIRE(quiz.is_on());
    REQUIRE(quiz.hides());
    for (int i = 0; i < 100 && session.cursor() < session.trace().size(); ++i) {
        if (const app::QuizItem* item = quiz.asked(session.cursor())) {
            keyboard.check_panels();
            const auto& layout = keyboard.gui.ui().timeline.pane(app::Side::a).layout;
            CHECK(layout.hidden_from == session.cursor());
            const std::size_t answer = item->question.answer;
            const std::size_t choice = rightly ? answer : (answer == 0 ? 1 : 0);
            keyboard.press("answer-" + std::to_string(choice + 1));
            CHECK(quiz.asked(session.cursor()) != item);
        }
        keyboard.play_on();
    }
    CHECK(session.cursor() == session.trace().size());
    CHECK(quiz.is_over());
    CHECK(quiz.right() == (rightly ? quiz.items().size() : 0));
    keyboard.press("predict");
    CHECK_FALSE(quiz.is_on());
}

} // namespace

TEST_SUITE("app/walk") {

TEST_CASE("by keyboard alone one comes from lesson to lesson, in each to the last turning point") {
    Keyboard keyboard{HeadlessGui{}, make_session()};
    const auto all = scenarios::all();
    REQUIRE(all.size() == 12);
    for (const scenarios::Scenario* scenario : all) {
        CAPTURE(scenario->id);
        REQUIRE(keyboard.session.scenario().id == scenario->id);
        keyboard.press("start");
        CHECK(keyboard.press_on("next-turning-point") > 0);
        CHECK(keyboard.session.cursor() >= last_turning_point(keyboard.session.trace()));
        keyboard.play_on();
        keyboard.press("next-lesson");
    }
}

TEST_CASE("each lesson can be gone through in every mode, there and back") {
    for (const scenarios::Scenario* scenario : scenarios::all()) {
        CAPTURE(scenario->id);
        Keyboard keyboard{HeadlessGui{}, make_session(scenario->id)};
        keyboard.gui.settle(keyboard.session);
        for (const char* mode : {"axis", "compare", "axis", "present", "axis", "compare"}) {
            CAPTURE(mode);
            keyboard.press(mode);
            there_and_back(keyboard);
        }
        keyboard.press("present");
        CHECK_FALSE(keyboard.session.is_presenting());
    }
}

TEST_CASE("the questions of each lesson can be answered, rightly and wrongly, on both axes") {
    for (const scenarios::Scenario* scenario : scenarios::all()) {
        CAPTURE(scenario->id);
        Keyboard keyboard{HeadlessGui{}, make_session(scenario->id)};
        keyboard.gui.settle(keyboard.session);
        predict(keyboard, true);
        keyboard.press("axis");
        predict(keyboard, false);
        keyboard.press("present");
        predict(keyboard, true);
    }
}

TEST_CASE("every guided step of every lesson shows a moment of its run") {
    for (const scenarios::Scenario* scenario : scenarios::all()) {
        CAPTURE(scenario->id);
        Keyboard keyboard{HeadlessGui{}, make_session(scenario->id)};
        keyboard.gui.settle(keyboard.session);
        const std::size_t steps = keyboard.session.guide().lesson().steps.size();
        REQUIRE(steps >= 4);
        for (std::size_t i = 0; i < steps; ++i) {
            keyboard.press("next-step");
            CHECK(keyboard.session.guide().at() == i);
            keyboard.check_panels();
        }
    }
}

} // TEST_SUITE
