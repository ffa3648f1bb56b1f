#include "app/model/playback.hpp"
#include "tests/support/headless_gui.hpp"
#include "tests/support/sample_traces.hpp"
#include "tests/support/scenario_runs.hpp"

#include <doctest/doctest.h>

#include <string>

using app::Playback;
using app::Section;
using app::StopAt;
using namespace std::chrono_literals;

namespace {

/// Plays in steps of a frame until it pauses; gives how many stops there were on the way.
void play_until_paused(Playback& playback) {
    playback.play();
    for (int i = 0; i < 100'000 && playback.is_playing(); ++i) {
        playback.tick(7ms);
    }
    CHECK_FALSE(playback.is_playing());
}

core::EventKind last_kind(const core::Trace& trace, const Playback& playback) {
    return trace.events()[playback.cursor() - 1].kind;
}

} // namespace

TEST_SUITE("app/model/stops") {

TEST_CASE("playing stops right after the first failure, and says at what") {
    const auto trace = support::run("gather-vs-group mode=task-group");
    Playback playback{*trace};
    playback.toggle_stop(StopAt::failure);
    play_until_paused(playback);
    CHECK(last_kind(*trace, playback) == core::EventKind::failed);
    CHECK(playback.now() == 400ms);
    CHECK(core::index_of(playback.stopped_at()) + 1 == playback.cursor());
    CHECK(
        app::stop_text(*trace, playback.stopped_at()).find("Stopped at a failure: task-3 fails") ==
        0);
    play_until_paused(playback);
    CHECK(playback.is_at_end());
    CHECK(playback.stopped_at() == core::EventId::none);
}

TEST_CASE("what happens at one moment is one reason to stop, however many tasks it hits") {
    const auto trace = support::run("gather-vs-group mode=task-group");
    Playback playback{*trace};
    playback.toggle_stop(StopAt::cancellation);
    play_until_paused(playback);
    CHECK(last_kind(*trace, playback) == core::EventKind::cancel_requested);
    play_until_paused(playback);
    CHECK(playback.is_at_end());
}

TEST_CASE("playing stops at every moment with a reason, at any speed") {
    for (const char* words : {"shutdown-drain strategy=article", "shutdown-drain",
                              "gather-vs-group", "semaphore-throttle"}) {
        const auto trace = support::run(words);
        for (const double speed : Playback::speeds) {
            CAPTURE(words);
            CAPTURE(speed);
            Playback playback{*trace};
            playback.set_speed(speed);
            app::Stops wanted;
            for (const StopAt what : {StopAt::failure, StopAt::cancellation, StopAt::signal}) {
                playback.toggle_stop(what);
                wanted.toggle(what);
            }
            std::vector<core::Instant> expected;
            for (const core::Event& event : trace->events()) {
                if (wanted.stop_at(event.kind) &&
                    (expected.empty() || expected.back() != event.at)) {
                    expected.push_back(event.at);
                }
            }
            std::vector<core::Instant> found;
            play_until_paused(playback);
            while (playback.stopped_at() != core::EventId::none) {
                found.push_back(playback.now());
                play_until_paused(playback);
            }
            CHECK(found == expected);
        }
    }
}

TEST_CASE("whoever moves the cursor is told no more why it had stopped") {
    const auto trace = support::run("gather-vs-group");
    Playback playback{*trace};
    playback.toggle_stop(StopAt::failure);
    play_until_paused(playback);
    REQUIRE(playback.stopped_at() != core::EventId::none);
    playback.step_event(1);
    CHECK(playback.stopped_at() == core::EventId::none);
}

TEST_CASE("a section is played again and again, and never left") {
    const auto trace = support::run("gather-vs-group");
    Playback playback{*trace};
    playback.seek_time(200ms);
    playback.begin_section();
    playback.seek_time(600ms);
    playback.end_section();
    CHECK(playback.section() == Section{200ms, 600ms});
    playback.seek(0);
    playback.play();
    int rounds = 0;
    core::Instant before{};
    for (int i = 0; i < 1000; ++i) {
        playback.tick(9ms);
        CHECK(playback.is_playing());
        CHECK(playback.now() >= 200ms);
        CHECK(playback.now() < 600ms);
        CHECK(playback.cursor() == trace->count_until(playback.now()));
        rounds += playback.now() < before ? 1 : 0;
        before = playback.now();
    }
    CHECK(rounds > 20);
    playback.clear_section();
    play_until_paused(playback);
    CHECK(playback.is_at_end());
}

TEST_CASE("a section with one end goes to that of the run, and one turned round begins anew") {
    const auto trace = support::run("gather-vs-group");
    Playback playback{*trace};
    CHECK_FALSE(playback.section().has_value());
    playback.seek_time(500ms);
    playback.begin_section();
    CHECK(playback.section() == Section{500ms, trace->end()});
    playback.seek_time(300ms);
    playback.end_section();
    CHECK(playback.section() == Section{0ms, 300ms});
    playback.begin_section();
    CHECK(playback.section() == Section{300ms, trace->end()});
    playback.seek(trace->size());
    playback.begin_section(); // nothing is left to play
    CHECK_FALSE(playback.section().has_value());
}

TEST_CASE("a stop inside of a section stops in every round") {
    const auto trace = support::run("gather-vs-group");
    Playback playback{*trace};
    playback.toggle_stop(StopAt::failure);
    playback.seek_time(300ms);
    playback.begin_section();
    playback.seek_time(500ms);
    playback.end_section();
    for (int i = 0; i < 5; ++i) {
        play_until_paused(playback);
        CHECK(playback.now() == 400ms);
        CHECK(last_kind(*trace, playback) == core::EventKind::failed);
    }
}

TEST_CASE("stops stay for the next scenario, a section belongs to its run") {
    app::Session session = support::make_session();
    session.apply(app::ToggleStop{StopAt::signal});
    session.apply(app::SeekTime{100ms});
    session.apply(app::BeginSection{});
    session.apply(app::SetParam{1, 9});
    CHECK(session.playback().section().has_value());
    session.apply(app::SelectScenario{"shutdown-drain"});
    CHECK(session.playback().stops().has(StopAt::signal));
    CHECK_FALSE(session.playback().section().has_value());
}

TEST_CASE("whoever is held before the event at which playing has stopped hears nothing of it") {
    const auto trace = scenarios::run(scenarios::RunSpec{*scenarios::find("gather-vs-group")});
    app::Playback playback{*trace};
    playback.toggle_stop(StopAt::failure);
    playback.play();
    play_until_paused(playback);
    REQUIRE(playback.stopped_at() != core::EventId::none);
    playback.hold(core::index_of(playback.stopped_at()));
    CHECK(playback.stopped_at() == core::EventId::none);
}

TEST_CASE("the window shows a section and a stop without harm, on both axes") {
    support::HeadlessGui gui;
    app::Session session = support::make_session();
    session.apply(app::ToggleStop{StopAt::failure});
    session.apply(app::SeekTime{300ms});
    gui.settle(session, {{.key = app::Key::bracket_left}});
    CHECK(session.playback().section() == Section{300ms, session.trace().end()});
    session.apply(app::Play{});
    for (int i = 0; i < 100 && session.playback().is_playing(); ++i) {
        session.tick(10ms);
        session.apply(gui.frame(session));
    }
    REQUIRE(session.playback().stopped_at() != core::EventId::none);
    gui.settle(session);
    const int with_sign = gui.vertices();
    gui.settle(session, {{.key = app::Key::x}});
    gui.settle(session, {{.key = app::Key::x}});
    CHECK(gui.vertices() == with_sign);
    gui.settle(session, {{.key = app::Key::l, .ctrl = true}});
    CHECK_FALSE(session.playback().section().has_value());
    CHECK(gui.vertices() < with_sign);
}

} // TEST_SUITE
