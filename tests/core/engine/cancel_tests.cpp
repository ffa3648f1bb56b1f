#include "core/engine/cleanup.hpp"
#include "core/engine/waiter.hpp"
#include "tests/support/engine_run.hpp"

#include <doctest/doctest.h>

using namespace core;
using namespace std::chrono_literals;
using support::EngineRun;
using support::nap;
using support::Notes;

namespace {

/// Takes note of a CancelledError instead of passing it on.
Coro<void> swallow(EngineRun& r, Duration sleep_for) {
    try {
        co_await sleep(sleep_for);
    } catch (const CancelledError&) {
        r.note("swallowed");
    }
}

} // namespace

TEST_SUITE("core/engine/cancel") {

TEST_CASE("a task cancelled before its first step never runs a line") {
    EngineRun r;
    const auto child = [&]() -> Coro<void> {
        r.note("ran");
        co_return;
    };
    const auto main = [&]() -> Coro<void> {
        const Task<void> task = r.loop.create_task(child(), "child");
        CHECK(task.cancel());
        co_await sleep(1ms);
        CHECK(task.cancelled());
    };
    r.run(main);
    CHECK(r.notes.empty());
    const auto thrown = r.events(EventKind::thrown);
    REQUIRE(thrown.size() == 1);
    CHECK(thrown[0].value == 1);
}

TEST_CASE("a task that cancels itself and returns loses its result") {
    EngineRun r;
    const auto child = [&]() -> Coro<int> {
        r.loop.current_task()->cancel();
        co_return 7;
    };
    const auto main = [&]() -> Coro<void> {
        const Task<int> task = r.loop.create_task(child(), "child");
        co_await sleep(1ms);
        CHECK(task.cancelled());
        CHECK_THROWS_AS(task.result(), CancelledError);
    };
    r.run(main);
}

TEST_CASE("CancelledError arrives one pass after the request, and its cause is the request") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const Task<void> task = r.loop.create_task(nap(1s), "child");
        co_await sleep(5ms);
        task.cancel();
        CHECK_FALSE(task.done());
        co_await sleep(0ms);
        CHECK(task.done());
        CHECK(task.cancelled());
    };
    r.run(main);
    const Trace& trace = r.recorder.trace();
    const auto thrown = r.events(EventKind::thrown);
    REQUIRE(thrown.size() == 1);
    CHECK(thrown[0].at == 5ms);
    CHECK(trace[thrown[0].cause].kind == EventKind::cancel_requested);
    CHECK(trace.name(trace[thrown[0].cause].by()) == "main");
}

TEST_CASE("two requests before delivery make one CancelledError and a count of two") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const Task<void> task = r.loop.create_task(swallow(r, 1s), "child");
        co_await sleep(1ms);
        task.cancel();
        task.cancel();
        co_await task;
        CHECK(task.cancelling() == 2);
    };
    r.run(main);
    CHECK(r.notes == Notes{"swallowed@1"});
}

TEST_CASE("a request between wake-up and step replaces the result of the await") {
    EngineRun r;
    Future<int> future{r.loop};
    const auto child = [&]() -> Coro<void> {
        try {
            r.note(std::to_string(co_await future));
        } catch (const CancelledError&) {
            r.note("cancelled");
        }
    };
    const auto main = [&]() -> Coro<void> {
        const Task<void> task = r.loop.create_task(child(), "child");
        co_await sleep(1ms);
        future.set_result(7);
        task.cancel();
        co_await task;
    };
    r.run(main);
    CHECK(r.notes == Notes{"cancelled@1"});
}

TEST_CASE("cancelling a task that awaits another cancels the other, and then itself") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const Task<void> inner = r.loop.create_task(nap(1s), "inner");
        const auto waiting = [&]() -> Coro<void> { co_await inner; };
        const Task<void> outer = r.loop.create_task(waiting(), "outer");
        co_await sleep(1ms);
        outer.cancel();
        co_await sleep(0ms);
        CHECK(inner.cancelled());
        CHECK_FALSE(outer.done());
        co_await sleep(0ms);
        CHECK(outer.cancelled());
    };
    r.run(main);
}

TEST_CASE("if the awaited task swallows the cancellation the awaiting task never hears of it") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const Task<void> inner = r.loop.create_task(swallow(r, 1s), "inner");
        const auto waiting = [&]() -> Coro<void> {
            co_await inner;
            r.note("went on");
        };
        const Task<void> outer = r.loop.create_task(waiting(), "outer");
        co_await sleep(1ms);
        outer.cancel();
        co_await outer;
        CHECK(outer.cancelling() == 1);
    };
    r.run(main);
    CHECK(r.notes == Notes{"swallowed@1", "went on@1"});
}

