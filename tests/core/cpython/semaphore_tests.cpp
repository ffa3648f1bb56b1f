// The rules of Semaphore that CPython 3.11.7 tests in test_locks.py.
#include "core/engine/task_group.hpp"
#include "core/engine/wait.hpp"
#include "core/sync/semaphore.hpp"
#include "tests/core/cpython/lines.hpp"

#include <doctest/doctest.h>

using namespace core;
using namespace std::chrono_literals;
using lines::has_returned;
using lines::take;
using support::EngineRun;
using support::error_of;
using support::next_pass;
using support::Notes;
using support::thrown_by;

TEST_SUITE("core/cpython/locks") {

// SemaphoreTests.test_initial_value_zero
TEST_CASE("a semaphore without permits is locked from the start") {
    EngineRun r;
    const Semaphore semaphore{r.loop, 0};
    CHECK(semaphore.locked());
    CHECK(semaphore.value() == 0);
}

// SemaphoreTests.test_semaphore
TEST_CASE("a permit is taken by awaiting acquire(), neither by calling it nor by the semaphore") {
    EngineRun r;
    Semaphore semaphore{r.loop, 1};
    CHECK(semaphore.value() == 1);
    CHECK_FALSE(lines::Awaitable<Semaphore>);
    {
        const Semaphore::Acquire never_awaited = semaphore.acquire();
        CHECK_FALSE(semaphore.locked());
    }
    CHECK_FALSE(semaphore.locked());
    CHECK(semaphore.value() == 1);
}

// SemaphoreTests.test_semaphore_value
TEST_CASE("a semaphore cannot have fewer than no permits") {
    EngineRun r;
    CHECK_THROWS_AS((Semaphore{r.loop, -1}), ValueError);
}

// SemaphoreTests.test_acquire
TEST_CASE("several releases at once serve as many waiters, and nobody overtakes them") {
    EngineRun r;
    Semaphore semaphore{r.loop, 3};
    const auto main = [&]() -> Coro<void> {
        co_await take(semaphore);
        co_await take(semaphore);
        CHECK_FALSE(semaphore.locked());
        const Task<void> first = r.loop.create_task(take(semaphore, r, "first"));
        const Task<void> second = r.loop.create_task(take(semaphore, r, "second"));
        const Task<void> third = r.loop.create_task(take(semaphore, r, "third"));
        co_await next_pass();
        CHECK(r.notes == Notes{"first@0"});
        CHECK(semaphore.locked());
        CHECK(r.events(EventKind::queued).size() == 2);
        CHECK(semaphore.value() == 0);

        const Task<void> fourth = r.loop.create_task(take(semaphore, r, "fourth"));
        semaphore.release();
        semaphore.release();
        CHECK(semaphore.value() == 0); // both are on their way to a waiter
        co_await next_pass();
        CHECK(r.notes == Notes{"first@0", "second@0", "third@0"});
        CHECK(semaphore.value() == 0);
        CHECK(semaphore.locked());
        CHECK(r.events(EventKind::queued).size() == 3);
        CHECK(has_returned(first));
        CHECK(has_returned(second));
        CHECK(has_returned(third));
        CHECK_FALSE(fourth.done());

        semaphore.release();
        const std::vector<Task<void>> racers{second, third, fourth};
        co_await gather(r.loop, racers);
    };
    r.run(main);
    CHECK(r.notes.back() == "fourth@0");
}

// SemaphoreTests.test_acquire_cancel
TEST_CASE("a task that is cancelled while it waits for a permit leaves the line") {
    EngineRun r;
    Semaphore semaphore{r.loop, 1};
    const auto main = [&]() -> Coro<void> {
        co_await take(semaphore);
        const Task<void> waiter = r.loop.create_task(take(semaphore));
        r.loop.call_soon([&] { waiter.cancel(); });
        CHECK(co_await error_of(waiter) == "CancelledError");
        semaphore.release();
        CHECK(semaphore.value() == 1);
        CHECK_FALSE(semaphore.locked());
    };
    r.run(main);
    CHECK(r.events(EventKind::queued).size() == 1);
    CHECK(r.events(EventKind::abandoned).size() == 1);
}

// SemaphoreTests.test_acquire_cancel_before_awoken
TEST_CASE("a release passes over the cancelled and serves the first who still waits") {
    EngineRun r;
    Semaphore semaphore{r.loop, 0};
    const auto main = [&]() -> Coro<void> {
        std::vector<Task<void>> tasks;
        for (const char* name : {"first", "second", "third", "fourth"}) {
            tasks.push_back(r.loop.create_task(take(semaphore, r, name)));
        }
        co_await next_pass();
        tasks[0].cancel();
        tasks[1].cancel();
        semaphore.release();
        co_await next_pass();
        co_await next_pass();
        CHECK(tasks[0].cancelled());
        CHECK(tasks[1].cancelled());
        CHECK(has_returned(tasks[2]));
        CHECK_FALSE(tasks[3].done());

        CHECK_FALSE(tasks[2].cancel());
        CHECK(tasks[3].cancel());
        co_await next_pass();
        CHECK(tasks[3].cancelled());
    };
    r.run(main);
    CHECK(r.notes == Notes{"third@0"});
}

// SemaphoreTests.test_acquire_hang
TEST_CASE("a permit released after a waiter was cancelled reaches the next one") {
    EngineRun r;
    Semaphore semaphore{r.loop, 0};
    const auto main = [&]() -> Coro<void> {
        const Task<void> first = r.loop.create_task(take(semaphore, r, "first"));
        const Task<void> second = r.loop.create_task(take(semaphore, r, "second"));
        co_await next_pass();
        first.cancel();
        semaphore.release();
        co_await next_pass();
        co_await next_pass();
        CHECK(semaphore.locked());
        CHECK(has_returned(second));
    };
    r.run(main);
    CHECK(r.notes == Notes{"second@0"});
}

// SemaphoreTests.test_acquire_no_hang
TEST_CASE("a waiter served and cancelled at the same moment gives its permit back") {
    EngineRun r;
    Semaphore semaphore{r.loop, 1};
    std::vector<Task<void>> tasks;
    const auto holder = [&]() -> Coro<void> {
        {
            const Semaphore::Permit permit = co_await semaphore.acquire();
            co_await next_pass();
        }
        tasks[1].cancel();
    };
    const auto main = [&]() -> Coro<void> {
        tasks.push_back(r.loop.create_task(holder()));
        tasks.push_back(r.loop.create_task(take(semaphore, r, "not reached")));
        const auto outcomes = co_await gather(r.loop, tasks, return_exceptions);
        CHECK(outcomes[0].has_value());
        CHECK(describe(outcomes[1].error()) == "CancelledError");

        const auto limited = [&] { return wait_for(r.loop, take(semaphore), 1s); };
        r.note(co_await thrown_by(limited));
    };
    r.run(main);
    CHECK(r.notes == Notes{"nothing@0"});
    CHECK(semaphore.value() == 0);
}

// SemaphoreTests.test_release_not_acquired
TEST_CASE("a bounded semaphore with all its permits cannot be released") {
    EngineRun r;
    BoundedSemaphore semaphore{r.loop, 1};
    CHECK_THROWS_AS(semaphore.release(), ValueError);
    CHECK(semaphore.value() == 1);
}

// SemaphoreTests.test_release_no_waiters
TEST_CASE("a semaphore has a permit free after a release if nobody waits") {
    EngineRun r;
    Semaphore semaphore{r.loop, 1};
    const auto main = [&]() -> Coro<void> {
        co_await take(semaphore);
        CHECK(semaphore.locked());
        semaphore.release();
        CHECK_FALSE(semaphore.locked());
        CHECK(semaphore.value() == 1);
    };
    r.run(main);
}

// SemaphoreTests.test_acquire_fifo_order
TEST_CASE("tasks that come back for a second permit stand behind those who wait for their first") {
    EngineRun r;
    Semaphore semaphore{r.loop, 1};
    const auto worker = [&](std::string name) -> Coro<void> {
        for (const char* turn : {"1", "2"}) {
            const Semaphore::Permit permit = co_await semaphore.acquire();
            r.note(name + turn);
            co_await sleep(10ms);
        }
    };
    const auto main = [&]() -> Coro<void> {
        const auto body = [&](TaskGroup& group) -> Coro<void> {
            for (const char* name : {"a", "b", "c"}) {
                group.create_task(worker(name));
            }
            co_return;
        };
        co_await task_group(r.loop, "workers", body);
        r.note("end");
    };
    r.run(main);
    CHECK(r.notes == Notes{"a1@0", "b1@10", "c1@20", "a2@30", "b2@40", "c2@50", "end@60"});
}

// SemaphoreTests.test_acquire_fifo_order_2
TEST_CASE("a task that releases and acquires in one step stands behind the one that waits") {
    EngineRun r;
    Semaphore semaphore{r.loop, 1};
    const auto twice = [&]() -> Coro<void> {
        co_await take(semaphore, r, "second");
        semaphore.release();
        co_await take(semaphore, r, "second again");
    };
    const auto main = [&]() -> Coro<void> {
        const std::vector<Task<void>> tasks{r.loop.create_task(take(semaphore, r, "first")),
                                            r.loop.create_task(twice()),
                                            r.loop.create_task(take(semaphore, r, "third"))};
        co_await next_pass();
        semaphore.release();
        semaphore.release();
        co_await gather(r.loop, tasks);
    };
    r.run(main);
    CHECK(r.notes == Notes{"first@0", "second@0", "third@0", "second again@0"});
}

// SemaphoreTests.test_acquire_fifo_order_3
TEST_CASE("those behind a cancelled waiter move up and keep their order") {
    EngineRun r;
    Semaphore semaphore{r.loop, 0};
    const auto main = [&]() -> Coro<void> {
        const std::vector<Task<void>> tasks{r.loop.create_task(take(semaphore, r, "first")),
                                            r.loop.create_task(take(semaphore, r, "second")),
                                            r.loop.create_task(take(semaphore, r, "third"))};
        co_await next_pass();
        tasks[0].cancel();
        co_await next_pass();
        semaphore.release();
        semaphore.release();
        const auto outcomes = co_await gather(r.loop, tasks, return_exceptions);
        CHECK(describe(outcomes[0].error()) == "CancelledError");
        CHECK(outcomes[1].has_value());
        CHECK(outcomes[2].has_value());
    };
    r.run(main);
    CHECK(r.notes == Notes{"second@0", "third@0"});
}

} // TEST_SUITE
