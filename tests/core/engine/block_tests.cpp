#include "core/engine/asio_clock.hpp"
#include "core/trace/metrics.hpp"
#include "tests/support/engine_run.hpp"

#include <doctest/doctest.h>

using namespace core;
using namespace std::chrono_literals;
using support::EngineRun;
using support::Notes;

TEST_SUITE("core/engine/block") {

TEST_CASE("who blocks lets no time limit, no timer and no signal in before its step is over") {
    EngineRun r;
    r.loop.signal_at(5ms, Signal::terminate);
    r.loop.add_signal_handler(Signal::terminate, [&] { r.note("signal"); });
    r.loop.call_at(3ms, [&] { r.note("timer"); });
    const auto main = [&]() -> Coro<void> {
        r.loop.block(10ms);
        r.note("blocked");
        co_await sleep(0ms);
        r.note("main");
        co_await sleep(0ms);
    };
    r.run(main);
    // The signal's handler runs one pass after the signal, as always.
    CHECK(r.notes == Notes{"blocked@10", "main@10", "timer@10", "signal@10"});
}

TEST_CASE("who is woken in the same pass behind one that blocks runs when that is over") {
    EngineRun r;
    const auto sleeper = [&](std::string name) -> Coro<void> {
        co_await sleep(5ms);
        r.note(name);
        r.loop.block(20ms);
    };
    const auto main = [&]() -> Coro<void> {
        r.loop.create_task(sleeper("first"));
        r.loop.create_task(sleeper("second"));
        co_await sleep(6ms);
        r.note("main");
        co_await sleep(1ms); // counts from now, not from when it was due
        r.note("main again");
    };
    r.run(main);
    CHECK(r.notes == Notes{"first@5", "second@25", "main@45", "main again@46"});
}

TEST_CASE("the longest step is a metric as soon as it takes a millisecond") {
    for (const std::chrono::microseconds length : {999us, 1000us}) {
        const bool told = length == 1ms;
        EngineRun r;
        const auto main = [&]() -> Coro<void> {
            r.loop.block(length);
            co_await sleep(50ms);
        };
        r.run(main);
        const auto blocked = metric(r.recorder.trace(), "blocked_us");
        REQUIRE(blocked.has_value() == told);
        CHECK(blocked.value_or(0) == (told ? 1000 : 0));
    }
}

TEST_CASE("on the real clock a blocked loop does nothing for that long") {
    AsioClock clock;
    const Instant before = clock.now();
    clock.block(2ms);
    CHECK(clock.now() - before >= 2ms);
}

} // TEST_SUITE
