// The rules of Task.cancel() that CPython 3.11.7 tests in test_tasks.py: one task, and the future
// it waits for. Requests counted and taken back: task_uncancel_tests.cpp. Chains of tasks:
// task_cancel_chain_tests.cpp.
#include "core/engine/sleep.hpp"
#include "tests/core/cpython/tasks.hpp"

#include <doctest/doctest.h>

using namespace core;
using namespace std::chrono_literals;
using support::EngineRun;
using support::next_pass;
using support::Notes;
using tasks::value_of;

TEST_SUITE("core/cpython/tasks") {

// test_cancel
TEST_CASE("a task that is cancelled while it sleeps ends at once and cannot be cancelled again") {
    EngineRun r;
    const auto body = [&]() -> Coro<int> {
        co_await sleep(10s);
        r.note("slept");
        co_return 12;
    };
    const Task<int> task = r.loop.create_task(body());
    r.loop.call_soon([&] { task.cancel(); });
    r.loop.run_until(task.object());
    CHECK(task.done());
    CHECK(task.cancelled());
    CHECK_THROWS_AS(task.result(), CancelledError);
    CHECK_FALSE(task.cancel());
    CHECK(r.loop.now() == 0ms);
    CHECK(r.notes.empty());
}

// test_cancel_yield
TEST_CASE("a task that only yields is cancelled in its next step") {
    EngineRun r;
    const auto body = [&]() -> Coro<int> {
        co_await next_pass();
        r.note("second step");
        co_await next_pass();
        co_return 12;
    };
    const Task<int> task = r.loop.create_task(body());
    r.loop.step();
    CHECK(task.cancel());
    CHECK_FALSE(task.done());
    r.loop.step();
    CHECK(task.done());
    CHECK(task.cancelled());
    CHECK_FALSE(task.cancel());
    CHECK(r.notes.empty());
}

// test_cancel_inner_future
TEST_CASE("cancelling the future that a task waits for cancels the task") {
    EngineRun r;
    Future<int> future{r.loop};
    const Task<int> task = r.loop.create_task(value_of(future));
    r.loop.step();
    CHECK(future.cancel());
    r.loop.run_until(task.object());
    CHECK(future.cancelled());
    CHECK(task.cancelled());
    CHECK(task.cancelling() == 0);
    CHECK_THROWS_AS(task.result(), CancelledError);
}

// test_cancel_both_task_and_inner_future
TEST_CASE("cancelling a task and the future it waits for in one step cancels both") {
    EngineRun r;
    Future<int> future{r.loop};
    const Task<int> task = r.loop.create_task(value_of(future));
    r.loop.step();
    CHECK(future.cancel());
    CHECK(task.cancel());
    r.loop.run_until(task.object());
    CHECK(task.done());
    CHECK(future.cancelled());
    CHECK(task.cancelled());
    CHECK(r.events(EventKind::thrown).size() == 1);
}

// test_task_cancel_waiter_future
TEST_CASE("cancelling a task cancels the future it waits for, at once") {
    EngineRun r;
    Future<int> future{r.loop};
    const Task<int> task = r.loop.create_task(value_of(future));
    r.loop.step();
    CHECK(task.cancel());
    CHECK(future.cancelled());
    CHECK_FALSE(task.done());
    r.loop.step();
    CHECK(task.cancelled());
    CHECK_THROWS_AS(task.result(), CancelledError);
}

// test_cancel_task_catching
TEST_CASE("a task that catches CancelledError and returns ends normally") {
    EngineRun r;
    Future<void> first{r.loop};
    Future<void> second{r.loop};
    const auto body = [&]() -> Coro<int> {
        co_await first;
        try {
            co_await second;
        } catch (const CancelledError&) {
            co_return 42;
        }
        co_return 0;
    };
    const Task<int> task = r.loop.create_task(body());
    r.loop.step();
    first.set_result();
    r.loop.step();
    CHECK(task.cancel());
    CHECK_FALSE(first.cancelled());
    CHECK(second.cancelled());
    r.loop.run_until(task.object());
    CHECK(task.result() == 42);
    CHECK_FALSE(task.cancelled());
}

// test_cancel_task_ignoring
TEST_CASE("a task that catches CancelledError may go on to wait for something else") {
    EngineRun r;
    Future<void> first{r.loop};
    Future<void> second{r.loop};
    Future<int> third{r.loop};
    const auto body = [&]() -> Coro<int> {
        co_await first;
        try {
            co_await second;
        } catch (const CancelledError&) {
            r.note("ignored");
        }
        co_return co_await third;
    };
    const Task<int> task = r.loop.create_task(body());
    r.loop.step();
    first.set_result();
    r.loop.step();
    CHECK(task.cancel());
    CHECK(second.cancelled());
    r.loop.step();
    CHECK(r.notes == Notes{"ignored@0"});
    CHECK_FALSE(task.done());
    third.set_result(42);
    r.loop.run_until(task.object());
    CHECK(task.result() == 42);
    CHECK_FALSE(third.cancelled());
    CHECK_FALSE(task.cancelled());
}

// test_cancel_current_task
TEST_CASE("a task that cancels itself gets CancelledError from its next await, without a wait") {
    EngineRun r;
    const auto body = [&]() -> Coro<int> {
        CHECK(r.loop.current_task()->cancel());
        r.note("still running");
        co_await sleep(100s);
        r.note("slept");
        co_return 12;
    };
    const Task<int> task = r.loop.create_task(body());
    CHECK_FALSE(task.cancelled());
    r.loop.run_until(task.object());
    CHECK(task.done());
    CHECK(task.cancelled());
    CHECK_THROWS_AS(task.result(), CancelledError);
    CHECK_FALSE(task.cancel());
    CHECK(r.loop.now() == 0ms);
    CHECK(r.notes == Notes{"still running@0"});
}

// test_cancel_at_end
TEST_CASE("a task that cancels itself and returns without an await is cancelled, not done") {
    EngineRun r;
    const auto body = [&]() -> Coro<int> {
        CHECK(r.loop.current_task()->cancel());
        r.note("returns");
        co_return 12;
    };
    const Task<int> task = r.loop.create_task(body());
    CHECK_FALSE(task.cancelled());
    r.loop.step();
    CHECK(task.done());
    CHECK(task.cancelled());
    CHECK_THROWS_AS(task.result(), CancelledError);
    CHECK_FALSE(task.cancel());
    CHECK(r.notes == Notes{"returns@0"});
}

// test_baseexception_during_cancel
TEST_CASE("SystemExit thrown in answer to a cancellation leaves the loop and fails the task") {
    EngineRun r;
    const auto sleeper = []() -> Coro<void> { co_await sleep(10s); };
    const auto body = [&]() -> Coro<void> {
        try {
            co_await sleeper();
        } catch (const CancelledError&) {
            throw SystemExit{3};
        }
    };
    const Task<void> task = r.loop.create_task(body());
    r.loop.step();
    CHECK(task.cancel());
    CHECK_FALSE(task.done());
    CHECK_THROWS_AS(r.loop.step(), SystemExit);
    CHECK(task.done());
    CHECK_FALSE(task.cancelled());
    CHECK(describe(task.exception()) == "SystemExit");
    int code = 0;
    try {
        task.result();
    } catch (const SystemExit& exit) {
        code = exit.code;
    }
    CHECK(code == 3);
}

} // TEST_SUITE
