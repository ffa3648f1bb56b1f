#include "tests/support/fake_live_run.hpp"
#include "tests/support/headless_gui.hpp"

#include <doctest/doctest.h>

using support::count_of;
using support::FakeLife;
using support::HeadlessGui;

namespace {

app::Session make_session(FakeLife& life, std::string_view scenario) {
    app::Settings settings;
    settings.scenario = scenario;
    return {scenarios::all(), scenarios::run, settings, support::fake_hooks(life)};
}

/// A window in which a live run with some requests is under way.
struct Fixture {
    FakeLife life;
    HeadlessGui gui;
    app::Session session = make_session(life, "shutdown-drain");

    void go_live() {
        session.apply(app::SetLive{});
        life.requests = 3;
        support::tick_until(session, [&] { return session.trace().tasks().size() == 4; });
        gui.frame(session);
    }
    void end() {
        life.is_over = true;
        support::tick_until(session, [&] { return !session.is_under_way(); });
        gui.frame(session);
    }
};

} // namespace

TEST_SUITE("app/views/live_bar") {

TEST_CASE_FIXTURE(Fixture, "only lessons with an outside world can be switched to live") {
    gui.settle(session);
    CHECK(gui.find("start").center().x > 0);
    const std::size_t with_switch = gui.count("option");
    app::Session closed = make_session(life, "gather-vs-group");
    gui.settle(closed);
    // Both have a choice of three as their first parameter; the switch has two options.
    CHECK(with_switch == gui.count("option") + 2);
}

TEST_CASE_FIXTURE(Fixture, "a run under way can be stopped and sent a SIGTERM") {
    go_live();
    const app::Commands stop = gui.click(session, gui.find("stop text").center());
    CHECK(count_of<app::StopLive>(stop) == 1);
    const app::Commands signal = gui.click(session, gui.find("sigterm text").center());
    CHECK(count_of<app::SendSigterm>(signal) == 1);
    CHECK(gui.count("relaunch text") == 0);
}

TEST_CASE_FIXTURE(Fixture, "who has looked elsewhere is offered the present again") {
    go_live();
    CHECK(gui.count("follow text") == 0);
    session.apply(app::PanBy{.fraction = -0.1});
    gui.frame(session);
    const app::Commands out = gui.click(session, gui.find("follow text").center());
    CHECK(count_of<app::FollowLive>(out) == 1);
}

TEST_CASE_FIXTURE(Fixture, "a run that is over can be run again and is no longer sent anything") {
    go_live();
    end();
    CHECK(gui.count("sigterm text") == 0);
    CHECK(gui.count("stop text") == 0);
    const app::Commands out = gui.click(session, gui.find("relaunch text").center());
    CHECK(count_of<app::Relaunch>(out) == 1);
}

TEST_CASE_FIXTURE(Fixture, "a lesson without signals offers none") {
    session = make_session(life, "semaphore-throttle");
    go_live();
    CHECK(gui.count("sigterm text") == 0);
    CHECK(gui.count("stop text") == 1);
}

TEST_CASE_FIXTURE(Fixture, "a live run draws at any size without harm") {
    go_live();
    for (const ImVec2 size : {ImVec2{480, 320}, ImVec2{60, 40}, ImVec2{1, 1}, ImVec2{1920, 1080}}) {
        gui.resize(size);
        gui.frame(session);
        gui.frame(session);
    }
    CHECK(gui.vertices() > 100);
}

} // TEST_SUITE
