// The rules of Condition that CPython 3.11.7 tests in test_locks.py.
#include "core/engine/wait.hpp"
#include "core/sync/condition.hpp"
#include "tests/core/cpython/lines.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace core;
using namespace std::chrono_literals;
using lines::has_returned;
using lines::take;
using support::EngineRun;
using support::error_of;
using support::next_pass;
using support::Notes;
using support::thrown_by;

namespace {

/// A task that waits to be notified once and lets go of the lock at its end.
Coro<void> wait_once(EngineRun& r, Condition& condition, std::string name) {
    const Lock::Guard guard = co_await condition.acquire();
    co_await condition.wait();
    r.note(name);
}

} // namespace

TEST_SUITE("core/cpython/locks") {

// ConditionTests.test_wait
TEST_CASE("a notified task goes on only when it has the lock, and holds it then") {
    EngineRun r;
    Condition condition{r.loop};
    const auto waiter = [&](std::string name) -> Coro<void> {
        co_await take(condition);
        co_await condition.wait();
        r.note(name);
    };
    const auto main = [&]() -> Coro<void> {
        std::vector<Task<void>> tasks;
        for (const char* name : {"first", "second", "third"}) {
            tasks.push_back(r.loop.create_task(waiter(name)));
        }
        co_await next_pass();
        CHECK_FALSE(condition.locked());

        co_await take(condition);
        condition.notify();
        co_await next_pass();
        CHECK(r.notes.empty());
        CHECK(condition.locked());
        condition.release();
        co_await next_pass();
        CHECK(r.notes == Notes{"first@0"});
        CHECK(condition.locked());
        condition.notify(2);
        co_await next_pass();
        CHECK(r.notes == Notes{"first@0"});
        CHECK(condition.locked());
        condition.release();
        co_await next_pass();
        CHECK(r.notes == Notes{"first@0", "second@0"});
        condition.release();
        co_await next_pass();
        CHECK(r.notes == Notes{"first@0", "second@0", "third@0"});
        CHECK(condition.locked());
        CHECK(std::all_of(tasks.begin(), tasks.end(), has_returned<void>));
    };
    r.run(main);
}

// ConditionTests.test_wait_cancel
TEST_CASE("a task that is cancelled while it waits for a condition has the lock again") {
    EngineRun r;
    Condition condition{r.loop};
    const auto main = [&]() -> Coro<void> {
        co_await take(condition);
        const Task<void> waiter = r.loop.create_task(condition.wait());
        r.loop.call_soon([&] { waiter.cancel(); });
        CHECK(co_await error_of(waiter) == "CancelledError");
        CHECK(condition.locked());
        condition.notify_all(); // finds nobody
        co_await next_pass();
        CHECK(waiter.cancelled());
    };
    r.run(main);
    CHECK(r.events(EventKind::released).size() == 1);
    CHECK(r.events(EventKind::acquired).size() == 2);
}

// ConditionTests.test_wait_cancel_contested
TEST_CASE("a waiter gets the lock back even if it is cancelled while it stands in line for it") {
    EngineRun r;
    Condition condition{r.loop};
    const auto main = [&]() -> Coro<void> {
        co_await take(condition);
        CHECK(condition.locked());
        const Task<void> waiter = r.loop.create_task(condition.wait());
        co_await next_pass();
        CHECK_FALSE(condition.locked());

        co_await take(condition);
        CHECK(condition.locked());
        condition.notify();
        r.loop.call_soon([&] { waiter.cancel(); });
        r.loop.call_soon([&] { condition.release(); });
        CHECK(co_await error_of(waiter) == "CancelledError");
        CHECK(condition.locked());
    };
    r.run(main);
    CHECK(r.events(EventKind::abandoned).size() == 1);
    CHECK(r.events(EventKind::acquired).size() == 3);
}

// ConditionTests.test_wait_cancel_after_notify
TEST_CASE("a waiter cancelled between its notification and the lock ends cancelled") {
    EngineRun r;
    Condition condition{r.loop};
    const auto waiting = [&]() -> Coro<void> {
        const Lock::Guard guard = co_await condition.acquire();
        r.note("inside");
        co_await condition.wait();
        r.note("not reached");
    };
    const auto main = [&]() -> Coro<void> {
        const Task<void> waiter = r.loop.create_task(waiting());
        co_await next_pass();
        co_await take(condition);
        condition.notify();
        co_await next_pass(); // it stands in line for the lock
        waiter.cancel();
        co_await next_pass(); // it has seen the request, and stands in line again
        CHECK_FALSE(waiter.done());
        condition.release();
        co_await next_pass();
        CHECK(waiter.cancelled());
        CHECK_FALSE(condition.locked());
    };
    r.run(main);
    CHECK(r.notes == Notes{"inside@0"});
}

// ConditionTests.test_wait_unacquired
TEST_CASE("nobody can wait for a condition whose lock is not held") {
    EngineRun r;
    Condition condition{r.loop};
    const auto main = [&]() -> Coro<void> {
        const Task<void> waiter = r.loop.create_task(condition.wait());
        co_await next_pass();
        CHECK(waiter.done());
        CHECK_THROWS_AS(waiter.result(), RuntimeError);
        CHECK_FALSE(condition.locked());
    };
    r.run(main);
}

// ConditionTests.test_wait_for
TEST_CASE("wait_for() looks at its predicate after each notification and goes on when it holds") {
    EngineRun r;
    Condition condition{r.loop};
    bool holds = false;
    int asked = 0;
    const auto waiting = [&]() -> Coro<void> {
        const Lock::Guard guard = co_await condition.acquire();
        const auto predicate = [&] {
            ++asked;
            return holds;
        };
        co_await condition.wait_for(predicate);
        r.note("goes on");
    };
    const auto notify = [&]() -> Coro<void> {
        const Lock::Guard guard = co_await condition.acquire();
        condition.notify();
    };
    const auto main = [&]() -> Coro<void> {
        const Task<void> waiter = r.loop.create_task(waiting());
        co_await next_pass();
        CHECK(asked == 1);
        co_await notify();
        co_await next_pass();
        CHECK(asked == 2);
        CHECK(r.notes.empty());

        holds = true;
        co_await notify();
        co_await next_pass();
        CHECK(asked == 3);
        CHECK(r.notes == Notes{"goes on@0"});
        CHECK(has_returned(waiter));
    };
    r.run(main);
}

// ConditionTests.test_wait_for_unacquired
TEST_CASE("wait_for() needs the lock only if its predicate does not hold yet") {
    EngineRun r;
    Condition condition{r.loop};
    const auto always = [] { return true; };
    const auto never = [] { return false; };
    const auto main = [&]() -> Coro<void> {
        const auto waits_always = [&] { return condition.wait_for(always); };
        CHECK(co_await thrown_by(waits_always) == "nothing");
        CHECK(r.events(EventKind::suspended).empty());

        const Task<void> waiter = r.loop.create_task(condition.wait_for(never));
        co_await next_pass();
        CHECK(waiter.done());
        CHECK_THROWS_AS(waiter.result(), RuntimeError);
    };
    r.run(main);
}

// ConditionTests.test_notify
TEST_CASE("notify() wakes so many who were not notified yet, oldest first, or all there are") {
    EngineRun r;
    Condition condition{r.loop};
    const auto main = [&]() -> Coro<void> {
        std::vector<Task<void>> tasks;
        for (const char* name : {"a", "b", "c", "d"}) {
            tasks.push_back(r.loop.create_task(wait_once(r, condition, name)));
        }
        co_await next_pass();
        CHECK(r.notes.empty());

        co_await take(condition);
        condition.notify(1);
        condition.release();
        co_await next_pass();
        CHECK(r.notes == Notes{"a@0"});

        co_await take(condition);
        condition.notify(1);
        condition.notify(1);
        condition.release();
        co_await next_pass();
        CHECK(r.notes == Notes{"a@0", "b@0", "c@0"});

        co_await take(condition);
        condition.notify(2048);
        condition.release();
        co_await next_pass();
        CHECK(r.notes == Notes{"a@0", "b@0", "c@0", "d@0"});
        CHECK(std::all_of(tasks.begin(), tasks.end(), has_returned<void>));
    };
    r.run(main);
}

// ConditionTests.test_notify_all
TEST_CASE("notify_all() wakes everybody, each gets the lock in turn") {
    EngineRun r;
    Condition condition{r.loop};
    const auto main = [&]() -> Coro<void> {
        const Task<void> first = r.loop.create_task(wait_once(r, condition, "first"));
        const Task<void> second = r.loop.create_task(wait_once(r, condition, "second"));
        co_await next_pass();
        CHECK(r.notes.empty());

        co_await take(condition);
        condition.notify_all();
        condition.release();
        co_await next_pass();
        CHECK(r.notes == Notes{"first@0", "second@0"});
        CHECK(has_returned(first));
        CHECK(has_returned(second));
    };
    r.run(main);
}

// ConditionTests.test_notify_unacquired
TEST_CASE("nobody can notify one waiter of a condition whose lock is not held") {
    EngineRun r;
    Condition condition{r.loop};
    CHECK_THROWS_AS(condition.notify(), RuntimeError);
}

// ConditionTests.test_notify_all_unacquired
TEST_CASE("nobody can notify all waiters of a condition whose lock is not held") {
    EngineRun r;
    Condition condition{r.loop};
    CHECK_THROWS_AS(condition.notify_all(), RuntimeError);
}

// ConditionTests.test_context_manager
TEST_CASE("a guard holds a condition's lock until the end of its block") {
    EngineRun r;
    Condition condition{r.loop};
    const auto main = [&]() -> Coro<void> {
        CHECK_FALSE(condition.locked());
        {
            const Lock::Guard guard = co_await condition.acquire();
            CHECK(condition.locked());
        }
        CHECK_FALSE(condition.locked());
    };
    r.run(main);
}

// ConditionTests.test_explicit_lock
TEST_CASE("a condition made with a lock shares it with whoever else uses it") {
    EngineRun r;
    Lock lock{r.loop};
    Condition condition{r.loop, lock};
    Condition other{r.loop, lock};
    const auto main = [&]() -> Coro<void> {
        {
            const Lock::Guard guard = co_await lock.acquire();
            CHECK(condition.locked());
            CHECK(other.locked());
            condition.notify(); // allowed: the lock is held
        }
        CHECK_FALSE(condition.locked());
        Lock::Guard guard = co_await condition.acquire();
        CHECK(lock.locked());
        guard.detach();
        other.release();
        CHECK_FALSE(lock.locked());
    };
    r.run(main);
}

// ConditionTests.test_timeout_in_block
TEST_CASE("a wait for a condition can time out, and the lock is held again afterwards") {
    EngineRun r;
    Condition condition{r.loop};
    const auto main = [&]() -> Coro<void> {
        const Lock::Guard guard = co_await condition.acquire();
        const auto limited = [&] { return wait_for(r.loop, condition.wait(), 500ms, "wait"); };
        r.note(co_await thrown_by(limited));
        CHECK(condition.locked());
    };
    r.run(main);
    CHECK(r.notes == Notes{"TimeoutError@500"});
    CHECK_FALSE(condition.locked());
}

} // TEST_SUITE
