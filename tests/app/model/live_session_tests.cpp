#include "tests/support/fake_live_run.hpp"
#include "tests/support/trace_builder.hpp"

#include <doctest/doctest.h>

#include <array>

using namespace std::chrono_literals;
using support::FakeLife;

namespace {

constexpr std::array params{
    scenarios::Param{.id = "strategy", .label = "Strategy", .max = 2},
    scenarios::Param{.id = "rate", .label = "Rate", .max = 100, .initial = 7, .adjustable = true},
};

scenarios::Scenario make_scenario(std::string_view id, bool can_be_live) {
    scenarios::Scenario scenario{};
    scenario.id = id;
    scenario.params = params;
    scenario.can_be_live = can_be_live;
    scenario.verdict = [](const core::Trace& trace, const scenarios::ParamValues&) {
        return std::to_string(trace.tasks().size()) + " tasks";
    };
    scenario.questions = [](const core::Trace&, const scenarios::ParamValues&) {
        return std::vector<scenarios::Question>{};
    };
    return scenario;
}

std::shared_ptr<const core::Trace> one_task(const scenarios::RunSpec&) {
    support::TraceBuilder b;
    const core::TaskId main = b.create("main");
    b.start(main);
    b.sleep(main);
    b.at(800ms);
    b.resume(main);
    b.finish(main);
    return b.take();
}

struct Fixture {
    FakeLife life;
    scenarios::Scenario service = make_scenario("service", true);
    scenarios::Scenario closed = make_scenario("closed", false);
    std::array<const scenarios::Scenario*, 2> both{&service, &closed};
    app::Session session{both, one_task, {}, support::fake_hooks(life)};

    /// A live run under way, so many requests of which are shown.
    void go_live(int requests) {
        session.apply(app::SetLive{});
        REQUIRE(session.is_under_way());
        arrive(requests);
    }
    void arrive(int requests) {
        life.requests = requests;
        const auto tasks = static_cast<std::size_t>(requests) + 1;
        support::tick_until(session, [&] { return session.trace().tasks().size() == tasks; });
    }
    void end() {
        life.is_over = true;
        support::tick_until(session, [&] { return !session.is_under_way(); });
    }
    bool shows_the_present() const {
        const app::Window& window = session.viewport().target();
        const double now = session.axis_map().whole().end;
        return now > window.begin && now < window.end;
    }
};

} // namespace

