#include "app/model/comparison.hpp"
#include "app/model/session.hpp"
#include "core/trace/explain.hpp"
#include "tests/support/headless_gui.hpp"
#include "tests/support/scenario_runs.hpp"

#include <doctest/doctest.h>

#include <random>

using namespace std::chrono_literals;
using app::Session;
using app::Side;
using support::make_session;

namespace {

Session comparing(std::string_view scenario = "gather-vs-group") {
    Session session = make_session(scenario);
    session.apply(app::ToggleCompare{});
    return session;
}

std::string mode_of(const Session& session, Side side) {
    return std::string{session.spec(side).values.choice("mode")};
}

} // namespace

TEST_SUITE("app/model/comparison") {

TEST_CASE("the default pair of each scenario differs in what its card says, and A stays") {
    for (const scenarios::Scenario* scenario : scenarios::all()) {
        CAPTURE(scenario->id);
        Session session = make_session(scenario->id);
        const scenarios::ParamValues before = session.spec().values;
        session.apply(app::ToggleCompare{});
        REQUIRE(session.is_comparing());
        CHECK(session.spec(Side::a).values == before);
        const auto param = scenario->difference.param;
        CHECK(session.spec(Side::a).values.choice(param) !=
              session.spec(Side::b).values.choice(param));
        session.apply(app::ToggleCompare{});
        CHECK_FALSE(session.is_comparing());
        CHECK(session.spec().values == before);
    }
}

TEST_CASE("B gets the other option, also where A already has that of B") {
    Session session = make_session();
    session.apply(app::SetParam{0, 2});
    session.apply(app::ToggleCompare{});
    CHECK(mode_of(session, Side::a) == "task-group");
    CHECK(mode_of(session, Side::b) == "gather");
}

TEST_CASE("stepping visits every event of both once, in order of time, and back the same way") {
    for (const scenarios::Scenario* scenario : scenarios::all()) {
        CAPTURE(scenario->id);
        Session session = comparing(scenario->id);
        session.apply(app::SeekStart{});
        const std::size_t total =
            session.run(Side::a).trace().size() + session.run(Side::b).trace().size();
        std::vector<std::array<std::size_t, 2>> way;
        core::Instant before{};
        for (std::size_t n = 0; n <= total; ++n) {
            way.push_back({session.cursor(Side::a), session.cursor(Side::b)});
            CHECK(way.back()[0] + way.back()[1] == n);
            CHECK(session.playback().now() >= before);
            before = session.playback().now();
            session.apply(app::StepEvent{1});
        }
        CHECK(session.playback().is_at_end());
        for (std::size_t n = total; n-- > 0;) {
            session.apply(app::StepEvent{-1});
            CHECK(session.cursor(Side::a) == way[n][0]);
            CHECK(session.cursor(Side::b) == way[n][1]);
        }
    }
}

TEST_CASE("the panels follow the run of the event that was stepped to") {
    Session session = comparing();
    session.apply(app::SeekStart{});
    while (!session.playback().is_at_end()) {
        session.apply(app::StepEvent{1});
        const auto& order = session.comparison()->order();
        CHECK(session.focus() == order[session.playback().cursor() - 1].side);
        CHECK(&session.trace() == &session.run(session.focus()).trace());
        CHECK(session.cursor() == session.cursor(session.focus()));
    }
}

TEST_CASE("a step to the next turning point stands right after one of either run") {
    Session session = comparing();
    session.apply(app::SeekStart{});
    std::array<std::size_t, 2> seen{};
    while (true) {
        session.apply(app::StepTurningPoint{1});
        if (session.playback().is_at_end()) {
            break;
        }
        const auto& order = session.comparison()->order();
        const std::size_t at = session.playback().cursor() - 1;
        CHECK(core::is_turning_point(order.event(at).kind));
        ++seen[app::index_of(order[at].side)];
    }
    CHECK(seen[0] > 0);
    CHECK(seen[1] > 0);
}

TEST_CASE("entering and leaving keeps the cursor of A and what is in view") {
    Session session = make_session();
    for (std::size_t cursor = 0; cursor <= session.trace().size(); ++cursor) {
        session.apply(app::SeekEvent{cursor});
        const app::Window window = session.viewport().target();
        session.apply(app::ToggleCompare{});
        CHECK(session.cursor(Side::a) == cursor);
        session.apply(app::SwitchRun{});
        session.apply(app::ToggleCompare{});
        CHECK(session.focus() == Side::a);
        CHECK(session.cursor() == cursor);
        CHECK(session.viewport().target() == window);
    }
}

TEST_CASE("a parameter is for both runs, for A or for B") {
    Session session = comparing();
    session.apply(app::SetParam{1, 9});
    CHECK(session.spec(Side::a).values.at(1) == 9);
    CHECK(session.spec(Side::b).values.at(1) == 9);
    session.apply(app::SetEdits{app::Edits::b});
    session.apply(app::SetParam{1, 4});
    CHECK(session.spec(Side::a).values.at(1) == 9);
    CHECK(session.spec(Side::b).values.at(1) == 4);
    session.apply(app::SetEdits{app::Edits::a});
    session.apply(app::SetParam{1, 5});
    session.apply(app::NewSeed{});
    CHECK(session.spec(Side::a).values.at(1) == 5);
    CHECK(session.spec(Side::b).values.at(1) == 4);
    CHECK(session.run(Side::a).trace().find_task("task-5") != core::TaskId::none);
    CHECK(session.run(Side::b).trace().find_task("task-5") == core::TaskId::none);
    CHECK(app::differences(session.spec(Side::a), session.spec(Side::b)) ==
          "mode=gather, tasks=5, seed=2");
    CHECK(app::differences(session.spec(Side::b), session.spec(Side::a)) ==
          "mode=task-group, tasks=4, seed=1");
}

TEST_CASE("the rules of Python are for both runs, for A or for B, and make another run") {
    Session session = support::make_session("timeouts");
    session.apply(app::SetParam{0, 1}); // wait-for: up to 3.11 it makes a task of its own
    const std::size_t tasks = session.trace().tasks().size();
    session.apply(app::SetPython{core::Version::v3_12});
    CHECK(session.trace().tasks().size() < tasks);
    session.apply(app::CompareWith{session.spec()});
    session.apply(app::SetEdits{app::Edits::b});
    session.apply(app::SetPython{core::Version::v3_11});
    CHECK(session.spec(Side::a).python == core::Version::v3_12);
    CHECK(session.run(Side::a).trace().tasks().size() < tasks);
    CHECK(session.run(Side::b).trace().tasks().size() == tasks);
    CHECK(app::differences(session.spec(Side::a), session.spec(Side::b)) == "python=3.12");
    session.apply(app::SetEdits{app::Edits::both});
    session.apply(app::ResetParams{});
    CHECK(session.spec(Side::a).python == core::Version::v3_11);
    CHECK(session.spec(Side::b).python == core::Version::v3_11);
}

TEST_CASE("rules of Python that change nothing say so") {
    Session session = support::make_session("timeouts");
    const auto notice = [&] { return session.take_along().notice().text; };
    session.apply(app::SetParam{0, 1}); // wait-for: up to 3.11 it makes a task of its own
    session.apply(app::SetPython{core::Version::v3_12});
    CHECK(notice() == "");
    session.apply(app::SetPython{core::Version::v3_13});
    CHECK(notice() == "This run is the same with Python 3.13, event by event");
    session.apply(app::SetPython{core::Version::v3_11});
    CHECK(notice() == "");
    session.apply(app::SetPython{core::Version::v3_11}); // as it is
    CHECK(notice() == "");
    session.apply(app::CompareWith{session.spec()});
    session.apply(app::SetEdits{app::Edits::b});
    session.apply(app::SetParam{0, 0}); // timeout, in B
    session.apply(app::SetPython{core::Version::v3_13});
    CHECK(notice() == "This run is the same with Python 3.13, event by event");
    session.apply(app::SetParam{0, 1});
    session.apply(app::SetEdits{app::Edits::a});
    session.apply(app::SetParam{0, 0});
    session.apply(app::SetEdits{app::Edits::both});
    session.apply(app::SetPython{core::Version::v3_13});
    CHECK(notice() == "This run is the same with Python 3.13, event by event");
    session.apply(app::SetPython{core::Version::v3_11}); // the same in A, another in B
    CHECK(notice() == "");
}

TEST_CASE("to reset the parameters of both leaves what the default pair differs in") {
    Session session = comparing();
    session.apply(app::SetParam{1, 9});
    session.apply(app::ResetParams{});
    CHECK(app::differences(session.spec(Side::a), session.spec(Side::b)) == "mode=gather");
    CHECK(app::differences(session.spec(Side::b), session.spec(Side::a)) == "mode=task-group");
}

TEST_CASE("the selection is the task of the same name in both") {
    Session session = comparing();
    session.apply(app::SelectTask{session.trace().find_task("task-5")});
    for (const Side side : {Side::a, Side::b}) {
        const core::TaskId selected = session.timeline_view(side).selected;
        CHECK(session.run(side).trace().name(selected) == "task-5");
    }
    session.apply(app::SwitchRun{});
    CHECK(session.focus() == Side::b);
    CHECK(session.trace().name(session.selection().task()) == "task-5");
}

TEST_CASE("only simulated runs are compared") {
    for (const auto clock : {scenarios::ClockKind::live, scenarios::ClockKind::real_clock}) {
        Session session = make_session("shutdown-drain");
        scenarios::RunSpec b = session.spec();
        b.clock = clock;
        session.apply(app::CompareWith{b});
        CHECK_FALSE(session.is_comparing());
        CHECK(session.take_along().notice().is_problem);
    }
}

TEST_CASE("runs under another Python differ in that") {
    scenarios::RunSpec a = make_session().spec();
    scenarios::RunSpec b = a;
    b.python = core::Version::v3_13;
    CHECK(app::differences(b, a) == "python=3.13");
    CHECK(app::differences(a, a) == "Nothing differs");
}

TEST_CASE("another lesson, and going live, end the comparison") {
    Session session = comparing();
    session.apply(app::SwitchRun{});
    session.apply(app::SelectScenario{"shutdown-drain"});
    CHECK_FALSE(session.is_comparing());
    CHECK(session.scenario().id == "shutdown-drain");
    CHECK(session.cursor() == session.trace().size());
}

TEST_CASE("whatever the commands, each run's cursor belongs to its trace and both add up") {
    std::mt19937 random{20261125};
    Session session = make_session();
    for (int i = 0; i < 4000; ++i) {
        const app::Command commands[] = {
            app::ToggleCompare{},
            app::SwitchRun{},
            app::StepEvent{1},
            app::StepEvent{-1},
            app::StepMoment{1},
            app::StepTurningPoint{-1},
            app::SeekTime{300ms},
            app::SeekEnd{},
            app::SeekPlace{20},
            app::ToggleAxis{},
            app::SeekEvent{random() % 100},
            app::SetParam{random() % 3, static_cast<std::int64_t>(random() % 8)},
            app::SetEdits{static_cast<app::Edits>(random() % 3)},
            app::CompareWithoutWhatIf{},
            app::SelectTask{session.trace().find_task("task-1")},
            app::CancelHere{},
            app::RemoveIntervention{static_cast<Side>(random() % 2), random() % 3},
            app::ZoomToSelection{},
            app::NewSeed{},
            app::ResetParams{}};
        session.apply(commands[random() % std::size(commands)]);
        std::size_t sum = 0;
        for (const Side side : {Side::a, Side::b}) {
            if (side == Side::b && !session.is_comparing()) {
                continue;
            }
            REQUIRE(session.cursor(side) <= session.run(side).trace().size());
            sum += session.cursor(side);
            core::TraceState state;
            for (const core::Event& e :
                 session.run(side).trace().events().first(session.cursor(side))) {
                state.apply(e);
            }
            REQUIRE(session.at_cursor(side) == state);
        }
        REQUIRE(sum == session.playback().cursor());
        if (session.what_if(Side::a).items().size() > 6) {
            session.apply(app::ClearInterventions{});
        }
    }
}

} // TEST_SUITE
