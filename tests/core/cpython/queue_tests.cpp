// The rules of Queue that CPython 3.11.7 tests in test_queues.py: basics, get, order, join.
#include "core/engine/task_group.hpp"
#include "core/engine/wait.hpp"
#include "core/sync/queue.hpp"
#include "tests/core/cpython/lines.hpp"

#include <doctest/doctest.h>

using namespace core;
using namespace std::chrono_literals;
using lines::has_returned;
using support::EngineRun;
using support::next_pass;
using support::Notes;
using support::thrown_by;

namespace {

/// Puts 1, 3, 2 and gives them in the order in which they come out.
template <class AnyQueue>
Coro<std::vector<int>> order_of_132(Loop& loop) {
    AnyQueue queue{loop};
    for (const int item : {1, 3, 2}) {
        co_await queue.put(item);
    }
    std::vector<int> items;
    while (!queue.empty()) {
        items.push_back(co_await queue.get());
    }
    co_return items;
}

template <class AnyQueue>
void check_task_done_underflow() {
    EngineRun r;
    AnyQueue queue{r.loop};
    CHECK_THROWS_AS(queue.task_done(), ValueError);
}

/// Two workers deal with 100 items; join() returns when the last one has been dealt with.
template <class AnyQueue>
void check_task_done() {
    EngineRun r;
    AnyQueue queue{r.loop};
    int sum = 0;
    bool running = true;
    const auto worker = [&]() -> Coro<void> {
        while (running) { // NOLINT(bugprone-infinite-loop): changed below, while this one waits
            sum += co_await queue.get();
            co_await sleep(1ms);
            queue.task_done();
        }
    };
    const auto body = [&](TaskGroup& group) -> Coro<void> {
        group.create_task(worker());
        group.create_task(worker());
        co_await queue.join();
        r.note(std::to_string(sum));
        running = false;
        queue.put_nowait(0);
        queue.put_nowait(0);
    };
    const auto main = [&]() -> Coro<void> {
        for (int i = 0; i < 100; ++i) {
            queue.put_nowait(i);
        }
        co_await task_group(r.loop, "workers", body);
    };
    r.run(main);
    CHECK(r.notes == Notes{"4950@50"});
}

template <class AnyQueue>
void check_join_of_empty_queue() {
    EngineRun r;
    AnyQueue queue{r.loop};
    const auto main = [&]() -> Coro<void> {
        co_await queue.join();
        co_await queue.join();
    };
    r.run(main);
    CHECK(r.events(EventKind::suspended).empty());
}

} // namespace