TEST_SUITE("app/model/live_session") {

TEST_CASE_FIXTURE(Fixture, "going live begins a live run and shows it while it grows") {
    go_live(3);
    CHECK(session.is_live());
    CHECK(session.spec().clock == scenarios::ClockKind::live);
    CHECK_FALSE(session.run().is_complete());
    CHECK(session.run().verdict().empty());
    CHECK(session.needs_frames());
    const std::size_t events = session.trace().size();
    arrive(5);
    CHECK(session.trace().size() > events);
    CHECK(session.playback().is_at_end());
    CHECK(life.begun == 1);
}

TEST_CASE_FIXTURE(Fixture, "a finished live run is a run like any other") {
    go_live(3);
    end();
    CHECK(session.is_live());
    CHECK(session.run().is_complete());
    CHECK(session.run().verdict() == "4 tasks");
    CHECK(session.run().uses(app::Role::still_running, app::Axis::time));
    CHECK(session.viewport().shows_all());
    CHECK(life.ended == 1);
    session.apply(app::StepEvent{-1});
    CHECK(session.cursor() == session.trace().size() - 1);
    for (int frame = 0; frame < 100 && session.needs_frames(); ++frame) {
        session.tick(16ms);
    }
    CHECK_FALSE(session.needs_frames());
}

TEST_CASE_FIXTURE(Fixture, "nothing has been left behind in a run that goes on") {
    go_live(3);
    CHECK_FALSE(session.trace().is_complete());
    CHECK_FALSE(session.run().uses(app::Role::still_running, app::Axis::time));
    app::TimelineView view = session.timeline_view();
    app::TimelineLayout layout;
    app::layout_timeline(session.run().index(), session.at_cursor(), view, layout);
    CHECK(layout.caps.empty());
}

TEST_CASE_FIXTURE(Fixture, "a cursor that was put elsewhere stays there while the run goes on") {
    go_live(4);
    session.apply(app::SeekTime{150ms});
    const std::size_t cursor = session.cursor();
    arrive(9);
    CHECK(session.cursor() == cursor);
    CHECK(session.playback().now() == 150ms);
    session.apply(app::SeekEnd{});
    arrive(12);
    CHECK(session.playback().is_at_end());
}

TEST_CASE_FIXTURE(Fixture,
                  "the view follows the present until the user pans, and again on demand") {
    go_live(100); // 10 s: more than the first window
    CHECK(session.follows_live());
    CHECK(shows_the_present());
    session.apply(app::PanBy{.fraction = -0.4, .motion = app::Motion::immediate});
    CHECK_FALSE(session.follows_live());
    const app::Window window = session.viewport().target();
    arrive(200);
    CHECK(session.viewport().target() == window);
    CHECK_FALSE(shows_the_present());
    session.apply(app::FollowLive{});
    CHECK(shows_the_present());
    arrive(300);
    CHECK(shows_the_present());
}

TEST_CASE_FIXTURE(Fixture,
                  "zooming keeps the present in view, and fit keeps all of the run there") {
    go_live(100);
    session.apply(app::ZoomAt{.notches = 3, .anchor = 0.1});
    CHECK(session.follows_live());
    arrive(120);
    CHECK(shows_the_present());
    session.apply(app::FitAll{});
    arrive(150);
    CHECK(session.viewport().shows_all());
}

TEST_CASE_FIXTURE(Fixture, "a knob that can be turned reaches the program, another waits") {
    go_live(1);
    session.apply(app::SetParam{1, 50});
    CHECK(life.knobs() == std::vector<std::pair<std::size_t, std::int64_t>>{{1, 50}});
    session.apply(app::SetParam{0, 2});
    CHECK(life.knobs().size() == 1);
    CHECK(session.spec().values.at(0) == 2); // for the next live run
    CHECK(life.begun == 1);
    end();
    CHECK(session.is_outdated());
    session.apply(app::SetParam{1, 60});
    CHECK(life.begun == 1); // a slider that moves must not begin a run per pixel
    life.is_over = false;
    session.apply(app::Relaunch{});
    CHECK(life.begun == 2);
    arrive(1);
    CHECK(session.run().spec().values.at(0) == 2);
    CHECK(session.run().spec().values.at(1) == 60);
}

TEST_CASE_FIXTURE(Fixture, "SIGTERM and Stop reach a run under way and nothing else") {
    session.apply(app::SendSigterm{});
    CHECK(session.take_along().notice().text == "There is no live run that could take a signal");
    session.apply(app::StopLive{});
    CHECK(session.take_along().notice().text == "There is no live run to stop");
    CHECK(life.signals == 0);
    CHECK(life.stops == 0);
    go_live(1);
    session.apply(app::SendSigterm{});
    session.apply(app::StopLive{});
    CHECK(life.signals == 1);
    CHECK(life.stops == 1);
    CHECK(session.is_under_way()); // until its cleanups are done
    end();
    session.apply(app::SendSigterm{});
    CHECK(life.signals == 1);
}

TEST_CASE_FIXTURE(Fixture, "going back to the simulation ends the run under way") {
    go_live(2);
    session.apply(app::ToggleLive{});
    CHECK_FALSE(session.is_live());
    CHECK(life.ended == 1);
    CHECK(session.trace().tasks().size() == 1);
    session.apply(app::ToggleLive{});
    CHECK(life.begun == 2); // what was cut off is not shown again
}

TEST_CASE_FIXTURE(Fixture, "a finished live run is shown again in turn with the simulated one") {
    go_live(3);
    end();
    session.apply(app::SetLive{false});
    CHECK(session.trace().tasks().size() == 1);
    session.apply(app::SetLive{true});
    CHECK(session.trace().tasks().size() == 4);
    CHECK_FALSE(session.is_under_way());
    CHECK(life.begun == 1);

    life.is_over = false;
    session.apply(app::SetLive{false});
    session.apply(app::SetParam{1, 99});
    session.apply(app::SetLive{true});
    CHECK(life.begun == 2); // other parameters: another run
}

TEST_CASE_FIXTURE(Fixture, "a finished live run with other interventions is not shown again") {
    go_live(3);
    end();
    session.apply(app::SetLive{false});
    session.apply(app::AddIntervention{
        {scenarios::Intervention::Kind::signal, std::string{"TERM"}, {}, 100ms}});
    CHECK(session.spec().interventions.size() == 1);
    session.apply(app::SetLive{true});
    CHECK(life.begun == 2);
}

TEST_CASE_FIXTURE(Fixture, "another lesson ends the live run and is simulated") {
    go_live(2);
    session.apply(app::SelectScenario{"closed"});
    CHECK_FALSE(session.is_live());
    CHECK(life.ended == 1);
    CHECK_FALSE(session.can_be_live());
    session.apply(app::SetLive{});
    CHECK_FALSE(session.is_live());
    CHECK(life.begun == 1);
}

TEST_CASE_FIXTURE(Fixture, "where the system has no thread left the simulation is shown") {
    life.no_threads = true;
    session.apply(app::SetLive{});
    CHECK_FALSE(session.is_live());
    CHECK_FALSE(session.is_under_way());
    CHECK(session.run().verdict() == "1 tasks");
}

TEST_CASE_FIXTURE(Fixture, "a session that ends in the middle of a live run ends that as well") {
    {
        app::Session other{both, one_task, {}, support::fake_hooks(life)};
        other.apply(app::SetLive{});
    }
    CHECK(life.ended == 1);
}

} // TEST_SUITE
