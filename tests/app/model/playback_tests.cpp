#include "app/model/playback.hpp"
#include "tests/support/sample_traces.hpp"
#include "tests/support/trace_builder.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace std::chrono_literals;
using app::Playback;
using support::TraceBuilder;

namespace {

/// Two events at 0, one at 100 ms, three at 300 ms, one at `end`.
std::shared_ptr<const core::Trace> moments(core::Instant end) {
    TraceBuilder b;
    for (const core::Instant at :
         {core::Instant{0}, core::Instant{0}, core::Instant{100ms}, core::Instant{300ms},
          core::Instant{300ms}, core::Instant{300ms}}) {
        if (at <= end) {
            b.at(at);
            b.count("n", 1);
        }
    }
    b.at(end);
    b.count("n", 2);
    return b.take();
}

} // namespace

TEST_SUITE("app/model/playback") {

TEST_CASE("the whole run is visible at first, and nothing plays") {
    const auto trace = moments(1s);
    const Playback playback{*trace};
    CHECK(playback.cursor() == 7);
    CHECK(playback.now() == 1s);
    CHECK(playback.is_at_end());
    CHECK_FALSE(playback.is_playing());
}

TEST_CASE("playing from the end starts over") {
    const auto trace = moments(1s);
    Playback playback{*trace};
    playback.play();
    CHECK(playback.is_playing());
    CHECK(playback.cursor() == 0);
    CHECK(playback.now() == 0ms);
}

TEST_CASE("playing moves through virtual time and shows each event at its time") {
    const auto trace = moments(1s);
    Playback playback{*trace};
    playback.play();
    CHECK(playback.tick(99ms));
    CHECK(playback.cursor() == 2);
    CHECK(playback.now() == 99ms);
    playback.tick(1ms);
    CHECK(playback.cursor() == 3);
    playback.tick(200ms);
    CHECK(playback.cursor() == 6);
}

TEST_CASE("speed multiplies time and stays between 0.1 and 16") {
    const auto trace = moments(10s);
    Playback playback{*trace};
    playback.play();
    playback.set_speed(4);
    playback.tick(100ms);
    CHECK(playback.now() == 400ms);
    playback.set_speed(1000);
    CHECK(playback.speed() == 16);
    playback.set_speed(0);
    CHECK(playback.speed() == 0.1);
    playback.change_speed(1);
    CHECK(playback.speed() == 0.25);
    playback.change_speed(-7);
    CHECK(playback.speed() == 0.1);
    playback.change_speed(100);
    CHECK(playback.speed() == 16);
}

TEST_CASE("reaching the end pauses there, and time stands still afterwards") {
    const auto trace = moments(1s);
    Playback playback{*trace};
    playback.play();
    CHECK(playback.tick(1500ms));
    CHECK(playback.is_at_end());
    CHECK(playback.now() == 1s);
    CHECK_FALSE(playback.is_playing());
    CHECK_FALSE(playback.tick(1s));
}

TEST_CASE("an empty trace can be played, stepped and sought without harm") {
    const core::Trace empty;
    Playback playback{empty};
    playback.play();
    CHECK_FALSE(playback.is_playing());
    for (const int by : {1, -1}) {
        playback.step_event(by);
        playback.step_moment(by);
        playback.step_turning_point(by);
    }
    playback.seek(7);
    playback.seek_time(1s);
    CHECK(playback.cursor() == 0);
}

TEST_CASE("a step shows one event more or less, and ends at the ends") {
    const auto trace = moments(1s);
    Playback playback{*trace};
    playback.step_event(1);
    CHECK(playback.cursor() == 7);
    playback.step_event(-1);
    CHECK(playback.cursor() == 6);
    CHECK(playback.now() == 300ms);
    playback.seek(0);
    playback.step_event(-1);
    CHECK(playback.cursor() == 0);
}

TEST_CASE("a step while playing pauses") {
    const auto trace = moments(1s);
    Playback playback{*trace};
    playback.play();
    playback.tick(150ms);
    playback.step_event(1);
    CHECK_FALSE(playback.is_playing());
    CHECK(playback.cursor() == 4);
}

TEST_CASE("moments are stepped as a whole, in both directions") {
    const auto trace = moments(1s);
    std::vector<std::size_t> forward;
    for (std::size_t at = 0; at < trace->size();) {
        at = app::moment_from(*trace, at, 1);
        forward.push_back(at);
    }
    CHECK(forward == std::vector<std::size_t>{2, 3, 6, 7});
    std::vector<std::size_t> back;
    for (std::size_t at = trace->size(); at > 0;) {
        at = app::moment_from(*trace, at, -1);
        back.push_back(at);
    }
    CHECK(back == std::vector<std::size_t>{6, 3, 2, 0});
    CHECK(app::moment_from(*trace, 4, 1) == 6); // the rest of the moment
    CHECK(app::moment_from(*trace, 5, -1) == 3);
}

TEST_CASE("turning points are the same forwards and backwards") {
    const auto trace = support::group_sample();
    std::vector<std::size_t> forward;
    for (std::size_t at = 0; at < trace->size();) {
        at = app::turning_point_from(*trace, at, 1);
        forward.push_back(at);
    }
    std::vector<std::size_t> back;
    for (std::size_t at = trace->size(); at > 0;) {
        back.push_back(at);
        at = app::turning_point_from(*trace, at, -1);
    }
    std::reverse(back.begin(), back.end());
    CHECK(forward == back);
    CHECK(forward.size() > 5);
    CHECK((*trace)[core::EventId{static_cast<std::uint32_t>(forward[0] - 1)}].at == 400ms);
}

TEST_CASE("another run keeps the time of the cursor and its place within the instant") {
    const auto first = moments(1s);
    const auto longer = moments(5s);
    Playback playback{*first};
    playback.seek(5); // two of three events at 300 ms
    playback.set_trace(*longer);
    CHECK(playback.cursor() == 5);
    CHECK(playback.now() == 300ms);
}

TEST_CASE("a cursor between two events stays between them") {
    const auto first = moments(1s);
    Playback playback{*first};
    playback.seek_time(200ms);
    const auto other = moments(2s);
    playback.set_trace(*other);
    CHECK(playback.cursor() == 3);
    CHECK(playback.now() == 200ms);
}

TEST_CASE("a cursor at the end stays at the end") {
    const auto first = moments(1s);
    const auto longer = moments(5s);
    Playback playback{*first};
    playback.set_trace(*longer);
    CHECK(playback.is_at_end());
    CHECK(playback.now() == 5s);
}

TEST_CASE("a run that is too short does not make the cursor forget its time") {
    const auto run = moments(1s);
    const auto shorter = moments(100ms);
    Playback playback{*run};
    playback.seek(6);
    playback.set_trace(*shorter);
    CHECK(playback.is_at_end());
    CHECK(playback.now() == 100ms);
    playback.set_trace(*run);
    CHECK(playback.cursor() == 6);
    CHECK(playback.now() == 300ms);
}

TEST_CASE("a cursor before the first event stays there") {
    const auto run = moments(1s);
    const auto other = moments(2s);
    Playback playback{*run};
    playback.seek(0);
    playback.set_trace(*other);
    CHECK(playback.cursor() == 0);
}

TEST_CASE("playing goes on in another run") {
    const auto run = moments(1s);
    const auto other = moments(2s);
    Playback playback{*run};
    playback.play();
    playback.tick(250ms);
    playback.set_trace(*other);
    CHECK(playback.is_playing());
    CHECK(playback.now() == 250ms);
    playback.tick(50ms);
    CHECK(playback.cursor() == 6);
}

TEST_CASE("scrubbing to a time does not stop playing") {
    const auto run = moments(1s);
    Playback playback{*run};
    playback.play();
    playback.seek_time(300ms);
    CHECK(playback.is_playing());
    CHECK(playback.cursor() == 6);
    playback.seek_time(-5ms);
    CHECK(playback.cursor() == 0);
    CHECK(playback.now() == 0ms);
    playback.seek_time(99s);
    CHECK(playback.now() == 1s);
}

} // TEST_SUITE
