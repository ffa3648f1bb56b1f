// The rules of a cancellation on its way through coroutines, tasks and wait() that CPython 3.11.7
// tests in test_tasks.py.
#include "core/engine/wait.hpp"
#include "tests/core/cpython/tasks.hpp"

#include <doctest/doctest.h>

using namespace core;
using namespace std::chrono_literals;
using support::EngineRun;
using support::error_of;
using support::nap;
using support::next_pass;
using support::Notes;
using support::thrown_by;
using tasks::objects;
using tasks::settle;
using tasks::value_of;

TEST_SUITE("core/cpython/tasks") {

// test_cancel_awaited_task
TEST_CASE("a task that cancels itself and then awaits another cancels the other, and all behind") {
    EngineRun r;
    Future<int> future{r.loop};
    std::vector<Task<int>> nested;
    const auto body = [&]() -> Coro<void> {
        nested.push_back(r.loop.create_task(value_of(future)));
        co_await next_pass();
        r.loop.current_task()->cancel();
        CHECK_FALSE(future.cancelled());
        co_await nested[0];
        r.note("went on");
    };
    const Task<void> task = r.loop.create_task(body());
    r.loop.run_until(task.object());
    CHECK(task.cancelled());
    REQUIRE(nested.size() == 1);
    CHECK(nested[0].cancelled());
    CHECK(future.cancelled());
    CHECK(r.notes.empty());
}

// test_yield_future_passes_cancel
TEST_CASE("CancelledError passes through the awaited coroutine to the one that awaits it") {
    EngineRun r;
    Future<void> waited{r.loop};
    const auto inner = [&]() -> Coro<void> {
        try {
            co_await waited;
            r.note("inner went on");
        } catch (const CancelledError&) {
            r.note("inner");
            throw;
        }
    };
    const auto outer = [&]() -> Coro<void> {
        try {
            co_await inner();
            r.note("outer went on");
        } catch (const CancelledError&) {
            r.note("outer");
        }
    };
    const Task<void> task = r.loop.create_task(outer());
    r.loop.step();
    CHECK(task.cancel());
    r.loop.run_until(task.object());
    CHECK_FALSE(task.cancelled());
    CHECK(waited.cancelled());
    CHECK(r.notes == Notes{"inner@0", "outer@0"});
}

// test_yield_wait_does_not_shield_cancel
TEST_CASE("cancelling a task in wait() ends the wait early and leaves the awaited task running") {
    EngineRun r;
    Future<void> waited{r.loop};
    const auto inner = [&]() -> Coro<void> {
        co_await waited;
        r.note("inner");
    };
    const auto outer = [&]() -> Coro<void> {
        const Task<void> task = r.loop.create_task(inner());
        co_await wait(r.loop, objects(task));
        r.note("outer");
    };
    const auto main = [&]() -> Coro<void> {
        const Task<void> task = r.loop.create_task(outer());
        co_await settle();
        CHECK(task.cancel());
        CHECK(co_await error_of(task) == "CancelledError");
        CHECK(task.cancelled());
        CHECK_FALSE(waited.done());
        waited.set_result();
        co_await settle();
    };
    r.run(main);
    CHECK(r.notes == Notes{"inner@0"});
}

// test_cancel_with_message_before_starting_task
TEST_CASE("a task cancelled before it starts is done for whoever waits for it, without running") {
    EngineRun r;
    const auto body = [&]() -> Coro<void> {
        r.note("ran");
        co_await sleep(10s);
    };
    const auto main = [&]() -> Coro<void> {
        const Task<void> task = r.loop.create_task(body());
        CHECK(task.cancel());
        const std::vector<Ref<TaskBase>> done = co_await wait(r.loop, objects(task));
        CHECK(done == objects(task));
        CHECK(task.cancelled());
        task.exception();
    };
    const Task<void> task = r.loop.create_task(main());
    r.loop.run_until(task.object());
    CHECK(task.cancelled());
    CHECK(r.loop.now() == 0ms);
    CHECK(r.notes.empty());
}

// test_cancel_with_message_then_future_result
TEST_CASE("asking a cancelled task for its result cancels the task that asks") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const Task<void> sleeper = r.loop.create_task(nap(10s));
        co_await next_pass();
        sleeper.cancel();
        const std::vector<Ref<TaskBase>> done = co_await wait(r.loop, objects(sleeper));
        CHECK(done == objects(sleeper));
        r.note("asks");
        sleeper.result();
        r.note("went on");
    };
    const Task<void> task = r.loop.create_task(main());
    r.loop.run_until(task.object());
    CHECK(task.cancelled());
    CHECK(task.cancelling() == 0);
    CHECK(r.notes == Notes{"asks@0"});
}

// test_cancellation_exception_context
TEST_CASE("a task may answer the cancellation of a task it awaits with an error of its own") {
    EngineRun r;
    Future<void> started{r.loop};
    const auto sleeper = [&]() -> Coro<void> {
        started.set_result();
        co_await sleep(10s);
    };
    const auto body = [&]() -> Coro<void> {
        const Task<void> inner = r.loop.create_task(sleeper());
        co_await started;
        r.loop.call_soon([inner] { inner.cancel(); });
        try {
            co_await inner;
        } catch (const CancelledError&) {
            CHECK(inner.cancelled());
            throw ValueError{"cancelled"};
        }
    };
    const auto main = [&]() -> Coro<void> {
        const auto run_body = [&] { return body(); };
        r.note(co_await thrown_by(run_body));
    };
    r.run(main);
    CHECK(r.notes == Notes{"ValueError: cancelled@0"});
}

} // TEST_SUITE
