// The rules of shield() that CPython 3.11.7 tests in test_tasks.py. Python's shield() is a future;
// ours is a coroutine, so the tests give it a task of its own where they need a handle.
#include "core/engine/shield.hpp"
#include "tests/core/cpython/tasks.hpp"

#include <doctest/doctest.h>

using namespace core;
using namespace std::chrono_literals;
using support::EngineRun;
using support::next_pass;
using support::Notes;
using tasks::Children;
using tasks::note_end;
using tasks::settle;
using tasks::value_error;
using tasks::value_of;

namespace {

/// A shield around a task around a future.
struct Shielded {
    explicit Shielded(Loop& loop)
        : future(loop), inner(loop.create_task(value_of(future), "inner")),
          outer(loop.create_task(shield(inner), "outer")) {}

    Future<int> future;
    Task<int> inner;
    Task<int> outer;
};

} // namespace

TEST_SUITE("core/cpython/tasks") {

// test_shield_result
TEST_CASE("a shield gives the result of the inner task") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        Shielded shielded{r.loop};
        co_await sleep(5ms);
        CHECK_FALSE(shielded.outer.done());
        shielded.future.set_result(42);
        const int result = co_await shielded.outer;
        CHECK(result == 42);
        r.note("done");
    };
    r.run(main);
    CHECK(r.notes == Notes{"done@5"});
}

// test_shield_exception
TEST_CASE("a shield throws the very error of the inner task") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        Shielded shielded{r.loop};
        co_await settle();
        const std::exception_ptr error = value_error("expected");
        shielded.future.set_exception(error);
        co_await settle();
        REQUIRE(shielded.outer.done());
        CHECK(shielded.outer.exception() == error);
    };
    r.run(main);
}

// test_shield_cancel_inner
TEST_CASE("cancelling the inner task cancels the shield") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        Shielded shielded{r.loop};
        co_await settle();
        shielded.inner.cancel();
        co_await settle();
        CHECK(shielded.inner.cancelled());
        CHECK(shielded.outer.cancelled());
        CHECK(shielded.outer.cancelling() == 0);
    };
    r.run(main);
}

// test_shield_cancel_outer
TEST_CASE("cancelling the shield leaves the inner task alone and takes no notice of it any more") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        Shielded shielded{r.loop};
        co_await settle();
        shielded.outer.cancel();
        co_await settle();
        CHECK(shielded.outer.cancelled());
        CHECK_FALSE(shielded.inner.done());

        shielded.future.set_exception(value_error("unseen"));
        co_await settle();
        CHECK(shielded.inner.object().is_unretrieved());
        CHECK(describe(shielded.inner.exception()) == "ValueError: unseen");
    };
    r.run(main);
}

// test_shield_shortcut
TEST_CASE("a shield around a finished task gives its result without waiting") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        Future<int> future{r.loop};
        future.set_result(42);
        const Task<int> inner = r.loop.create_task(value_of(future));
        co_await settle();
        REQUIRE(inner.done());
        const std::size_t passes = r.loop.iterations();
        const int result = co_await shield(inner);
        CHECK(result == 42);
        CHECK(r.loop.iterations() == passes);
    };
    r.run(main);
}

// test_shield_effect
TEST_CASE("a shielded coroutine runs on after the task that awaited it was cancelled") {
    EngineRun r;
    Future<void> waited{r.loop};
    const auto inner = [&]() -> Coro<void> {
        co_await waited;
        r.note("inner");
    };
    const auto outer = [&]() -> Coro<void> {
        co_await shield(r.loop, inner());
        r.note("outer");
    };
    const auto main = [&]() -> Coro<void> {
        const Task<void> task = r.loop.create_task(outer());
        co_await settle();
        task.cancel();
        co_await sleep(5ms);
        CHECK(task.cancelled());
        CHECK_FALSE(waited.done());
        waited.set_result();
        co_await settle();
    };
    r.run(main);
    CHECK(r.notes == Notes{"inner@5"});
}

// test_shield_gather
TEST_CASE("a shield around a gather keeps a cancellation from the gather and its children") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        Children children{r.loop, 2};
        const auto all = gather(r.loop, children.tasks);
        const Task<void> parent = r.loop.create_task(note_end(r, all));
        const Task<void> outer = r.loop.create_task(shield(parent));
        co_await settle();
        outer.cancel();
        co_await sleep(5ms);
        CHECK(outer.cancelled());
        CHECK_FALSE(all.done());

        children.futures[0].set_result(1);
        children.futures[1].set_result(2);
        co_await settle();
        CHECK(parent.done());
    };
    r.run(main);
    CHECK(r.notes == Notes{"1 2@5"});
}

// test_gather_shield
TEST_CASE("cancelling a gather of shields cancels the shields, not what is behind them") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        Children children{r.loop, 2};
        std::vector<Task<int>> shields;
        shields.push_back(r.loop.create_task(shield(children.tasks[0])));
        shields.push_back(r.loop.create_task(shield(children.tasks[1])));
        const auto parent = gather(r.loop, shields);
        co_await settle();
        CHECK(parent.cancel());
        co_await settle();
        CHECK(parent.done());
        CHECK_FALSE(parent.cancelled());
        co_await note_end(r, parent);
        CHECK(shields[0].cancelled());
        CHECK(shields[1].cancelled());

        CHECK_FALSE(children.tasks[0].done());
        CHECK_FALSE(children.tasks[1].done());
        children.futures[0].set_result(1);
        children.futures[1].set_result(2);
        co_await settle();
        CHECK(children.tasks[0].result() == 1);
        CHECK(children.tasks[1].result() == 2);
    };
    r.run(main);
    CHECK(r.notes == Notes{"CancelledError@0"});
}

// test_shield_coroutine_use_running_loop
TEST_CASE("a shield makes a coroutine a task of the running loop") {
    EngineRun r;
    TaskId inner = TaskId::none;
    const auto give = [&]() -> Coro<int> {
        inner = r.loop.current_task()->id();
        co_await next_pass();
        co_return 42;
    };
    const auto main = [&]() -> Coro<void> {
        Coro<int> shielded = shield(r.loop, give(), "inner");
        CHECK(r.loop.all_tasks().size() == 2);
        const int result = co_await shielded;
        CHECK(result == 42);
        CHECK(inner != r.loop.current_task()->id());
    };
    r.run(main);
    const auto created = r.events(EventKind::created);
    REQUIRE(created.size() == 2);
    CHECK(r.recorder.trace().text(created[1].label) == "inner");
}

} // TEST_SUITE
