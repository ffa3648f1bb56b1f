// The pitfalls of semaphores, locks, conditions, events and barriers, with what CPython 3.11, 3.12
// and 3.13 answer.
#include "core/sync/barrier.hpp"
#include "core/sync/event.hpp"
#include "core/sync/semaphore.hpp"
#include "tests/core/cpython/tasks.hpp"

#include <doctest/doctest.h>

using namespace core;
using namespace std::chrono_literals;
using support::EngineRun;
using support::error_of;
using support::next_pass;
using support::Notes;
using tasks::name_of;
using tasks::settle;
using tasks::VersionRun;
using tasks::versions;

namespace {

/// Enters twice, and the second time in the very step in which it has left.
template <class Resource>
Coro<void> enter_twice(EngineRun& r, Resource& resource, std::string name) {
    for (int i = 0; i < 2; ++i) {
        const auto held = co_await resource.acquire();
        r.note(name);
        co_await next_pass();
    }
}

/// Who enters when two tasks do so twice each.
template <class Resource>
void run_two_that_enter_twice(EngineRun& r, Resource& resource) {
    const auto main = [&]() -> Coro<void> {
        const Task<void> a = r.loop.create_task(enter_twice(r, resource, "a"));
        const Task<void> b = r.loop.create_task(enter_twice(r, resource, "b"));
        co_await a;
        co_await b;
    };
    r.run(main);
}

} // namespace

TEST_SUITE("core/pitfalls") {

// semaphore_cancelled_waiter_passes_on
TEST_CASE("a permit on its way to a waiter that is cancelled goes to the next one") {
    for (const Version version : versions) {
        CAPTURE(name_of(version));
        VersionRun r{version};
        Semaphore semaphore{r.loop, 1};
        const auto worker = [&](std::string name) -> Coro<void> {
            const auto permit = co_await semaphore.acquire();
            r.note(name);
        };
        const auto main = [&]() -> Coro<void> {
            auto permit = co_await semaphore.acquire();
            const Task<void> a = r.loop.create_task(worker("a"));
            const Task<void> b = r.loop.create_task(worker("b"));
            co_await settle();
            permit.release();
            a.cancel();
            co_await settle();
            CHECK(a.cancelled());
            CHECK(b.done());
            CHECK(semaphore.value() == 1);
        };
        r.run(main);
        CHECK(r.notes == Notes{"b@0"});
    }
}

// semaphore_no_queue_jumping
TEST_CASE("who releases a semaphore and acquires it in one step does not overtake the waiter") {
    for (const Version version : versions) {
        CAPTURE(name_of(version));
        VersionRun r{version};
        Semaphore semaphore{r.loop, 1};
        run_two_that_enter_twice(r, semaphore);
        CHECK(r.notes == Notes{"a@0", "b@0", "a@0", "b@0"});
    }
}

// lock_no_queue_jumping
TEST_CASE("who releases a lock and acquires it in one step does not overtake the waiter") {
    for (const Version version : versions) {
        CAPTURE(name_of(version));
        VersionRun r{version};
        Lock lock{r.loop};
        run_two_that_enter_twice(r, lock);
        CHECK(r.notes == Notes{"a@0", "b@0", "a@0", "b@0"});
    }
}

// lock_is_not_owned
TEST_CASE("a lock can be released by a task that has not acquired it") {
    for (const Version version : versions) {
        CAPTURE(name_of(version));
        VersionRun r{version};
        Lock lock{r.loop};
        const auto owner = [&]() -> Coro<void> {
            auto guard = co_await lock.acquire();
            guard.detach();
        };
        const auto stranger = [&]() -> Coro<void> {
            CHECK(lock.locked());
            lock.release();
            co_return;
        };
        const auto main = [&]() -> Coro<void> {
            co_await r.loop.create_task(owner());
            CHECK(lock.locked());
            co_await r.loop.create_task(stranger());
            CHECK_FALSE(lock.locked());
            r.note("released");
        };
        r.run(main);
        CHECK(r.notes == Notes{"released@0"});
    }
}

// condition_lost_notify
TEST_CASE("the notification of a waiter that is cancelled is lost; 3.13 passes it to the next") {
    for (const Version version : versions) {
        CAPTURE(name_of(version));
        VersionRun r{version};
        Condition condition{r.loop};
        const auto waiter = [&](std::string name) -> Coro<void> {
            const auto guard = co_await condition.acquire();
            co_await condition.wait();
            r.note(name);
        };
        const auto main = [&]() -> Coro<void> {
            const Task<void> a = r.loop.create_task(waiter("a"));
            const Task<void> b = r.loop.create_task(waiter("b"));
            co_await settle();
            {
                const auto guard = co_await condition.acquire();
                condition.notify(1);
                a.cancel();
            }
            co_await sleep(5ms);
            CHECK(a.cancelled());
            CHECK(b.done() == (version >= Version::v3_13));
        };
        r.run(main);
        CHECK(r.notes == (version >= Version::v3_13 ? Notes{"b@0"} : Notes{}));
    }
}

// event_set_clear
TEST_CASE("a waiter wakes from an event that was set and cleared at once, and finds it down") {
    for (const Version version : versions) {
        CAPTURE(name_of(version));
        VersionRun r{version};
        AsyncEvent event{r.loop};
        const auto waiter = [&]() -> Coro<void> {
            co_await event.wait();
            r.note(event.is_set() ? "woken, up" : "woken, down");
        };
        const auto main = [&]() -> Coro<void> {
            const Task<void> task = r.loop.create_task(waiter());
            co_await settle();
            event.set();
            event.clear();
            co_await settle();
            CHECK(task.done());
        };
        r.run(main);
        CHECK(r.notes == Notes{"woken, down@0"});
    }
}

// bounded_semaphore_over_release
TEST_CASE("a bounded semaphore refuses a release too many, a plain one grows") {
    for (const Version version : versions) {
        CAPTURE(name_of(version));
        VersionRun r{version};
        BoundedSemaphore bounded{r.loop, 1};
        CHECK_THROWS_AS(bounded.release(), ValueError);
        CHECK(bounded.value() == 1);
        Semaphore plain{r.loop, 1};
        plain.release();
        CHECK(plain.value() == 2);
    }
}

// barrier_cancel_one
TEST_CASE("a barrier does not break when a party is cancelled; it waits for another one") {
    for (const Version version : versions) {
        CAPTURE(name_of(version));
        VersionRun r{version};
        Barrier barrier{r.loop, 3};
        const auto party = [&]() -> Coro<void> { co_await barrier.wait(); };
        const auto main = [&]() -> Coro<void> {
            const Task<void> gone = r.loop.create_task(party());
            const Task<void> first = r.loop.create_task(party());
            co_await settle();
            CHECK(barrier.n_waiting() == 2);
            gone.cancel();
            CHECK(co_await error_of(gone) == "CancelledError");
            CHECK_FALSE(barrier.broken());
            CHECK(barrier.n_waiting() == 1);

            const Task<void> second = r.loop.create_task(party());
            co_await settle();
            CHECK_FALSE(first.done());
            co_await barrier.wait();
            co_await settle();
            CHECK(first.done());
            CHECK(second.done());
            r.note("passed");
        };
        r.run(main);
        CHECK(r.notes == Notes{"passed@0"});
    }
}

} // TEST_SUITE
