#include "core/engine/waiter.hpp"
#include "tests/support/engine_run.hpp"

#include <doctest/doctest.h>

using namespace core;
using namespace std::chrono_literals;
using support::EngineRun;
using support::nap;
using support::Notes;

TEST_SUITE("core/engine/loop") {

TEST_CASE("timers of one instant fire in order of creation, and their tasks resume in that order") {
    EngineRun r;
    const auto sleeper = [&](std::string name, Duration d) -> Coro<void> {
        co_await sleep(d);
        r.note(name);
    };
    const auto main = [&]() -> Coro<void> {
        for (int i = 0; i < 8; ++i) {
            r.loop.create_task(sleeper(std::to_string(i), 5ms));
        }
        co_await sleep(5ms);
        r.note("main");
        co_await sleep(1ms);
    };
    r.run(main);
    // main's timer is older: it went to sleep before the tasks took their first step.
    CHECK(r.notes == Notes{"main@5", "0@5", "1@5", "2@5", "3@5", "4@5", "5@5", "6@5", "7@5"});
}

TEST_CASE("what a handle schedules runs in the next pass, after all that was ready") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        r.loop.call_soon([&] {
            r.note("first");
            r.loop.call_soon([&] { r.note("nested"); });
        });
        r.loop.call_soon([&] { r.note("second"); });
        co_await sleep(0ms);
        r.note("main");
        co_await sleep(0ms);
        r.note("main again");
    };
    r.run(main);
    CHECK(r.notes == Notes{"first@0", "second@0", "main@0", "nested@0", "main again@0"});
}

TEST_CASE("time stands still while anything is ready") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        r.loop.call_at(1ms, [&] { r.note("timer"); });
        for (int i = 0; i < 1000; ++i) {
            co_await sleep(0ms);
        }
        r.note("busy");
        co_await sleep(1ms);
    };
    r.run(main);
    CHECK(r.notes == Notes{"busy@0", "timer@1"});
}

TEST_CASE("an error in a callback goes to the exception handler and the loop goes on") {
    EngineRun r;
    r.loop.set_exception_handler([&](std::string_view message, const std::exception_ptr& error) {
        r.note(std::string{message} + " " + describe(error));
    });
    const auto main = [&]() -> Coro<void> {
        r.loop.call_soon([] { throw ValueError{"oops"}; });
        co_await sleep(2ms);
        r.note("main");
    };
    r.run(main);
    CHECK(r.notes == Notes{"Exception in callback ValueError: oops@0", "main@2"});
}

TEST_CASE("a deadlock is an event, and main is asked to stop") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const Future<void> never{r.loop};
        co_await never;
    };
    CHECK_THROWS_AS(r.run(main), CancelledError);
    const auto deadlocks = r.events(EventKind::deadlock);
    REQUIRE(deadlocks.size() == 1);
    CHECK(deadlocks[0].value == 1);
    const auto requests = r.events(EventKind::cancel_requested);
    REQUIRE(requests.size() == 1);
    CHECK(r.recorder.trace()[requests[0].cause].kind == EventKind::deadlock);
}

TEST_CASE("a program that ignores the deadlock ends all the same") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        for (;;) {
            PlainWaiter never{WaitKind::future};
            try {
                co_await never;
            } catch (const CancelledError&) {
                r.note("ignored");
            }
        }
    };
    CHECK_THROWS_AS(r.run(main), Stuck);
    CHECK(r.events(EventKind::deadlock).size() >= 2);
    CHECK(r.recorder.trace().events().back().kind == EventKind::run_ended);
}

TEST_CASE("a run that never ends stops at its bound and says so") {
    EngineRun r;
    r.loop.set_max_iterations(100);
    const auto main = []() -> Coro<void> {
        for (;;) {
            co_await sleep(0ms);
        }
    };
    CHECK_THROWS_AS(r.run(main), Stuck);
    const auto bounds = r.events(EventKind::bound_reached);
    REQUIRE_FALSE(bounds.empty());
    CHECK(bounds[0].value == 100);
}

TEST_CASE("a signal's handler runs one pass after the signal") {
    EngineRun r;
    r.loop.signal_at(3ms, Signal::terminate);
    r.loop.add_signal_handler(Signal::terminate, [&] { r.note("handler"); });
    const auto main = [&]() -> Coro<void> {
        co_await sleep(3ms);
        r.note("main");
        co_await sleep(0ms);
        r.note("main again");
    };
    r.run(main);
    // The signal's timer is the oldest; main's wakes it in the same pass as the handler.
    CHECK(r.notes == Notes{"handler@3", "main@3", "main again@3"});
    REQUIRE(r.events(EventKind::signal).size() == 1);
    CHECK(r.events(EventKind::signal)[0].at == 3ms);
}

TEST_CASE("the first Ctrl-C cancels main, and the run ends with KeyboardInterrupt") {
    EngineRun r;
    r.loop.signal_at(3ms, Signal::interrupt);
    const auto main = [&]() -> Coro<void> { co_await sleep(1s); };
    CHECK_THROWS_AS(r.run(main), KeyboardInterrupt);
    CHECK(r.loop.now() == 3ms);
}

TEST_CASE("SystemExit leaves the loop at once; the teardown cancels what is left") {
    EngineRun r;
    const auto exiting = [&]() -> Coro<void> {
        co_await sleep(2ms);
        throw SystemExit{3};
    };
    const auto main = [&]() -> Coro<void> {
        r.loop.create_task(exiting(), "exiting");
        co_await sleep(1s);
        r.note("never");
    };
    CHECK_THROWS_AS(r.run(main), SystemExit);
    CHECK(r.notes.empty());
    CHECK(r.events(EventKind::cancelled).size() == 1);
    CHECK(r.loop.now() == 2ms);
}

TEST_CASE("unfinished tasks are destroyed with the loop, the youngest first") {
    Notes destroyed;
    struct Witness {
        Notes& notes;
        std::string name;
        ~Witness() { notes.push_back(name); }
    };
    VirtualClock clock;
    {
        Loop loop{clock};
        const auto stubborn = [&](std::string name) -> Coro<void> {
            const Witness witness{destroyed, name};
            PlainWaiter never{WaitKind::future};
            co_await never;
        };
        loop.create_task(stubborn("old"));
        loop.create_task(stubborn("young"));
        loop.step();
    }
    CHECK(destroyed == Notes{"young", "old"});
}

TEST_CASE("a loop without a sink does the same without telling") {
    VirtualClock clock;
    Loop loop{clock};
    const auto main = [&]() -> Coro<int> {
        co_await nap(7ms);
        loop.mark("nobody hears this");
        co_return 5;
    };
    CHECK(Runner{loop}.run(main()) == 5);
    CHECK(loop.now() == 7ms);
}

} // TEST_SUITE
