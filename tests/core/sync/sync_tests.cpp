#include "core/sync/barrier.hpp"
#include "core/sync/queue.hpp"
#include "core/sync/semaphore.hpp"
#include "tests/support/engine_run.hpp"

#include <doctest/doctest.h>

using namespace core;
using namespace std::chrono_literals;
using support::EngineRun;
using support::Notes;

TEST_SUITE("core/sync") {

TEST_CASE("a semaphore lets so many in and serves the line first come, first served") {
    EngineRun r;
    Semaphore semaphore{r.loop, 2, "permits"};
    const auto worker = [&](std::string name) -> Coro<void> {
        const Semaphore::Permit permit = co_await semaphore.acquire();
        r.note(name);
        co_await sleep(10ms);
    };
    const auto main = [&]() -> Coro<void> {
        for (const char* name : {"a", "b", "c", "d", "e"}) {
            r.loop.create_task(worker(name), name);
        }
        co_await sleep(100ms);
        CHECK(semaphore.value() == 2);
    };
    r.run(main);
    CHECK(r.notes == Notes{"a@0", "b@0", "c@10", "d@10", "e@20"});
    CHECK(r.events(EventKind::queued).size() == 3);
    CHECK(r.events(EventKind::acquired).size() == 5);
    CHECK(r.events(EventKind::released).size() == 5);
}

TEST_CASE("who releases and acquires again in one step does not overtake the waiter") {
    EngineRun r;
    Semaphore semaphore{r.loop, 1};
    const auto worker = [&](std::string name) -> Coro<void> {
        for (int i = 0; i < 2; ++i) {
            const Semaphore::Permit permit = co_await semaphore.acquire();
            r.note(name);
            co_await sleep(1ms);
        }
    };
    const auto main = [&]() -> Coro<void> {
        const Task<void> a = r.loop.create_task(worker("a"), "a");
        const Task<void> b = r.loop.create_task(worker("b"), "b");
        co_await a;
        co_await b;
    };
    r.run(main);
    CHECK(r.notes == Notes{"a@0", "b@1", "a@2", "b@3"});
}

TEST_CASE("a waiter woken and cancelled in the same pass hands its permit on") {
    EngineRun r;
    Semaphore semaphore{r.loop, 0, "permits"};
    const auto worker = [&](std::string name) -> Coro<void> {
        const Semaphore::Permit permit = co_await semaphore.acquire();
        r.note(name);
    };
    const auto main = [&]() -> Coro<void> {
        const Task<void> a = r.loop.create_task(worker("a"), "a");
        r.loop.create_task(worker("b"), "b");
        co_await sleep(1ms);
        semaphore.release();
        a.cancel();
        co_await sleep(1ms);
        CHECK(semaphore.value() == 1);
    };
    r.run(main);
    CHECK(r.notes == Notes{"b@1"});
    CHECK(r.events(EventKind::abandoned).size() == 1);
}

TEST_CASE("a plain semaphore grows silently, a bounded one refuses") {
    EngineRun r;
    Semaphore plain{r.loop, 1};
    plain.release();
    CHECK(plain.value() == 2);
    BoundedSemaphore bounded{r.loop, 1};
    CHECK_THROWS_AS(bounded.release(), ValueError);
    CHECK_THROWS_AS((Semaphore{r.loop, -1}), ValueError);
}

TEST_CASE("a lock goes to the one who waited longest, and anybody may release it") {
    EngineRun r;
    Lock lock{r.loop};
    const auto worker = [&](std::string name) -> Coro<void> {
        const Lock::Guard guard = co_await lock.acquire();
        r.note(name);
        co_await sleep(5ms);
    };
    const auto main = [&]() -> Coro<void> {
        r.loop.create_task(worker("a"), "a");
        r.loop.create_task(worker("b"), "b");
        co_await sleep(20ms);
        Lock::Guard guard = co_await lock.acquire();
        guard.detach();
        const auto other = [&]() -> Coro<void> {
            lock.release();
            co_return;
        };
        co_await r.loop.create_task(other(), "other");
        CHECK_FALSE(lock.locked());
        CHECK_THROWS_AS(lock.release(), RuntimeError);
    };
    r.run(main);
    CHECK(r.notes == Notes{"a@0", "b@5"});
}

TEST_CASE("a task woken by an event goes on even if the flag is down again") {
    EngineRun r;
    AsyncEvent event{r.loop};
    const auto waiter = [&]() -> Coro<void> {
        co_await event.wait();
        r.note(event.is_set() ? "up" : "down");
    };
    const auto main = [&]() -> Coro<void> {
        r.loop.create_task(waiter(), "a");
        r.loop.create_task(waiter(), "b");
        co_await sleep(1ms);
        event.set();
        event.clear();
        co_await sleep(1ms);
        event.set();
        co_await event.wait();
    };
    r.run(main);
    CHECK(r.notes == Notes{"down@1", "down@1"});
}

TEST_CASE("a bounded queue makes its producer wait") {
    EngineRun r;
    Queue<int> queue{r.loop, 1};
    const auto producer = [&]() -> Coro<void> {
        for (int i = 0; i < 3; ++i) {
            co_await queue.put(i);
            r.note("put" + std::to_string(i));
        }
    };
    const auto main = [&]() -> Coro<void> {
        r.loop.create_task(producer(), "producer");
        for (int i = 0; i < 3; ++i) {
            co_await sleep(10ms);
            CHECK(co_await queue.get() == i);
            queue.task_done();
        }
        co_await queue.join();
        CHECK_THROWS_AS(queue.task_done(), ValueError);
        CHECK_THROWS_AS(queue.get_nowait(), QueueEmpty);
    };
    r.run(main);
    CHECK(r.notes == Notes{"put0@0", "put1@10", "put2@20"});
}

TEST_CASE("a getter woken and cancelled in the same pass leaves the item to the next") {
    EngineRun r;
    Queue<int> queue{r.loop};
    const auto getter = [&](std::string name) -> Coro<void> {
        const int item = co_await queue.get();
        r.note(name + std::to_string(item));
    };
    const auto main = [&]() -> Coro<void> {
        const Task<void> a = r.loop.create_task(getter("a"), "a");
        r.loop.create_task(getter("b"), "b");
        co_await sleep(1ms);
        queue.put_nowait(5);
        a.cancel();
        co_await sleep(1ms);
    };
    r.run(main);
    CHECK(r.notes == Notes{"b5@1"});
}

TEST_CASE("a condition wakes as many as it is told and each gets the lock in turn") {
    EngineRun r;
    Condition condition{r.loop};
    const auto waiter = [&](std::string name) -> Coro<void> {
        const Lock::Guard guard = co_await condition.acquire();
        co_await condition.wait();
        r.note(name);
        co_await sleep(1ms);
    };
    const auto main = [&]() -> Coro<void> {
        for (const char* name : {"a", "b", "c"}) {
            r.loop.create_task(waiter(name), name);
        }
        co_await sleep(10ms);
        {
            const Lock::Guard guard = co_await condition.acquire();
            condition.notify(2);
        }
        co_await sleep(10ms);
        CHECK_THROWS_AS(condition.notify(), RuntimeError);
    };
    r.run(main);
    CHECK(r.notes == Notes{"a@10", "b@11"});
}

TEST_CASE("a barrier holds its parties until all are there; the last one passes first") {
    EngineRun r;
    Barrier barrier{r.loop, 3};
    const auto party = [&](std::string name, Duration after) -> Coro<void> {
        co_await sleep(after);
        const int index = co_await barrier.wait();
        r.note(name + std::to_string(index));
    };
    const auto main = [&]() -> Coro<void> {
        r.loop.create_task(party("a", 1ms), "a");
        r.loop.create_task(party("b", 2ms), "b");
        r.loop.create_task(party("c", 3ms), "c");
        co_await sleep(10ms);
        CHECK(barrier.n_waiting() == 0);
    };
    r.run(main);
    CHECK(r.notes == Notes{"c2@3", "a0@3", "b1@3"});
}

TEST_CASE("abort breaks a barrier, reset sends away those who wait") {
    EngineRun r;
    Barrier barrier{r.loop, 2};
    const auto party = [&](std::string name) -> Coro<void> {
        try {
            co_await barrier.wait();
        } catch (const BrokenBarrierError&) {
            r.note(name);
        }
    };
    const auto main = [&]() -> Coro<void> {
        r.loop.create_task(party("a"), "a");
        co_await sleep(1ms);
        co_await barrier.reset();
        co_await sleep(1ms);
        CHECK_FALSE(barrier.broken());
        co_await barrier.abort();
        co_await party("b");
        CHECK(barrier.broken());
    };
    r.run(main);
    CHECK(r.notes == Notes{"a@1", "b@2"});
}

} // TEST_SUITE
