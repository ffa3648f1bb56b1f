// Task groups, gather, shield, timeouts and waits: the scopes that hold tasks together.
#include "core/engine/gather.hpp"
#include "core/engine/shield.hpp"
#include "core/engine/task_group.hpp"
#include "core/engine/timeout.hpp"
#include "core/engine/wait.hpp"
#include "tests/support/engine_run.hpp"

#include <doctest/doctest.h>

using namespace core;
using namespace std::chrono_literals;
using support::EngineRun;
using support::nap;
using support::Notes;
using support::thrown_by;

namespace {

Coro<int> value_after(Duration d, int value) {
    co_await sleep(d);
    co_return value;
}

Coro<int> error_after(Duration d, std::string message) {
    co_await sleep(d);
    throw ValueError{message};
}

} // namespace

TEST_SUITE("core/engine/scopes") {

TEST_CASE("a task group waits for all its children") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        std::vector<Task<int>> tasks;
        const auto body = [&](TaskGroup& group) -> Coro<void> {
            tasks.push_back(group.create_task(value_after(30ms, 1), "a"));
            tasks.push_back(group.create_task(value_after(20ms, 2), "b"));
            co_return;
        };
        co_await task_group(r.loop, "batch", body);
        r.note("closed");
        CHECK(tasks[0].result() + tasks[1].result() == 3);
    };
    r.run(main);
    CHECK(r.notes == Notes{"closed@30"});
}

TEST_CASE("errors come in the order in which they arrived, the body's own last") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const auto body = [&](TaskGroup& group) -> Coro<void> {
            group.create_task(error_after(10ms, "child one"), "a");
            group.create_task(error_after(10ms, "child two"), "b");
            try {
                co_await sleep(1s);
            } catch (const CancelledError&) {
            }
            throw ValueError{"body"};
        };
        const auto opened = [&] { return task_group(r.loop, "batch", body); };
        r.note(co_await thrown_by(opened));
    };
    r.run(main);
    CHECK(r.notes == Notes{"ExceptionGroup[ValueError: child one,ValueError: child two,"
                           "ValueError: body]@10"});
}

TEST_CASE("a group that aborts takes no more children") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const auto body = [&](TaskGroup& group) -> Coro<void> {
            group.create_task(error_after(10ms, "x"), "a");
            const auto late = [&]() -> Coro<void> {
                try {
                    co_await sleep(1s);
                } catch (const CancelledError&) {
                    CHECK_THROWS_AS(group.create_task(nap(1ms)), RuntimeError);
                    r.note("refused");
                }
            };
            co_await group.create_task(late(), "b");
        };
        const auto opened = [&] { return task_group(r.loop, "batch", body); };
        co_await thrown_by(opened);
    };
    r.run(main);
    CHECK(r.notes == Notes{"refused@10"});
}

TEST_CASE("cancelling one child of a group is no error") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const auto body = [&](TaskGroup& group) -> Coro<void> {
            const Task<int> child = group.create_task(value_after(1s, 1), "a");
            co_await sleep(5ms);
            child.cancel();
        };
        const auto opened = [&] { return task_group(r.loop, "batch", body); };
        r.note(co_await thrown_by(opened));
    };
    r.run(main);
    CHECK(r.notes == Notes{"nothing@5"});
}

TEST_CASE("a child that fails while the parent waits leaves a stale request, as in 3.11") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const auto body = [&](TaskGroup& group) -> Coro<void> {
            group.create_task(error_after(10ms, "x"), "a");
            co_return;
        };
        const auto opened = [&] { return task_group(r.loop, "batch", body); };
        co_await thrown_by(opened);
        CHECK(r.loop.current_task()->cancelling() == 1);
    };
    r.run(main);
}

TEST_CASE("gather throws the first error at once and leaves the others running") {
    EngineRun r;
    const auto slow = [&]() -> Coro<int> {
        co_await sleep(50ms);
        r.note("sibling finished");
        co_return 1;
    };
    const auto main = [&]() -> Coro<void> {
        std::vector<Task<int>> tasks;
        tasks.push_back(r.loop.create_task(error_after(10ms, "x"), "a"));
        tasks.push_back(r.loop.create_task(slow(), "b"));
        const auto all = [&]() -> Coro<void> { co_await gather(r.loop, tasks); };
        r.note(co_await thrown_by(all));
        co_await sleep(1s);
    };
    r.run(main);
    CHECK(r.notes == Notes{"ValueError: x@10", "sibling finished@50"});
}

TEST_CASE("gather can return errors as values, in order of the arguments") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        std::vector<Task<int>> tasks;
        tasks.push_back(r.loop.create_task(value_after(30ms, 4), "a"));
        tasks.push_back(r.loop.create_task(error_after(10ms, "x"), "b"));
        const auto outcomes = co_await gather(r.loop, tasks, return_exceptions);
        REQUIRE(outcomes.size() == 2);
        CHECK(outcomes[0].value() == 4);
        CHECK(describe(outcomes[1].error()) == "ValueError: x");
        r.note("done");
    };
    r.run(main);
    CHECK(r.notes == Notes{"done@30"});
}

TEST_CASE("gather of nothing is done at once, and a task given twice gives its result twice") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const std::vector<int> none = co_await gather(r.loop, std::vector<Task<int>>{});
        CHECK(none.empty());
        const Task<int> task = r.loop.create_task(value_after(1ms, 9), "a");
        const std::vector<Task<int>> twice{task, task};
        const std::vector<int> results = co_await gather(r.loop, twice);
        CHECK(results == std::vector<int>{9, 9});
    };
    r.run(main);
}

