// The basic rules of tasks, of the current task, of sleep() and of reports that CPython 3.11.7
// tests in test_tasks.py.
#include "core/engine/sleep.hpp"
#include "tests/core/cpython/tasks.hpp"

#include <doctest/doctest.h>

#include <memory>

using namespace core;
using namespace std::chrono_literals;
using support::EngineRun;
using support::nap;
using support::next_pass;
using support::Notes;
using tasks::error_after;
using tasks::reports;
using tasks::settle;

TEST_SUITE("core/cpython/tasks") {

// test_task_basics
TEST_CASE("a coroutine that awaits coroutines runs them in one step and gives its own result") {
    EngineRun r;
    const auto give = [](int value) -> Coro<int> { co_return value; };
    const auto outer = [&]() -> Coro<int> {
        const int a = co_await give(42);
        const int b = co_await give(1000);
        co_return a + b;
    };
    const Task<int> task = r.loop.create_task(outer());
    CHECK_FALSE(task.done());
    r.loop.step();
    REQUIRE(task.done());
    CHECK(task.result() == 1042);
}

// test_task_awaits_on_itself
TEST_CASE("a task that awaits itself fails with RuntimeError") {
    EngineRun r;
    std::vector<Task<void>> task;
    const auto body = [&]() -> Coro<void> {
        co_await task[0];
        r.note("went on");
    };
    task.push_back(r.loop.create_task(body()));
    r.loop.run_until(task[0].object());
    CHECK_THROWS_AS(task[0].result(), RuntimeError);
    CHECK(r.notes.empty());
}

// test_step_result_future
TEST_CASE("a task waits for a future and gets the very object that it is completed with") {
    EngineRun r;
    Future<std::shared_ptr<int>> future{r.loop};
    std::shared_ptr<int> received;
    const auto body = [&]() -> Coro<void> { received = co_await future; };
    const Task<void> task = r.loop.create_task(body());
    r.loop.step();
    CHECK_FALSE(task.done());

    const auto sent = std::make_shared<int>(7);
    future.set_result(sent);
    CHECK(received == nullptr);
    r.loop.step();
    CHECK(received == sent);
    CHECK(task.done());
    CHECK(task.exception() == nullptr);
}

// test_current_task
TEST_CASE("the current task is the one whose step runs; outside the loop there is none") {
    EngineRun r;
    const TaskBase* inside = nullptr;
    CHECK(r.loop.current_task() == nullptr);
    const auto body = [&]() -> Coro<void> {
        inside = r.loop.current_task();
        co_return;
    };
    const Task<void> task = r.loop.create_task(body());
    CHECK(r.loop.current_task() == nullptr);
    r.loop.run_until(task.object());
    CHECK(inside == &task.object());
    CHECK(r.loop.current_task() == nullptr);
}

// test_current_task_with_interleaving_tasks
TEST_CASE("each task is the current one again after others have run in between") {
    EngineRun r;
    Future<void> first{r.loop};
    Future<void> second{r.loop};
    std::vector<const TaskBase*> seen;
    const auto one = [&]() -> Coro<void> {
        seen.push_back(r.loop.current_task());
        co_await first;
        seen.push_back(r.loop.current_task());
        second.set_result();
    };
    const auto two = [&]() -> Coro<void> {
        seen.push_back(r.loop.current_task());
        first.set_result();
        co_await second;
        seen.push_back(r.loop.current_task());
    };
    const Task<void> a = r.loop.create_task(one());
    const Task<void> b = r.loop.create_task(two());
    r.loop.run_until(a.object());
    r.loop.run_until(b.object());
    const TaskBase* const is_a = &a.object();
    const TaskBase* const is_b = &b.object();
    CHECK(seen == std::vector<const TaskBase*>{is_a, is_b, is_a, is_b});
    CHECK(r.loop.current_task() == nullptr);
}

// test_tb_logger_not_called_after_cancel
TEST_CASE("an error nobody looks at is reported, but not once the failed task was cancelled") {
    for (const bool is_cancelled : {false, true}) {
        CAPTURE(is_cancelled);
        EngineRun r;
        const auto main = [&]() -> Coro<void> {
            const Task<int> task = r.loop.create_task(error_after(0ms, "unseen"));
            co_await sleep(50ms);
            CHECK(task.done());
            if (is_cancelled) {
                CHECK_FALSE(task.cancel());
            }
        };
        r.run(main);
        CHECK(reports(r) == (is_cancelled ? Notes{} : Notes{"Task exception was never retrieved"}));
    }
}

// test_log_destroyed_pending_task
TEST_CASE("a task that is still pending when the run is over is reported as destroyed") {
    EngineRun r;
    Future<void> never{r.loop};
    const auto lost = [&]() -> Coro<void> {
        co_await never;
        r.note("never reached");
    };
    // The teardown cancels what is there when it begins; this task adds one after that.
    const auto last_words = [&]() -> Coro<void> {
        try {
            co_await sleep(10s);
        } catch (const CancelledError&) {
            r.loop.create_task(lost(), "lost");
        }
    };
    const auto main = [&]() -> Coro<void> {
        r.loop.create_task(last_words(), "last words");
        co_await settle();
    };
    r.run(main);
    REQUIRE(reports(r) == Notes{"Task was destroyed but it is pending!"});
    CHECK(r.recorder.trace().name(r.events(EventKind::loop_error)[0].task) == "lost");
    CHECK(r.notes.empty());
}

// test_sleep
TEST_CASE("a sleep takes exactly its time") {
    EngineRun r;
    const auto body = [&]() -> Coro<std::string> {
        co_await sleep(50ms);
        r.note("half");
        co_await sleep(50ms);
        co_return "yeah";
    };
    const Task<std::string> task = r.loop.create_task(body());
    r.loop.run_until(task.object());
    CHECK(task.result() == "yeah");
    CHECK(r.loop.now() == 100ms);
    CHECK(r.notes == Notes{"half@50"});
}

// test_sleep_cancel
TEST_CASE("a sleep that is cancelled takes its timer back") {
    EngineRun r;
    const Task<void> task = r.loop.create_task(nap(10s));
    r.loop.step();
    CHECK(task.cancel());
    r.loop.step();
    CHECK(task.cancelled());
    CHECK_THROWS_AS(r.loop.step(), Stuck); // nothing is left to wait for
    CHECK(r.loop.now() == 0ms);
}

// test_task_cancel_sleeping_task
TEST_CASE("a sleeping task is cancelled at the moment of the request, not when its sleep ends") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const Task<void> sleeper = r.loop.create_task(nap(5000s));
        r.loop.call_at(100ms, [sleeper] { sleeper.cancel(); });
        try {
            co_await sleeper;
            r.note("slept in");
        } catch (const CancelledError&) {
            r.note("cancelled");
        }
    };
    r.run(main);
    CHECK(r.notes == Notes{"cancelled@100"});
}

// test_sleep_zero
TEST_CASE("a sleep of zero lets run what is ready, takes no time, and then goes on") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        r.loop.call_soon([&] { r.note("callback"); });
        CHECK(r.notes.empty());
        co_await next_pass();
        r.note("task");
    };
    r.run(main);
    CHECK(r.notes == Notes{"callback@0", "task@0"});
}

} // TEST_SUITE
