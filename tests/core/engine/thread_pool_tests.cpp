#include "core/engine/thread_pool.hpp"
#include "core/engine/timeout.hpp"
#include "tests/support/engine_run.hpp"

#include <doctest/doctest.h>

using namespace core;
using namespace std::chrono_literals;
using support::EngineRun;
using support::Notes;

namespace {

/// Awaits a call of that length in a thread and notes its end, however it comes.
Coro<void> call(EngineRun& r, std::string name, Duration length) {
    const auto work = [&r, length] { r.loop.block(length); };
    try {
        co_await to_thread(r.loop, work);
        r.note(name);
    } catch (const CancelledError&) {
        r.note(name + " cancelled");
        throw;
    }
}

/// Values of a counter: "2@5".
Notes values_of(const EngineRun& r, std::string_view counter) {
    Notes values;
    for (const Event& event : r.events(EventKind::counter)) {
        if (r.recorder.trace().text(event.label) == counter) {
            values.push_back(std::to_string(event.value) + "@" +
                             std::to_string(to_us(event.at) / 1000));
        }
    }
    return values;
}

Instant end_of(const EngineRun& r) {
    return r.recorder.trace().events().back().at;
}

} // namespace

TEST_SUITE("core/engine/thread_pool") {

TEST_CASE("as many calls as there are threads run side by side, the next ones in order") {
    EngineRun r;
    r.loop.set_default_executor(2);
    const auto main = [&]() -> Coro<void> {
        r.loop.create_task(call(r, "long", 30ms));
        r.loop.create_task(call(r, "short", 10ms));
        r.loop.create_task(call(r, "third", 10ms));
        r.loop.create_task(call(r, "fourth", 5ms));
        co_await sleep(40ms);
    };
    r.run(main);
    CHECK(r.notes == Notes{"short@10", "third@20", "fourth@25", "long@30"});
    CHECK(values_of(r, "in_threads") == Notes{"1@0", "2@0", "1@25", "0@30"});
    CHECK(values_of(r, "in_line") == Notes{"1@0", "2@0", "1@10", "0@20"});
}

TEST_CASE("the loop is free while a thread is at work") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const Task<void> task = r.loop.create_task(call(r, "call", 10ms));
        for (int i = 0; i < 3; ++i) {
            co_await sleep(4ms);
            r.note("beat");
        }
    };
    r.run(main);
    CHECK(r.notes == Notes{"beat@4", "beat@8", "call@10", "beat@12"});
}

TEST_CASE("cancelling whoever waits does not stop a thread, and the end of the run waits for it") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const Task<void> task = r.loop.create_task(call(r, "call", 100ms));
        co_await sleep(30ms);
        task.cancel();
        co_await sleep(0ms);
        r.note("main");
    };
    r.run(main);
    CHECK(r.notes == Notes{"call cancelled@30", "main@30"});
    CHECK(values_of(r, "in_threads") == Notes{"1@0", "0@100"});
    CHECK(end_of(r) == 100ms);
    CHECK(r.events(EventKind::main_ended)[0].at == 30ms);
}

TEST_CASE("cancelling takes a call that no thread has begun out of the line") {
    EngineRun r;
    r.loop.set_default_executor(1);
    const auto main = [&]() -> Coro<void> {
        r.loop.create_task(call(r, "first", 50ms));
        const Task<void> second = r.loop.create_task(call(r, "second", 1s));
        co_await sleep(10ms);
        second.cancel();
        co_await sleep(0ms);
    };
    r.run(main);
    CHECK(r.notes == Notes{"second cancelled@10", "first cancelled@10"});
    CHECK(values_of(r, "in_line") == Notes{"1@0", "0@10"});
    CHECK(end_of(r) == 50ms);
}

TEST_CASE("what a call throws arrives where it is awaited, when the call is over") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const auto work = [&r] {
            r.loop.block(7ms);
            throw ValueError{"no"};
        };
        const auto waiting = [&]() -> Coro<void> { co_await to_thread(r.loop, work); };
        const std::string error = co_await support::thrown_by(waiting);
        r.note(error);
    };
    r.run(main);
    CHECK(r.notes == Notes{"ValueError: no@7"});
}

TEST_CASE("a time limit frees the caller in time, a blocking call lets it come too late") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const auto in_thread = [&](Timeout&) -> Coro<void> { co_await call(r, "call", 50ms); };
        const auto limited = [&]() -> Coro<void> {
            co_await timeout(r.loop, "limit", 20ms, in_thread);
        };
        std::string error = co_await support::thrown_by(limited);
        r.note(error);
        const auto on_loop = [&](Timeout&) -> Coro<void> {
            r.loop.block(50ms);
            co_return;
        };
        const auto blocked = [&]() -> Coro<void> {
            co_await timeout(r.loop, "limit", 20ms, on_loop);
        };
        error = co_await support::thrown_by(blocked);
        r.note(error);
    };
    r.run(main);
    CHECK(r.notes == Notes{"call cancelled@20", "TimeoutError@20", "nothing@70"});
}

TEST_CASE("jobs of a run that breaks off are forgotten") {
    EngineRun r;
    r.loop.set_default_executor(1);
    const auto main = [&]() -> Coro<void> {
        r.loop.create_task(call(r, "first", 50ms));
        r.loop.create_task(call(r, "second", 50ms));
        co_await sleep(10ms);
        throw SystemExit{3};
    };
    CHECK_THROWS_AS(r.run(main), SystemExit);
}

TEST_CASE("a pool needs a thread") {
    EngineRun r;
    CHECK_THROWS_AS(r.loop.set_default_executor(0), ValueError);
}

} // TEST_SUITE