TEST_CASE("cancelling a task that waits in gather cancels all children") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        std::vector<Task<void>> tasks;
        tasks.push_back(r.loop.create_task(nap(1s), "a"));
        tasks.push_back(r.loop.create_task(nap(1s), "b"));
        const auto waiting = [&]() -> Coro<void> { co_await gather(r.loop, tasks); };
        const Task<void> waiter = r.loop.create_task(waiting(), "waiter");
        co_await sleep(5ms);
        waiter.cancel();
        co_await sleep(1ms);
        CHECK(waiter.cancelled());
        CHECK(tasks[0].cancelled());
        CHECK(tasks[1].cancelled());
    };
    r.run(main);
}

TEST_CASE("shield keeps a cancellation from the inner task") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const Task<int> inner = r.loop.create_task(value_after(50ms, 3), "inner");
        const auto waiting = [&]() -> Coro<int> { co_return co_await shield(inner); };
        const Task<int> waiter = r.loop.create_task(waiting(), "waiter");
        co_await sleep(5ms);
        waiter.cancel();
        co_await sleep(1ms);
        CHECK(waiter.cancelled());
        CHECK_FALSE(inner.done());
        CHECK(co_await inner == 3);
        r.note("inner");
    };
    r.run(main);
    CHECK(r.notes == Notes{"inner@50"});
}

TEST_CASE("a timeout turns its own cancellation into TimeoutError") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const auto body = [](Timeout&) -> Coro<void> { co_await sleep(1s); };
        const auto limited = [&] { return timeout(r.loop, "limit", 20ms, body); };
        r.note(co_await thrown_by(limited));
        CHECK(r.loop.current_task()->cancelling() == 0);
    };
    r.run(main);
    CHECK(r.notes == Notes{"TimeoutError@20"});
}

TEST_CASE("a cancellation from outside wins over the timeout of the same moment") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const auto child = [&]() -> Coro<void> {
            const auto body = [](Timeout&) -> Coro<void> { co_await sleep(1s); };
            co_await timeout(r.loop, "limit", 20ms, body);
        };
        const Task<void> task = r.loop.create_task(child(), "child");
        co_await sleep(20ms);
        task.cancel();
        co_await sleep(1ms);
        CHECK(task.cancelled());
    };
    r.run(main);
}

TEST_CASE("a time limit can be moved while it runs") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const auto body = [&](Timeout& limit) -> Coro<void> {
            limit.reschedule(80ms);
            co_await sleep(50ms);
            limit.reschedule(std::nullopt);
            co_await sleep(1s);
            CHECK_FALSE(limit.expired());
        };
        const auto limited = [&] { return timeout(r.loop, "limit", 20ms, body); };
        r.note(co_await thrown_by(limited));
    };
    r.run(main);
    CHECK(r.notes == Notes{"nothing@1050"});
}

TEST_CASE("code that never awaits cannot time out") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const auto body = [](Timeout&) -> Coro<int> { co_return 4; };
        CHECK(co_await timeout(r.loop, "limit", 0ms, body) == 4);
    };
    r.run(main);
}

TEST_CASE("wait_for cancels the task when the time is up and waits for its cleanup") {
    EngineRun r;
    const auto slow = [&]() -> Coro<int> {
        std::exception_ptr cancelled;
        try {
            co_await sleep(1s);
        } catch (const CancelledError&) {
            cancelled = std::current_exception();
        }
        co_await sleep(30ms);
        std::rethrow_exception(cancelled);
    };
    const auto main = [&]() -> Coro<void> {
        const auto limited = [&] { return wait_for(r.loop, slow(), 20ms, "slow"); };
        r.note(co_await thrown_by(limited));
        CHECK(co_await wait_for(r.loop, value_after(5ms, 8), 20ms, "fast") == 8);
    };
    r.run(main);
    CHECK(r.notes == Notes{"TimeoutError@50"});
}

TEST_CASE("wait_for with no time left never starts the coroutine") {
    EngineRun r;
    const auto child = [&]() -> Coro<void> {
        r.note("ran");
        co_return;
    };
    const auto main = [&]() -> Coro<void> {
        const auto limited = [&] { return wait_for(r.loop, child(), 0ms, "child"); };
        r.note(co_await thrown_by(limited));
    };
    r.run(main);
    CHECK(r.notes == Notes{"TimeoutError@0"});
}

TEST_CASE("wait returns at the first completion and leaves the rest running") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const Task<int> fast = r.loop.create_task(value_after(5ms, 1), "fast");
        const Task<int> slow = r.loop.create_task(value_after(50ms, 2), "slow");
        const std::vector<Ref<TaskBase>> both{Ref<TaskBase>{fast.object()},
                                              Ref<TaskBase>{slow.object()}};
        auto done = co_await wait(r.loop, both, ReturnWhen::first_completed);
        CHECK(done.size() == 1);
        CHECK_FALSE(slow.done());
        done = co_await wait(r.loop, both, ReturnWhen::all_completed, 10ms);
        CHECK(done.size() == 1);
        r.note("time up");
        done = co_await wait(r.loop, both);
        CHECK(done.size() == 2);
        r.note("all");
    };
    r.run(main);
    CHECK(r.notes == Notes{"time up@15", "all@50"});
}

} // TEST_SUITE
