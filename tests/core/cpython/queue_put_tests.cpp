// The rules of Queue that CPython 3.11.7 tests in test_queues.py: put, and cancelled waiters.
#include "core/engine/task_group.hpp"
#include "core/sync/queue.hpp"
#include "tests/core/cpython/lines.hpp"

#include <doctest/doctest.h>

using namespace core;
using namespace std::chrono_literals;
using lines::has_returned;
using support::EngineRun;
using support::error_of;
using support::next_pass;
using support::Notes;

TEST_SUITE("core/cpython/queues") {

// QueuePutTests.test_blocking_put
TEST_CASE("put() into a queue without bound does not suspend") {
    EngineRun r;
    Queue<int> queue{r.loop};
    const auto main = [&]() -> Coro<void> {
        co_await queue.put(1);
        CHECK(co_await queue.get() == 1);
    };
    r.run(main);
    CHECK(r.events(EventKind::suspended).empty());
}

// QueuePutTests.test_blocking_put_wait
TEST_CASE("put() into a full queue waits until an item is taken") {
    EngineRun r;
    Queue<int> queue{r.loop, 1};
    AsyncEvent started{r.loop};
    const auto putter = [&]() -> Coro<void> {
        started.set();
        co_await queue.put(1);
        r.note("first");
        co_await queue.put(2);
        r.note("second");
    };
    const auto main = [&]() -> Coro<void> {
        r.loop.call_at(10ms, [&] { CHECK(queue.get_nowait() == 1); });
        const Task<void> task = r.loop.create_task(putter());
        co_await started.wait();
        CHECK_FALSE(task.done());
        co_await task;
    };
    r.run(main);
    CHECK(r.notes == Notes{"first@0", "second@10"});
    CHECK(queue.get_nowait() == 2);
}

// QueuePutTests.test_nonblocking_put
TEST_CASE("put_nowait() needs no task") {
    EngineRun r;
    Queue<int> queue{r.loop};
    queue.put_nowait(1);
    CHECK(queue.size() == 1);
    CHECK(queue.get_nowait() == 1);
}

// QueuePutTests.test_get_cancel_drop_one_pending_reader
TEST_CASE("an item is not lost if the getter that was woken for it is cancelled") {
    EngineRun r;
    Queue<int> queue{r.loop};
    const auto main = [&]() -> Coro<void> {
        const Task<int> reader = r.loop.create_task(queue.get());
        co_await next_pass();
        queue.put_nowait(1);
        queue.put_nowait(2);
        reader.cancel();
        CHECK(co_await error_of(reader) == "CancelledError");
        CHECK(queue.size() == 2);
        const Task<int> again = r.loop.create_task(queue.get());
        CHECK(co_await again == 1);
    };
    r.run(main);
}

// QueuePutTests.test_get_cancel_drop_many_pending_readers
TEST_CASE("the item of a cancelled getter goes to one who still waits") {
    EngineRun r;
    Queue<int> queue{r.loop};
    const auto main = [&]() -> Coro<void> {
        std::vector<Task<int>> readers;
        const auto body = [&](TaskGroup& group) -> Coro<void> {
            for (int i = 0; i < 3; ++i) {
                readers.push_back(group.create_task(queue.get()));
            }
            co_await next_pass();
            queue.put_nowait(1);
            queue.put_nowait(2);
            readers[0].cancel();
            CHECK(co_await error_of(readers[0]) == "CancelledError");
            co_await readers[2];
        };
        co_await task_group(r.loop, "readers", body);
        CHECK(readers[1].result() == 1);
        CHECK(readers[2].result() == 2);
    };
    r.run(main);
    CHECK(queue.empty());
}

// QueuePutTests.test_put_cancel_drop
TEST_CASE("an item whose putter is cancelled just when a place is free is not in the queue") {
    EngineRun r;
    Queue<int> queue{r.loop, 1};
    const auto main = [&]() -> Coro<void> {
        queue.put_nowait(1);
        const Task<void> writer = r.loop.create_task(queue.put(2));
        co_await next_pass();
        CHECK(queue.get_nowait() == 1);
        writer.cancel();
        CHECK(co_await error_of(writer) == "CancelledError");
        CHECK(queue.empty());

        const Task<void> again = r.loop.create_task(queue.put(2));
        co_await again;
        CHECK(queue.get_nowait() == 2);
        CHECK(queue.empty());
    };
    r.run(main);
}

// QueuePutTests.test_nonblocking_put_exception
TEST_CASE("put_nowait() throws QueueFull if there is no place") {
    EngineRun r;
    Queue<int> queue{r.loop, 1};
    queue.put_nowait(1);
    CHECK_THROWS_AS(queue.put_nowait(2), QueueFull);
    CHECK(queue.size() == 1);
}

// QueuePutTests.test_put_cancelled
TEST_CASE("a task whose put() found a place has ended when the item is taken") {
    EngineRun r;
    Queue<int> queue{r.loop};
    const auto putter = [&]() -> Coro<bool> {
        co_await queue.put(1);
        co_return true;
    };
    const auto main = [&]() -> Coro<void> {
        const Task<bool> task = r.loop.create_task(putter());
        CHECK(co_await queue.get() == 1);
        REQUIRE(task.done());
        CHECK(task.result());
    };
    r.run(main);
}

// QueuePutTests.test_put_cancelled_race
TEST_CASE("a cancelled putter leaves the line and does not disturb the one before it") {
    EngineRun r;
    Queue<std::string> queue{r.loop, 1};
    const auto main = [&]() -> Coro<void> {
        const Task<void> a = r.loop.create_task(queue.put("a"));
        const Task<void> b = r.loop.create_task(queue.put("b"));
        const Task<void> c = r.loop.create_task(queue.put("c"));
        co_await next_pass();
        CHECK(has_returned(a));
        CHECK_FALSE(b.done());

        c.cancel();
        co_await next_pass();
        CHECK(c.cancelled());
        CHECK(queue.get_nowait() == "a");
        co_await next_pass();
        CHECK(queue.get_nowait() == "b");
        co_await b;
        co_await next_pass();
        CHECK(queue.empty());
    };
    r.run(main);
}

// QueuePutTests.test_put_with_waiting_getters
TEST_CASE("put() gives its item to a getter that waits") {
    EngineRun r;
    Queue<std::string> queue{r.loop};
    const auto main = [&]() -> Coro<void> {
        const Task<std::string> getter = r.loop.create_task(queue.get());
        co_await next_pass();
        CHECK_FALSE(getter.done());
        co_await queue.put("a");
        CHECK(co_await getter == "a");
    };
    r.run(main);
}

// QueuePutTests.test_why_are_putters_waiting
TEST_CASE("each item taken wakes one putter, also if several are taken in one step") {
    EngineRun r;
    Queue<int> queue{r.loop, 2};
    const auto putter = [&](int item) -> Coro<void> {
        co_await queue.put(item);
        r.note("put " + std::to_string(item));
    };
    const auto getter = [&]() -> Coro<void> {
        co_await next_pass();
        CHECK(queue.full());
        while (!queue.empty()) {
            r.note("got " + std::to_string(queue.get_nowait()));
        }
    };
    const auto main = [&]() -> Coro<void> {
        const auto body = [&](TaskGroup& group) -> Coro<void> {
            group.create_task(getter());
            for (int item = 0; item < 4; ++item) {
                group.create_task(putter(item));
            }
            co_return;
        };
        co_await task_group(r.loop, "all", body);
    };
    r.run(main);
    CHECK(r.notes == Notes{"put 0@0", "put 1@0", "got 0@0", "got 1@0", "put 2@0", "put 3@0"});
    CHECK(queue.size() == 2);
}

// QueuePutTests.test_cancelled_puts_not_being_held_in_self_putters
TEST_CASE("a cancelled putter is in line no more and puts nothing") {
    EngineRun r;
    Queue<int> queue{r.loop, 1};
    const auto main = [&]() -> Coro<void> {
        queue.put_nowait(1);
        const Task<void> cancelled = r.loop.create_task(queue.put(2));
        co_await next_pass();
        CHECK_FALSE(cancelled.done());
        cancelled.cancel();
        CHECK(co_await error_of(cancelled) == "CancelledError");

        const Task<void> next = r.loop.create_task(queue.put(3));
        co_await next_pass();
        CHECK(queue.get_nowait() == 1);
        co_await next_pass();
        CHECK(has_returned(next));
        CHECK(queue.get_nowait() == 3);
        CHECK(queue.empty());
    };
    r.run(main);
}

// QueuePutTests.test_cancelled_put_silence_value_error_exception
TEST_CASE("a putter cancelled after it was woken sees its cancellation and nothing else") {
    EngineRun r;
    Queue<int> queue{r.loop, 1};
    const auto main = [&]() -> Coro<void> {
        queue.put_nowait(1);
        const Task<void> putter = r.loop.create_task(queue.put(2));
        co_await next_pass();
        CHECK(queue.get_nowait() == 1); // takes the putter off the line
        putter.cancel();
        CHECK(co_await error_of(putter) == "CancelledError");
        CHECK(putter.cancelled());
        CHECK(queue.empty());
    };
    r.run(main);
}

} // TEST_SUITE
