// The rules of Lock that CPython 3.11.7 tests in test_locks.py.
#include "core/sync/lock.hpp"
#include "tests/core/cpython/lines.hpp"

#include <doctest/doctest.h>

using namespace core;
using lines::has_returned;
using lines::take;
using support::EngineRun;
using support::error_of;
using support::next_pass;
using support::Notes;

TEST_SUITE("core/cpython/locks") {

// LockTests.test_lock
TEST_CASE("a lock is taken by awaiting acquire(), neither by calling it nor by the lock itself") {
    EngineRun r;
    Lock lock{r.loop};
    CHECK_FALSE(lines::Awaitable<Lock>);
    {
        const Coro<Lock::Guard> never_awaited = lock.acquire();
        CHECK_FALSE(lock.locked());
    }
    CHECK_FALSE(lock.locked());
    CHECK(r.events(EventKind::acquired).empty());
}

// LockTests.test_acquire
TEST_CASE("each release lets exactly one more task have the lock, in order of arrival") {
    EngineRun r;
    Lock lock{r.loop};
    const auto main = [&]() -> Coro<void> {
        co_await take(lock);
        const Task<void> first = r.loop.create_task(take(lock, r, "first"));
        const Task<void> second = r.loop.create_task(take(lock, r, "second"));
        co_await next_pass();
        CHECK(r.notes.empty());
        lock.release();
        co_await next_pass();
        CHECK(r.notes == Notes{"first@0"});
        co_await next_pass();
        CHECK(r.notes == Notes{"first@0"});

        const Task<void> third = r.loop.create_task(take(lock, r, "third"));
        lock.release();
        co_await next_pass();
        CHECK(r.notes == Notes{"first@0", "second@0"});
        lock.release();
        co_await next_pass();
        CHECK(r.notes == Notes{"first@0", "second@0", "third@0"});
        CHECK(has_returned(first));
        CHECK(has_returned(second));
        CHECK(has_returned(third));
    };
    r.run(main);
}

// LockTests.test_acquire_cancel
TEST_CASE("a task that is cancelled while it waits for a lock leaves the line") {
    EngineRun r;
    Lock lock{r.loop};
    const auto main = [&]() -> Coro<void> {
        co_await take(lock);
        const Task<void> waiter = r.loop.create_task(take(lock));
        r.loop.call_soon([&] { waiter.cancel(); });
        CHECK(co_await error_of(waiter) == "CancelledError");
        CHECK(lock.locked());
        lock.release();
        co_await next_pass();
        CHECK_FALSE(lock.locked());
    };
    r.run(main);
    CHECK(r.events(EventKind::queued).size() == 1);
    CHECK(r.events(EventKind::abandoned).size() == 1);
    CHECK(r.events(EventKind::acquired).size() == 1);
}

// LockTests.test_cancel_race
TEST_CASE("a cancelled waiter lets the next one have the lock") {
    EngineRun r;
    Lock lock{r.loop};
    Future<void> gate{r.loop};
    const auto holder = [&]() -> Coro<void> {
        const Lock::Guard guard = co_await lock.acquire();
        co_await gate;
    };
    const auto visitor = [&]() -> Coro<void> {
        const Lock::Guard guard = co_await lock.acquire();
        r.note("visitor");
    };
    const auto main = [&]() -> Coro<void> {
        const Task<void> a = r.loop.create_task(holder());
        co_await next_pass();
        CHECK(lock.locked());
        const Task<void> b = r.loop.create_task(visitor());
        co_await next_pass();
        CHECK(r.events(EventKind::queued).size() == 1);
        const Task<void> c = r.loop.create_task(visitor());
        co_await next_pass();
        CHECK(r.events(EventKind::queued).size() == 2);

        // The release finds b still at the head of the line, but no longer interested.
        gate.set_result();
        b.cancel();
        co_await next_pass();
        CHECK_FALSE(lock.locked());
        CHECK(a.done());
        CHECK(b.cancelled());
        CHECK_FALSE(c.done());
        co_await c;
    };
    r.run(main);
    CHECK(r.notes == Notes{"visitor@0"});
}

// LockTests.test_cancel_release_race
TEST_CASE("a release and a cancellation in the same moment wake one waiter, not two") {
    EngineRun r;
    Lock lock{r.loop};
    int asked = 0;
    int taken = 0;
    const auto visitor = [&]() -> Coro<void> {
        ++asked;
        co_await take(lock);
        ++taken;
    };
    const auto main = [&]() -> Coro<void> {
        co_await take(lock);
        const Task<void> first = r.loop.create_task(visitor());
        const Task<void> second = r.loop.create_task(visitor());
        const Task<void> third = r.loop.create_task(visitor());
        co_await next_pass();
        r.loop.call_soon([&] {
            first.cancel();
            lock.release();
        });
        CHECK(co_await error_of(first) == "CancelledError");
        CHECK(asked == 3);
        CHECK(taken == 1);
        CHECK(first.cancelled());
        CHECK(has_returned(second));
        CHECK_FALSE(third.done());
        third.cancel();
        co_await next_pass();
        CHECK(third.cancelled());
    };
    r.run(main);
    CHECK(taken == 1);
}

// LockTests.test_finished_waiter_cancelled
TEST_CASE("a released lock is free for an arriving task if all in line are cancelled") {
    EngineRun r;
    Lock lock{r.loop};
    const auto main = [&]() -> Coro<void> {
        co_await take(lock);
        CHECK(lock.locked());
        const Task<void> first = r.loop.create_task(take(lock, r, "first"));
        co_await next_pass();
        CHECK(r.events(EventKind::queued).size() == 1);
        const Task<void> second = r.loop.create_task(take(lock, r, "second"));
        first.cancel();
        lock.release();
        co_await next_pass();
        CHECK(lock.locked());
        CHECK(first.cancelled());
        CHECK(has_returned(second));
        co_await second;
    };
    r.run(main);
    CHECK(r.notes == Notes{"second@0"});
    CHECK(r.events(EventKind::queued).size() == 1);
}

// LockTests.test_release_not_acquired
TEST_CASE("a lock that nobody holds cannot be released") {
    EngineRun r;
    Lock lock{r.loop};
    CHECK_THROWS_AS(lock.release(), RuntimeError);
    CHECK_FALSE(lock.locked());
}

// LockTests.test_release_no_waiters
TEST_CASE("a lock is free after its release if nobody waits") {
    EngineRun r;
    Lock lock{r.loop};
    const auto main = [&]() -> Coro<void> {
        co_await take(lock);
        CHECK(lock.locked());
        lock.release();
        CHECK_FALSE(lock.locked());
    };
    r.run(main);
    CHECK(r.events(EventKind::released).size() == 1);
}

// LockTests.test_context_manager
TEST_CASE("a guard holds the lock until the end of its block") {
    EngineRun r;
    Lock lock{r.loop};
    const auto main = [&]() -> Coro<void> {
        CHECK_FALSE(lock.locked());
        {
            const Lock::Guard guard = co_await lock.acquire();
            CHECK(lock.locked());
        }
        CHECK_FALSE(lock.locked());
    };
    r.run(main);
    CHECK(r.events(EventKind::released).size() == 1);
}

} // TEST_SUITE
