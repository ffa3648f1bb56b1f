// The pitfalls of queues, with what CPython 3.11, 3.12 and 3.13 answer.
#include "core/sync/queue.hpp"
#include "tests/core/cpython/tasks.hpp"

#include <doctest/doctest.h>

using namespace core;
using support::Notes;
using tasks::name_of;
using tasks::settle;
using tasks::VersionRun;
using tasks::versions;

TEST_SUITE("core/pitfalls") {

// queue_get_cancelled_keeps_item
TEST_CASE("an item that a getter was woken for stays for the next one if the getter is cancelled") {
    for (const Version version : versions) {
        CAPTURE(name_of(version));
        VersionRun r{version};
        Queue<std::string> queue{r.loop};
        const auto getter = [&](std::string name) -> Coro<void> {
            const std::string item = co_await queue.get();
            r.note(name.append(" ").append(item));
        };
        const auto main = [&]() -> Coro<void> {
            const Task<void> first = r.loop.create_task(getter("first"));
            const Task<void> next = r.loop.create_task(getter("next"));
            co_await settle();
            queue.put_nowait("item");
            first.cancel();
            co_await settle();
            CHECK(first.cancelled());
            CHECK(next.done());
            CHECK(queue.empty());
        };
        r.run(main);
        CHECK(r.notes == Notes{"next item@0"});
    }
}

// queue_putter_overtaken
TEST_CASE("an item that is put at once overtakes the item of a putter that was woken already") {
    for (const Version version : versions) {
        CAPTURE(name_of(version));
        VersionRun r{version};
        Queue<std::string> queue{r.loop, 1};
        const auto putter = [&]() -> Coro<void> { co_await queue.put("waited"); };
        const auto main = [&]() -> Coro<void> {
            queue.put_nowait("1");
            const Task<void> task = r.loop.create_task(putter());
            co_await settle();
            CHECK(queue.full());
            r.note(queue.get_nowait());
            queue.put_nowait("overtaker");
            co_await settle();
            CHECK_FALSE(task.done());
            r.note(co_await queue.get());
            r.note(co_await queue.get());
            CHECK(task.done());
        };
        r.run(main);
        CHECK(r.notes == Notes{"1@0", "overtaker@0", "waited@0"});
    }
}

// queue_join_twice
TEST_CASE("task_done() for more items than were put is a ValueError") {
    for (const Version version : versions) {
        CAPTURE(name_of(version));
        VersionRun r{version};
        Queue<int> queue{r.loop};
        const auto main = [&]() -> Coro<void> {
            queue.put_nowait(1);
            queue.get_nowait();
            queue.task_done();
            co_await queue.join();
            const auto once_more = [&]() -> Coro<void> {
                queue.task_done();
                co_return;
            };
            r.note(co_await support::thrown_by(once_more));
            co_await queue.join();
        };
        r.run(main);
        CHECK(r.notes == Notes{"ValueError: task_done() called too many times@0"});
    }
}

} // TEST_SUITE