TEST_CASE("a second request interrupts the cleanup") {
    EngineRun r;
    const auto child = [&]() -> Coro<void> {
        const auto body = []() -> Coro<void> { co_await sleep(10s); };
        const auto cleanup = [&]() -> Coro<void> {
            co_await sleep(100ms);
            r.note("cleaned up");
        };
        co_await with_cleanup(r.loop, body, cleanup);
    };
    const auto main = [&]() -> Coro<void> {
        const Task<void> task = r.loop.create_task(child(), "child");
        co_await sleep(1ms);
        task.cancel();
        co_await sleep(50ms);
        task.cancel();
        co_await sleep(1ms);
        CHECK(task.cancelled());
    };
    r.run(main);
    CHECK(r.notes.empty());
    const auto ended = r.events(EventKind::cleanup_ended);
    REQUIRE(ended.size() == 1);
    CHECK(ended[0].at == 51ms);
    CHECK(r.recorder.trace().text(ended[0].label) == "CancelledError");
}

TEST_CASE("a cleanup may await, and the error goes on afterwards") {
    EngineRun r;
    const auto child = [&]() -> Coro<int> {
        const auto body = []() -> Coro<int> {
            throw ValueError{"bad"};
            co_return 1;
        };
        const auto cleanup = [&]() -> Coro<void> {
            co_await sleep(100ms);
            r.note("cleaned up");
        };
        co_return co_await with_cleanup(r.loop, body, cleanup);
    };
    const auto main = [&]() -> Coro<void> {
        const Task<int> task = r.loop.create_task(child(), "child");
        co_await sleep(200ms);
        CHECK(describe(task.exception()) == "ValueError: bad");
    };
    r.run(main);
    CHECK(r.notes == Notes{"cleaned up@100"});
}

TEST_CASE("uncancel takes a request off the count, but in 3.11 the delivery still comes") {
    EngineRun r;
    const auto child = [&]() -> Coro<void> {
        TaskBase& self = *r.loop.current_task();
        self.cancel();
        CHECK(self.uncancel() == 0);
        CHECK(self.uncancel() == 0);
        co_await sleep(1ms);
        r.note("withdrawn");
    };
    const auto main = [&]() -> Coro<void> {
        const Task<void> task = r.loop.create_task(child(), "child");
        co_await sleep(5ms);
        CHECK(task.cancelled());
    };
    r.run(main);
    CHECK(r.notes.empty());
}

TEST_CASE("catch (const std::exception&) lets CancelledError pass") {
    EngineRun r;
    const auto child = [&]() -> Coro<void> {
        try {
            co_await sleep(1s);
        } catch (const std::exception&) {
            r.note("caught");
        }
    };
    const auto main = [&]() -> Coro<void> {
        const Task<void> task = r.loop.create_task(child(), "child");
        co_await sleep(1ms);
        task.cancel();
        co_await sleep(1ms);
        CHECK(task.cancelled());
    };
    r.run(main);
    CHECK(r.notes.empty());
}

TEST_CASE("tasks that await each other in a ring cannot be cancelled, and say so") {
    EngineRun r;
    std::vector<Task<void>> tasks;
    const auto waits_for = [&](std::size_t index) -> Coro<void> {
        co_await sleep(1ms);
        co_await tasks[index];
    };
    const auto main = [&]() -> Coro<void> {
        tasks.push_back(r.loop.create_task(waits_for(1), "a"));
        tasks.push_back(r.loop.create_task(waits_for(0), "b"));
        co_await sleep(2ms);
        CHECK_THROWS_AS(tasks[0].cancel(), RecursionError);
        co_await sleep(1ms);
    };
    CHECK_THROWS(r.run(main));
}

TEST_CASE("a task that awaits itself gets RuntimeError") {
    EngineRun r;
    std::vector<Task<void>> tasks;
    const auto child = [&]() -> Coro<void> { co_await tasks[0]; };
    const auto main = [&]() -> Coro<void> {
        tasks.push_back(r.loop.create_task(child(), "child"));
        co_await sleep(1ms);
        CHECK(describe(tasks[0].exception()) == "RuntimeError: a task cannot await itself");
    };
    r.run(main);
}

TEST_CASE("the error of a task that nobody looks at is reported at the end of the run") {
    EngineRun r;
    const auto child = []() -> Coro<void> {
        throw ValueError{"unseen"};
        co_return;
    };
    const auto main = [&]() -> Coro<void> {
        r.loop.create_task(child(), "child");
        co_await sleep(1ms);
    };
    r.run(main);
    const auto errors = r.events(EventKind::loop_error);
    REQUIRE(errors.size() == 1);
    CHECK(r.recorder.trace().text(errors[0].label) == "Task exception was never retrieved");
    CHECK(r.recorder.trace().text(errors[0].error()) == "ValueError: unseen");
}

TEST_CASE("a suspension tells file and line of the innermost await in the program's own code") {
    EngineRun r;
    const unsigned line = __LINE__ + 1;
    const auto main = []() -> Coro<void> { co_await sleep(1ms); };
    r.run(main);
    const auto suspended = r.events(EventKind::suspended);
    REQUIRE(suspended.size() == 1);
    CHECK(suspended[0].line == line);
    CHECK(r.recorder.trace().file(suspended[0].file) == "tests/core/engine/cancel_tests.cpp");
    CHECK(suspended[0].wait_kind() == WaitKind::sleep);
}

} // TEST_SUITE
