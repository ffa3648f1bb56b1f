#include "app/model/command_table.hpp"
#include "app/model/session.hpp"
#include "tests/support/trace_builder.hpp"

#include <doctest/doctest.h>

using namespace std::chrono_literals;
using app::Axis;
using app::Session;
using core::TaskId;
using support::TraceBuilder;

namespace {

constexpr std::array params{
    scenarios::Param{
        .id = "work_ms", .label = "Work", .min = 10, .max = 5000, .initial = 1000, .unit = "ms"},
    scenarios::Param{.id = "tasks", .label = "Tasks", .min = 1, .max = 8, .initial = 3},
};

/// What a sweep runs; the window shows fake_run.
core::Coro<int> brief_main(core::Loop&, const scenarios::ParamValues&, std::uint64_t,
                           scenarios::World&) {
    co_return 0;
}

scenarios::Scenario make_scenario(std::string_view id) {
    scenarios::Scenario scenario{};
    scenario.id = id;
    scenario.params = params;
    scenario.main = brief_main;
    scenario.questions = [](const core::Trace&, const scenarios::ParamValues&) {
        return std::vector<scenarios::Question>{};
    };
    scenario.verdict = [](const core::Trace& trace, const scenarios::ParamValues&) {
        return std::to_string(trace.tasks().size()) + " tasks";
    };
    return scenario;
}

/// main and `tasks` children; the child i sleeps (i + 1) · work, the last one then fails.
std::shared_ptr<const core::Trace> fake_run(const scenarios::RunSpec& spec) {
    const auto work = spec.values.ms("work_ms");
    const std::int64_t tasks = spec.values.get("tasks");
    TraceBuilder b;
    const TaskId main = b.create("main");
    b.start(main);
    std::vector<TaskId> children;
    for (std::int64_t i = 0; i < tasks; ++i) {
        children.push_back(b.create("task-" + std::to_string(i + 1), main));
        b.start(children.back());
        b.sleep(children.back());
    }
    b.suspend(main, core::WaitKind::gather, "gather");
    for (std::int64_t i = 0; i < tasks; ++i) {
        b.at((i + 1) * work);
        const TaskId child = children[static_cast<std::size_t>(i)];
        b.resume(child);
        i + 1 == tasks ? b.fail(child, "ValueError") : b.finish(child);
    }
    b.resume(main);
    b.finish(main);
    return b.take();
}

struct Fixture {
    scenarios::Scenario first = make_scenario("first");
    scenarios::Scenario second = make_scenario("second");
    std::array<const scenarios::Scenario*, 2> both{&first, &second};
    int runs = 0;
    Session session = make();

    Session make(app::Settings settings = {}) {
        return Session{both,
                       [this](const scenarios::RunSpec& spec) {
                           ++runs;
                           return fake_run(spec);
                       },
                       std::move(settings)};
    }
    void settle() {
        for (int frame = 0; frame < 100 && session.needs_frames(); ++frame) {
            session.tick(16ms);
        }
    }
};

core::TraceState replayed(const core::Trace& trace, std::size_t count) {
    core::TraceState state;
    for (const core::Event& event : trace.events().first(count)) {
        state.apply(event);
    }
    return state;
}

} // namespace

