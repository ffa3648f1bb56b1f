// The rules of cancelling a gather, or one of its children, that CPython 3.11.7 tests in
// test_tasks.py.
#include "core/engine/gather.hpp"
#include "tests/core/cpython/tasks.hpp"

#include <doctest/doctest.h>

using namespace core;
using namespace std::chrono_literals;
using support::EngineRun;
using support::error_of;
using support::nap;
using support::next_pass;
using support::Notes;
using tasks::Children;
using tasks::note_end;
using tasks::reports;
using tasks::settle;
using tasks::value_error;
using tasks::value_of;

TEST_SUITE("core/cpython/tasks") {

// test_one_cancellation
TEST_CASE("a cancelled child makes a gather fail with CancelledError, not count as cancelled") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        Children children{r.loop, 5};
        const auto all = gather(r.loop, children.tasks);
        const Task<void> waiter = r.loop.create_task(note_end(r, all));
        children.futures[0].set_result(1);
        children.futures[1].cancel();
        co_await sleep(5ms);
        CHECK(all.done());
        CHECK(waiter.done());
        CHECK_FALSE(all.cancelled());
        CHECK(r.notes == Notes{"CancelledError@0"});

        children.futures[2].set_result(3);
        children.futures[3].cancel();
        children.futures[4].set_exception(value_error("late"));
        co_await settle();
        CHECK(children.all_done());
        CHECK_FALSE(all.cancelled());
        co_await note_end(r, all);
    };
    r.run(main);
    CHECK(r.notes == Notes{"CancelledError@0", "CancelledError@5"});
    CHECK(reports(r).empty());
}

// test_result_exception_one_cancellation
TEST_CASE("gather that returns errors gives CancelledError in the place of a cancelled child") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        Children children{r.loop, 6};
        const auto all = gather(r.loop, children.tasks, return_exceptions);
        const Task<void> waiter = r.loop.create_task(note_end(r, all));
        children.futures[0].set_result(1);
        children.futures[1].set_exception(value_error("b"));
        children.futures[2].cancel();
        co_await sleep(5ms);
        CHECK_FALSE(all.done());

        children.futures[3].set_result(3);
        children.futures[4].cancel();
        children.futures[5].set_exception(value_error("f"));
        co_await settle();
        CHECK(all.done());
        CHECK_FALSE(all.cancelled());
        CHECK(waiter.done());
    };
    r.run(main);
    CHECK(r.notes == Notes{"1 ValueError: b CancelledError 3 CancelledError ValueError: f@5"});
}

// test_cancellation_broadcast
TEST_CASE("cancelling the task that awaits a gather cancels every child and what they wait for") {
    EngineRun r;
    Future<int> waited{r.loop};
    std::vector<Task<int>> both;
    both.push_back(r.loop.create_task(value_of(waited)));
    both.push_back(r.loop.create_task(value_of(waited)));
    const auto all = gather(r.loop, both);
    const auto outer = [&]() -> Coro<void> {
        co_await all;
        r.note("went on");
    };
    const Task<void> task = r.loop.create_task(outer());
    r.loop.step();
    CHECK(task.cancel());
    CHECK_FALSE(all.done());
    r.loop.run_until(task.object());
    CHECK(task.cancelled());
    CHECK_FALSE(all.cancel());
    CHECK(waited.cancelled());
    CHECK(both[0].cancelled());
    CHECK(both[1].cancelled());
    CHECK(both[0].cancelling() == 1); // each was asked, though the future had gone by then
    CHECK(both[1].cancelling() == 1);
    CHECK(r.notes.empty());
}

// test_cancel_gather_1
TEST_CASE("a gather refuses to be cancelled once its children are done, though it is pending") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        Children children{r.loop, 1};
        const auto all = gather(r.loop, children.tasks);
        co_await next_pass();
        children.futures[0].set_result(42);
        // Runs behind the child's last step and before the gather hears of it.
        r.loop.call_soon([&] {
            CHECK(children.tasks[0].done());
            CHECK_FALSE(all.done());
            r.note(all.cancel() ? "accepted" : "refused");
        });
        co_await note_end(r, all);
        CHECK_FALSE(all.cancelled());
    };
    r.run(main);
    CHECK(r.notes == Notes{"refused@0", "42@0"});
}

// test_cancel_gather_2
TEST_CASE("gather that returns errors passes on the cancellation of the task that awaits it") {
    EngineRun r;
    const auto in_rounds = [&]() -> Coro<void> {
        for (int round = 0; round < 20; ++round) {
            std::vector<Task<void>> one;
            one.push_back(r.loop.create_task(nap(50ms)));
            co_await gather(r.loop, one, return_exceptions);
            r.note("round");
        }
    };
    const auto main = [&]() -> Coro<void> {
        const Task<void> task = r.loop.create_task(in_rounds());
        co_await sleep(120ms);
        task.cancel();
        r.note(co_await error_of(task));
        CHECK(task.cancelled());
    };
    r.run(main);
    CHECK(r.notes == Notes{"round@50", "round@100", "CancelledError@120"});
}

} // TEST_SUITE