TEST_SUITE("core/cpython/queues") {

// QueueBasicTests.test_empty
TEST_CASE("a queue is empty until something is put and again when that has been taken") {
    EngineRun r;
    Queue<int> queue{r.loop};
    const auto main = [&]() -> Coro<void> {
        CHECK(queue.empty());
        co_await queue.put(1);
        CHECK_FALSE(queue.empty());
        CHECK(co_await queue.get() == 1);
        CHECK(queue.empty());
    };
    r.run(main);
}

// QueueBasicTests.test_full
TEST_CASE("a queue is full when it holds as many items as its bound; without one never") {
    EngineRun r;
    Queue<int> unbounded{r.loop};
    Queue<int> bounded{r.loop, 1};
    const auto main = [&]() -> Coro<void> {
        CHECK_FALSE(unbounded.full());
        CHECK_FALSE(bounded.full());
        co_await unbounded.put(1);
        co_await bounded.put(1);
        CHECK_FALSE(unbounded.full());
        CHECK(bounded.full());
    };
    r.run(main);
}

// QueueBasicTests.test_order
TEST_CASE("items leave a queue in the order in which they came") {
    EngineRun r;
    const auto main = [&] { return order_of_132<Queue<int>>(r.loop); };
    CHECK(r.run(main) == std::vector<int>{1, 3, 2});
}

// QueueBasicTests.test_maxsize
TEST_CASE("put() waits when the bound is reached and goes on when an item is taken") {
    EngineRun r;
    Queue<int> queue{r.loop, 2};
    const auto putter = [&]() -> Coro<void> {
        for (int i = 0; i < 3; ++i) {
            co_await queue.put(i);
            r.note("put " + std::to_string(i));
        }
    };
    const auto main = [&]() -> Coro<void> {
        const Task<void> task = r.loop.create_task(putter());
        co_await next_pass();
        co_await next_pass();
        CHECK(r.notes == Notes{"put 0@0", "put 1@0"});
        CHECK(co_await queue.get() == 0);
        co_await next_pass();
        CHECK(r.notes == Notes{"put 0@0", "put 1@0", "put 2@0"});
        CHECK(co_await queue.get() == 1);
        CHECK(co_await queue.get() == 2);
        CHECK(has_returned(task));
    };
    r.run(main);
}

// QueueGetTests.test_blocking_get
TEST_CASE("get() does not suspend if there is an item") {
    EngineRun r;
    Queue<int> queue{r.loop};
    const auto main = [&]() -> Coro<void> {
        queue.put_nowait(1);
        CHECK(co_await queue.get() == 1);
    };
    r.run(main);
    CHECK(r.events(EventKind::suspended).empty());
}

// QueueGetTests.test_get_with_putters
TEST_CASE("get() from a full queue wakes one of those who wait for a place") {
    EngineRun r;
    Queue<int> queue{r.loop, 1};
    const auto main = [&]() -> Coro<void> {
        co_await queue.put(1);
        const Task<void> first = r.loop.create_task(queue.put(2));
        const Task<void> second = r.loop.create_task(queue.put(3));
        co_await next_pass();
        CHECK_FALSE(first.done());
        const std::size_t suspended = r.events(EventKind::suspended).size();
        CHECK(co_await queue.get() == 1);
        co_await next_pass();
        CHECK(has_returned(first));
        CHECK_FALSE(second.done());
        CHECK(r.events(EventKind::suspended).size() == suspended + 1); // only by next_pass()
        CHECK(queue.get_nowait() == 2);
    };
    r.run(main);
}

// QueueGetTests.test_blocking_get_wait
TEST_CASE("get() waits until an item is put") {
    EngineRun r;
    Queue<int> queue{r.loop};
    AsyncEvent started{r.loop};
    const auto getter = [&]() -> Coro<int> {
        started.set();
        const int item = co_await queue.get();
        r.note("got it");
        co_return item;
    };
    const auto main = [&]() -> Coro<void> {
        const Task<int> task = r.loop.create_task(getter());
        co_await started.wait();
        CHECK_FALSE(task.done());
        r.loop.call_at(10ms, [&] { queue.put_nowait(1); });
        CHECK(co_await task == 1);
    };
    r.run(main);
    CHECK(r.notes == Notes{"got it@10"});
}

// QueueGetTests.test_nonblocking_get
TEST_CASE("get_nowait() takes the item that is there, even one that a getter was woken for") {
    EngineRun r;
    Queue<int> queue{r.loop};
    queue.put_nowait(1);
    CHECK(queue.get_nowait() == 1);
    CHECK(queue.empty());
    const auto main = [&]() -> Coro<void> {
        const Task<int> getter = r.loop.create_task(queue.get());
        co_await next_pass();
        queue.put_nowait(2);
        CHECK(queue.get_nowait() == 2);
        co_await next_pass();
        CHECK_FALSE(getter.done());
        queue.put_nowait(3);
        CHECK(co_await getter == 3);
    };
    r.run(main);
}

// QueueGetTests.test_nonblocking_get_exception
TEST_CASE("get_nowait() throws QueueEmpty if there is no item") {
    EngineRun r;
    Queue<int> queue{r.loop};
    CHECK_THROWS_AS(queue.get_nowait(), QueueEmpty);
}

// QueueGetTests.test_get_cancelled_race
TEST_CASE("an item goes to the next getter if the first in line was cancelled before") {
    for (const bool has_left : {true, false}) {
        CAPTURE(has_left); // or stands in line still, cancelled
        EngineRun r;
        Queue<std::string> queue{r.loop};
        const auto main = [&]() -> Coro<void> {
            const Task<std::string> first = r.loop.create_task(queue.get());
            const Task<std::string> second = r.loop.create_task(queue.get());
            co_await next_pass();
            first.cancel();
            if (has_left) {
                co_await next_pass();
                CHECK(first.cancelled());
            }
            co_await queue.put("a");
            co_await next_pass();
            CHECK(first.cancelled());
            CHECK(second.done());
            CHECK(co_await second == "a");
        };
        r.run(main);
    }
}

// QueueGetTests.test_get_with_waiting_putters
TEST_CASE("what waits to be put comes out in the order of arrival") {
    EngineRun r;
    Queue<std::string> queue{r.loop, 1};
    const auto main = [&]() -> Coro<void> {
        r.loop.create_task(queue.put("a"));
        r.loop.create_task(queue.put("b"));
        CHECK(co_await queue.get() == "a");
        CHECK(co_await queue.get() == "b");
    };
    r.run(main);
    CHECK(queue.empty());
}

// QueueGetTests.test_why_are_getters_waiting
TEST_CASE("producer and consumer of a queue with one place never wait for each other for ever") {
    EngineRun r;
    Queue<int> queue{r.loop, 1};
    const auto producer = [&]() -> Coro<void> {
        for (int i = 0; i < 5; ++i) {
            co_await queue.put(i);
        }
    };
    const auto consumer = [&]() -> Coro<void> {
        for (int i = 0; i < 5; ++i) {
            r.note(std::to_string(co_await queue.get()));
        }
    };
    const auto main = [&]() -> Coro<void> {
        const auto body = [&](TaskGroup& group) -> Coro<void> {
            group.create_task(producer());
            group.create_task(consumer());
            co_return;
        };
        co_await task_group(r.loop, "both", body);
    };
    r.run(main);
    CHECK(r.notes == Notes{"0@0", "1@0", "2@0", "3@0", "4@0"});
}

// QueueGetTests.test_cancelled_getters_not_being_held_in_self_getters
TEST_CASE("a getter that timed out is in line no more and takes nothing") {
    EngineRun r;
    Queue<int> queue{r.loop, 5};
    const auto main = [&]() -> Coro<void> {
        const auto limited = [&] { return wait_for(r.loop, queue.get(), 100ms, "getter"); };
        r.note(co_await thrown_by(limited));
        const Task<int> next = r.loop.create_task(queue.get());
        co_await next_pass();
        queue.put_nowait(1);
        co_await next_pass();
        CHECK(has_returned(next));
        CHECK(queue.empty());
    };
    r.run(main);
    CHECK(r.notes == Notes{"TimeoutError@100"});
}

// LifoQueueTests.test_order
TEST_CASE("the youngest item leaves a LIFO queue first") {
    EngineRun r;
    const auto main = [&] { return order_of_132<LifoQueue<int>>(r.loop); };
    CHECK(r.run(main) == std::vector<int>{2, 3, 1});
}

// PriorityQueueTests.test_order
TEST_CASE("the least item leaves a priority queue first") {
    EngineRun r;
    const auto main = [&] { return order_of_132<PriorityQueue<int>>(r.loop); };
    CHECK(r.run(main) == std::vector<int>{1, 2, 3});
}

// _QueueJoinTestMixin.test_task_done_underflow
TEST_CASE("no queue lets more items be done than were put") {
    check_task_done_underflow<Queue<int>>();
    check_task_done_underflow<LifoQueue<int>>();
    check_task_done_underflow<PriorityQueue<int>>();
}

// _QueueJoinTestMixin.test_task_done
TEST_CASE("join() waits until every item of the queue, of whatever kind, is done") {
    check_task_done<Queue<int>>();
    check_task_done<LifoQueue<int>>();
    check_task_done<PriorityQueue<int>>();
}

// _QueueJoinTestMixin.test_join_empty_queue
TEST_CASE("join() does not suspend if nothing was ever put, however often it is called") {
    check_join_of_empty_queue<Queue<int>>();
    check_join_of_empty_queue<LifoQueue<int>>();
    check_join_of_empty_queue<PriorityQueue<int>>();
}

} // TEST_SUITE
