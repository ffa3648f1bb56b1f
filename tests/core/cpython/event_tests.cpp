// The rules of Event that CPython 3.11.7 tests in test_locks.py.
#include "core/sync/event.hpp"
#include "tests/core/cpython/lines.hpp"

#include <doctest/doctest.h>

using namespace core;
using lines::has_returned;
using support::EngineRun;
using support::error_of;
using support::next_pass;
using support::Notes;

TEST_SUITE("core/cpython/locks") {

// EventTests.test_wait
TEST_CASE("set() wakes everybody in order of arrival; who comes later does not wait") {
    EngineRun r;
    AsyncEvent event{r.loop};
    const auto waiter = [&](std::string name) -> Coro<void> {
        co_await event.wait();
        r.note(name);
    };
    const auto main = [&]() -> Coro<void> {
        CHECK_FALSE(event.is_set());
        const Task<void> first = r.loop.create_task(waiter("first"));
        const Task<void> second = r.loop.create_task(waiter("second"));
        co_await next_pass();
        CHECK(r.notes.empty());

        // Its first step is scheduled before the two are woken.
        const Task<void> third = r.loop.create_task(waiter("third"));
        event.set();
        co_await next_pass();
        CHECK(r.notes == Notes{"third@0", "first@0", "second@0"});
        CHECK(has_returned(first));
        CHECK(has_returned(second));
        CHECK(has_returned(third));
    };
    r.run(main);
}

// EventTests.test_wait_on_set
TEST_CASE("waiting for an event that is set does not suspend") {
    EngineRun r;
    AsyncEvent event{r.loop};
    event.set();
    const auto main = [&]() -> Coro<void> {
        const std::size_t passes = r.loop.iterations();
        co_await event.wait();
        CHECK(r.loop.iterations() == passes);
        CHECK(event.is_set());
    };
    r.run(main);
    CHECK(r.events(EventKind::suspended).empty());
}

// EventTests.test_wait_cancel
TEST_CASE("a task that is cancelled while it waits for an event leaves the line") {
    EngineRun r;
    AsyncEvent event{r.loop};
    const auto waiter = [&]() -> Coro<void> { co_await event.wait(); };
    const auto main = [&]() -> Coro<void> {
        const Task<void> task = r.loop.create_task(waiter());
        r.loop.call_soon([&] { task.cancel(); });
        CHECK(co_await error_of(task) == "CancelledError");
        event.set();
        co_await next_pass();
        CHECK(task.cancelled());
    };
    r.run(main);
}

// EventTests.test_clear
TEST_CASE("clear() takes the flag down again") {
    EngineRun r;
    AsyncEvent event{r.loop};
    CHECK_FALSE(event.is_set());
    event.set();
    CHECK(event.is_set());
    event.clear();
    CHECK_FALSE(event.is_set());
}

// EventTests.test_clear_with_waiters
TEST_CASE("a waiter is woken once, however often the flag goes up and down before it runs") {
    EngineRun r;
    AsyncEvent event{r.loop};
    const auto waiter = [&]() -> Coro<void> {
        co_await event.wait();
        r.note("woken");
    };
    const auto main = [&]() -> Coro<void> {
        const Task<void> task = r.loop.create_task(waiter());
        co_await next_pass();
        CHECK(r.notes.empty());
        event.set();
        event.clear();
        CHECK_FALSE(event.is_set());
        event.set();
        event.set();
        CHECK_FALSE(task.done());
        co_await next_pass();
        CHECK(r.notes == Notes{"woken@0"});
        CHECK(has_returned(task));
    };
    r.run(main);
    CHECK(r.notes.size() == 1);
}

} // TEST_SUITE
