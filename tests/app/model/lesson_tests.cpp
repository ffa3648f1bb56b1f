#include "app/model/lesson_guide.hpp"
#include "assets/embedded.hpp"

#include <doctest/doctest.h>

#include <string>

using app::StepCursor;
using namespace std::chrono_literals;

namespace {

const scenarios::Scenario& gather() {
    return *scenarios::find("gather-vs-group");
}

core::Result<app::Lesson> lesson_with(const std::string& settings) {
    return app::parse_lesson("# T\n\nlead\n\n## Steps\n\n### One\n\n" + settings + "\n\nsays it\n",
                             gather().params);
}

/// The only step of a lesson with those settings.
app::LessonStep step_with(const std::string& settings) {
    const auto lesson = lesson_with(settings);
    REQUIRE_MESSAGE(lesson, lesson.error().message);
    REQUIRE(lesson.value().steps.size() == 1);
    return lesson.value().steps[0];
}

std::string complaint(const std::string& settings) {
    const auto lesson = lesson_with(settings);
    REQUIRE_FALSE(lesson);
    return lesson.error().message;
}

} // namespace

TEST_SUITE("app/model/lesson") {

TEST_CASE("a lesson is its title, its paragraph, its sections, its steps and its notes") {
    const auto lesson = app::parse_lesson("# Title\n\nlead\n\n## Look\n\n- a\n- b\n\n"
                                          "## Steps\n\n### One\n\n`at=start`\n\nsays it\n\n"
                                          "## Speaker notes\n\nslowly\n\n## More\n\nc\n",
                                          gather().params);
    REQUIRE(lesson);
    CHECK(lesson.value().title == "Title");
    CHECK(app::plain_text(lesson.value().lead.at(0)) == "lead");
    REQUIRE(lesson.value().sections.size() == 2);
    CHECK(lesson.value().sections[0].title == "Look");
    CHECK(lesson.value().sections[0].text.size() == 2);
    CHECK(lesson.value().sections[1].title == "More");
    REQUIRE(lesson.value().steps.size() == 1);
    CHECK(lesson.value().steps[0].title == "One");
    CHECK(app::plain_text(lesson.value().notes.at(0)) == "slowly");
}

TEST_CASE("a step sets parameters, interventions, cursor, selection and axis") {
    const app::LessonStep step =
        step_with("`mode=task-group` `tasks=4` `what-if=cancel:task-2@250ms` "
                  "`at=400ms` `select=main` `axis=order`");
    CHECK(step.values.choice("mode") == "task-group");
    CHECK(step.values.get("tasks") == 4);
    CHECK(step.values.get("fail_task") == 3); // a default
    REQUIRE(step.interventions.size() == 1);
    CHECK(to_text(step.interventions[0]) == "cancel:task-2@250ms");
    CHECK(step.cursor.kind == StepCursor::Kind::time);
    CHECK(step.cursor.at == 400ms);
    CHECK(step.select == "main");
    CHECK(step.axis == app::Axis::order);
    CHECK_FALSE(step.other.has_value());
}

TEST_CASE("without a moment a step shows the whole run") {
    CHECK(step_with("`mode=gather`").cursor.kind == StepCursor::Kind::end);
    CHECK(step_with("`at=start`").cursor.kind == StepCursor::Kind::start);
}

TEST_CASE("run B differs from what the step sets, wherever that stands") {
    const app::LessonStep step = step_with("`b.mode=task-group` `tasks=4`");
    REQUIRE(step.other.has_value());
    CHECK(step.values.choice("mode") == "gather");
    CHECK(step.other->choice("mode") == "task-group");
    CHECK(step.other->get("tasks") == 4);
}

TEST_CASE("what a step has wrong is said with the step's title and with what is allowed") {
    CHECK(complaint("`taks=3`").find("step 'One': unknown parameter 'taks'") == 0);
    CHECK(complaint("`tasks=65`").find("64") != std::string::npos);
    CHECK(complaint("`at=soon`").find("start, end or a time") != std::string::npos);
    CHECK(complaint("`after=fallen:main`").find("no kind of event 'fallen'") != std::string::npos);
    CHECK(complaint("`axis=up`").find("time and order") != std::string::npos);
    CHECK(complaint("`what-if=cancel:task-2`").find("behind an @") != std::string::npos);
    CHECK(complaint("`b.mode=best`").find("mode") != std::string::npos);
    CHECK(complaint("see `mode=gather`").find("settings alone") != std::string::npos);
    CHECK_FALSE(app::parse_lesson("# T\n\n## Steps\n\n### One\n\nonly text\n", gather().params));
    CHECK_FALSE(app::parse_lesson("# T\n\n## Steps\n\nlost\n", gather().params));
}

TEST_CASE("a cursor after an event stands right after it") {
    const auto trace = scenarios::run(scenarios::RunSpec{gather()});
    const auto at = app::cursor_in(*trace, step_with("`after=failed:task-3`").cursor);
    REQUIRE(at.has_value());
    CHECK(trace->events()[*at - 1].kind == core::EventKind::failed);
    CHECK(trace->name(trace->events()[*at - 1].task) == "task-3");
    CHECK_FALSE(app::cursor_in(*trace, step_with("`after=failed:main`").cursor).has_value());
    CHECK(app::cursor_in(*trace, step_with("`at=start`").cursor) == 0);
    CHECK(app::cursor_in(*trace, step_with("`at=end`").cursor) == trace->size());
    CHECK(app::cursor_in(*trace, step_with("`at=0ms`").cursor) == trace->count_until(0ms));
}

TEST_CASE("the steps are walked forwards and backwards, and end at both ends") {
    app::LessonGuide guide{gather(), app::built_in_glossary()};
    const std::size_t count = guide.lesson().steps.size();
    CHECK(guide.step() == nullptr);
    CHECK(guide.step_from_here(1) == 0);
    guide.go_to(0);
    CHECK(guide.step_from_here(-1) == 0);
    CHECK(guide.step_from_here(1) == 1);
    guide.go_to(count - 1);
    CHECK(guide.step_from_here(1) == count - 1);
    guide.go_to(count);
    CHECK(guide.at() == count - 1);
    guide.leave();
    CHECK_FALSE(guide.at().has_value());
}

TEST_CASE(
    "every lesson can be read, has notes and something to look at, and leads in 4 to 7 steps") {
    for (const scenarios::Scenario* scenario : scenarios::all()) {
        CAPTURE(scenario->id);
        const std::string file = "assets/lessons/" + std::string{scenario->id} + ".md";
        const auto lesson = app::parse_lesson(assets::embedded(file), scenario->params);
        REQUIRE_MESSAGE(lesson, lesson.error().message);
        CHECK(lesson.value().title == scenario->title);
        CHECK(lesson.value().lead.size() == 1);
        CHECK_FALSE(lesson.value().sections.empty());
        CHECK_FALSE(lesson.value().notes.empty());
        CHECK(lesson.value().steps.size() >= 4);
        CHECK(lesson.value().steps.size() <= 7);
    }
}

TEST_CASE("every step of every lesson is about tasks and events that its run has") {
    for (const scenarios::Scenario* scenario : scenarios::all()) {
        for (const app::LessonStep& step : app::lesson_of(*scenario).steps) {
            CAPTURE(scenario->id);
            CAPTURE(step.title);
            const auto trace = scenarios::run(app::spec_of(step, *scenario));
            CHECK(app::cursor_in(*trace, step.cursor).has_value());
            CHECK(step.cursor.at <= trace->end());
            if (!step.select.empty()) {
                CHECK(trace->find_task(step.select) != core::TaskId::none);
            }
            for (const core::Event& event : trace->events()) {
                CHECK_FALSE(trace->text(event.label).starts_with(scenarios::came_to_nothing));
            }
            CHECK(step.text.size() == 1); // it says one thing
            if (step.other) {
                const bool differs =
                    *step.other != step.values || step.other_interventions != step.interventions;
                CHECK(differs);
            }
        }
    }
}

} // TEST_SUITE