TEST_SUITE("app/model/session") {

TEST_CASE_FIXTURE(Fixture, "a session starts with the whole run of the first scenario in view") {
    CHECK(runs == 1);
    CHECK(session.scenario().id == "first");
    CHECK(session.playback().is_at_end());
    CHECK(session.viewport().shows_all());
    CHECK(session.run().verdict() == "4 tasks");
    CHECK_FALSE(session.needs_frames());
}

TEST_CASE_FIXTURE(Fixture, "the scenario of the settings is started, an unknown one is not") {
    app::Settings settings;
    settings.scenario = "second";
    CHECK(make(settings).scenario().id == "second");
    settings.scenario = "gone";
    CHECK(make(settings).scenario().id == "first");
    CHECK(make(settings).settings().scenario == "first");
}

TEST_CASE_FIXTURE(Fixture, "a slider keeps the time of the cursor and the zoom") {
    session.apply(app::SeekTime{1500ms});
    session.apply(app::ZoomAt{.notches = 3, .anchor = 0.4});
    settle();
    const app::Window window = session.viewport().window();
    session.apply(app::SetParam{0, 700});
    CHECK(session.spec().values.get("work_ms") == 700);
    CHECK(session.playback().now() == 1500ms);
    CHECK(session.cursor() == session.trace().count_until(1500ms));
    CHECK(session.viewport().window() == window);
    CHECK_FALSE(session.needs_frames());
}

TEST_CASE_FIXTURE(Fixture, "moving a slider there and back changes nothing") {
    session.apply(app::SeekEvent{9});
    session.apply(app::SelectTask{TaskId{4}});
    const std::size_t cursor = session.cursor();
    session.apply(app::SetParam{1, 1}); // task-3 does not exist in that run
    CHECK(session.selection().task() == TaskId::none);
    session.apply(app::SetParam{0, 50});
    session.apply(app::SetParam{0, 1000});
    session.apply(app::SetParam{1, 3});
    CHECK(session.cursor() == cursor);
    CHECK(session.selection().task() == TaskId{4});
}

TEST_CASE_FIXTURE(Fixture, "a slider that does not move does not run") {
    session.apply(app::SetParam{0, 1000});
    CHECK(runs == 1);
    session.apply(app::SetParam{0, 999'999}); // clamped
    CHECK(session.spec().values.get("work_ms") == 5000);
    CHECK(runs == 2);
    session.apply(app::SetParam{0, 888'888});
    CHECK(runs == 2);
    session.apply(app::ResetParams{});
    CHECK(session.spec().values.get("work_ms") == 1000);
}

TEST_CASE_FIXTURE(Fixture, "each run has a number of its own") {
    const std::size_t number = session.run_number();
    session.apply(app::SetParam{0, 500});
    CHECK(session.run_number() == number + 1);
    session.apply(app::SeekStart{});
    CHECK(session.run_number() == number + 1);
}

TEST_CASE_FIXTURE(Fixture, "another scenario starts with everything in view and nothing selected") {
    session.apply(app::SelectTask{TaskId{2}});
    session.apply(app::ZoomAt{.notches = 5, .anchor = 0.5});
    session.apply(app::SetSpeed{4});
    session.apply(app::SelectScenario{"second"});
    CHECK(session.scenario().id == "second");
    CHECK(session.settings().scenario == "second");
    CHECK(session.selection().task() == TaskId::none);
    CHECK(session.viewport().shows_all());
    CHECK(session.playback().is_at_end());
    CHECK(session.playback().speed() == 4);
    session.apply(app::SelectScenario{"no such"});
    CHECK(session.scenario().id == "second");
}

TEST_CASE_FIXTURE(Fixture, "stepping back equals replaying from the start") {
    for (std::size_t n = session.trace().size(); n > 0; --n) {
        REQUIRE(session.cursor() == n);
        REQUIRE(session.at_cursor() == replayed(session.trace(), n));
        session.apply(app::StepEvent{-1});
    }
    CHECK(session.cursor() == 0);
}

TEST_CASE_FIXTURE(Fixture, "playing asks for frames until the end and then no more") {
    session.apply(app::TogglePlay{});
    CHECK(session.cursor() == 0);
    CHECK(session.needs_frames());
    CHECK(session.tick(1s));
    CHECK(session.playback().now() == 1s);
    session.apply(app::TogglePlay{});
    CHECK_FALSE(session.playback().is_playing());
    session.apply(app::Play{});
    session.tick(5s);
    settle();
    CHECK(session.playback().is_at_end());
    CHECK_FALSE(session.needs_frames());
    CHECK_FALSE(session.tick(1s));
}

TEST_CASE_FIXTURE(Fixture, "run again plays from the start, a new seed changes the spec") {
    session.apply(app::Relaunch{});
    CHECK(session.cursor() == 0);
    CHECK(session.playback().is_playing());
    const auto seed = session.spec().seed;
    session.apply(app::NewSeed{});
    CHECK(session.spec().seed != seed);
}

TEST_CASE_FIXTURE(Fixture, "a step out of sight brings the view along, one in sight does not") {
    session.apply(app::ZoomToSpan{{0, 5e8}});
    settle();
    const app::Window window = session.viewport().window();
    session.apply(app::SeekTime{400ms});
    CHECK(session.viewport().target() == window);
    session.apply(app::StepMoment{1}); // 1 s
    settle();
    CHECK(session.viewport().window().end > 1e9);
    CHECK(session.viewport().window().length() == doctest::Approx(window.length()));
}

TEST_CASE_FIXTURE(Fixture, "playing turns the page, unless the user looks elsewhere") {
    session.apply(app::ZoomToSpan{{0, 1e9}});
    session.apply(app::SeekStart{});
    session.apply(app::Play{});
    for (int frame = 0; frame < 100; ++frame) { // 1.6 s
        session.tick(16ms);
    }
    CHECK(session.viewport().window().begin > 9e8);
    session.apply(app::PanBy{-1, app::Motion::immediate});
    const app::Window elsewhere = session.viewport().window();
    for (int frame = 0; frame < 30; ++frame) {
        session.tick(16ms);
    }
    CHECK(session.viewport().window() == elsewhere);
}

TEST_CASE_FIXTURE(Fixture, "F shows the life of the selected task, then the whole run") {
    session.apply(app::SelectTask{TaskId{2}}); // task-1: 0 … 1 s
    session.apply(app::ZoomToSelection{});
    settle();
    CHECK(session.viewport().window().length() == doctest::Approx(1.1e9));
    session.apply(app::ZoomToSelection{});
    settle();
    CHECK(session.viewport().shows_all());
}

TEST_CASE_FIXTURE(Fixture, "keys zoom around the cursor, or the middle when it is out of sight") {
    session.apply(app::SeekTime{1s});
    settle();
    const auto fraction = [&] {
        const app::Window& w = session.viewport().window();
        return (1e9 - w.begin) / w.length();
    };
    const double before = fraction();
    session.apply(app::ZoomAt{.notches = 2});
    settle();
    CHECK(fraction() == doctest::Approx(before));
    session.apply(app::ZoomToSpan{{2e9, 2.5e9}});
    settle();
    session.apply(app::ZoomAt{.notches = 2});
    settle();
    const app::Window& window = session.viewport().window();
    CHECK((window.begin + window.end) / 2 == doctest::Approx(2.25e9));
}

TEST_CASE_FIXTURE(Fixture, "the axis keeps what is in view and the cursor") {
    session.apply(app::SeekEvent{6});
    session.apply(app::ToggleAxis{});
    CHECK(session.axis() == Axis::order);
    CHECK(session.settings().axis == Axis::order);
    CHECK(session.viewport().shows_all());
    CHECK(session.cursor() == 6);
    session.apply(app::ZoomToSpan{{4, 10}});
    settle();
    const app::Window order = session.viewport().window();
    session.apply(app::SetAxis{Axis::order});
    CHECK(session.viewport().window() == order);
    session.apply(app::SetAxis{Axis::time});
    CHECK(session.viewport().window().end < 1.5e9);
    CHECK_FALSE(session.needs_frames());
}

TEST_CASE_FIXTURE(Fixture, "a click on an event of the story shows it: cursor, task and place") {
    const auto failed = session.run().index().lanes().back().ended;
    session.apply(app::ZoomToSpan{{0, 1e8}});
    session.apply(app::ShowEvent{failed});
    settle();
    CHECK(session.cursor() == core::index_of(failed) + 1);
    CHECK(session.trace().name(session.selection().task()) == "task-3");
    CHECK(session.viewport().window().end > 3e9);
    session.apply(app::ShowEvent{core::EventId{99'999}}); // a link into a former run
    CHECK(session.cursor() == core::index_of(failed) + 1);
}

TEST_CASE_FIXTURE(Fixture, "reduced motion moves at once") {
    session.apply(app::ToggleReducedMotion{});
    session.apply(app::ZoomAt{.notches = 1, .anchor = 0.5});
    session.apply(app::PanBy{0.1});
    session.apply(app::FitAll{});
    CHECK_FALSE(session.needs_frames());
}

TEST_CASE_FIXTURE(Fixture, "Escape closes an overlay first, then clears the selection") {
    session.apply(app::SelectTask{TaskId{1}});
    session.apply(app::ToggleHelp{});
    session.apply(app::TogglePalette{});
    CHECK_FALSE(session.overlays().help); // only one at a time
    CHECK(session.overlays().palette);
    session.apply(app::ClearSelection{});
    CHECK_FALSE(session.overlays().palette);
    CHECK(session.selection().task() == TaskId{1});
    session.apply(app::ClearSelection{});
    CHECK(session.selection().task() == TaskId::none);
}

TEST_CASE_FIXTURE(Fixture, "lanes scroll within what the view has room for") {
    session.apply(app::SetLanePage{2.5});
    session.apply(app::ScrollLanes{10, app::Motion::immediate});
    CHECK(session.viewport().scroll() == 1.5); // 4 lanes
    session.apply(app::SetParam{1, 1});        // 2 lanes
    CHECK(session.viewport().scroll() == 0);
}

TEST_CASE_FIXTURE(Fixture, "window commands change the settings and nothing else") {
    const std::size_t cursor = session.cursor();
    session.apply(app::Commands{app::ToggleTheme{}, app::ScaleUi{1}, app::ToggleCodeTab{},
                                app::SetPanelSize{app::Panel::left, 25}, app::ToggleFullscreen{}});
    CHECK(session.settings().theme == app::ThemeKind::dark);
    CHECK(session.settings().ui_scale_percent == 110);
    CHECK(session.settings().code_tab == app::CodeTab::python);
    CHECK(session.settings().panel(app::Panel::left) == 25);
    CHECK(session.settings().fullscreen);
    CHECK(runs == 1);
    CHECK(session.cursor() == cursor);
}

TEST_CASE_FIXTURE(Fixture, "every row of the table of commands can be applied at any time") {
    for (int round = 0; round < 3; ++round) {
        for (const app::CommandInfo& row : app::command_table()) {
            CAPTURE(row.id);
            session.apply(row.make());
            session.tick(16ms);
            CHECK(session.cursor() <= session.trace().size());
            CHECK(session.viewport().window().length() > 0);
        }
    }
}

TEST_CASE_FIXTURE(Fixture, "the view of the timeline is that of the session") {
    session.apply(app::SeekTime{1200ms});
    session.apply(app::SelectTask{TaskId{2}});
    session.apply(app::HoverTask{TaskId{3}});
    const app::TimelineView view = session.timeline_view();
    CHECK(view.window == session.viewport().window());
    CHECK(view.cursor == session.cursor());
    CHECK(view.playing_at == core::Instant{1200ms});
    CHECK(view.selected == TaskId{2});
    CHECK(view.hovered == TaskId{3});
}

TEST_CASE_FIXTURE(Fixture, "a step brings the lane into view in which it happens") {
    session.apply(app::SetParam{1, 8});
    session.apply(app::SetLanePage{3});
    session.apply(app::ScrollLanes{.lanes = 9, .motion = app::Motion::immediate});
    REQUIRE(session.viewport().scroll() == 6);
    session.apply(app::SeekStart{}); // main is first
    settle();
    CHECK(session.viewport().scroll() == 0);
    session.apply(app::SeekEnd{});
    session.apply(app::StepTurningPoint{-1}); // the last child fails
    settle();
    CHECK(session.viewport().scroll() == 6);
    session.apply(app::SeekTime{0ms}); // scrubbing leaves the lanes alone
    settle();
    CHECK(session.viewport().scroll() == 6);
}

} // TEST_SUITE
