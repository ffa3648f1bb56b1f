// What 3.13 does otherwise than 3.11; each expectation was compared with CPython 3.11.7 and 3.13.0.
#include "core/sync/condition.hpp"
#include "core/sync/queue.hpp"
#include "core/sync/semaphore.hpp"
#include "tests/core/cpython/lines.hpp"

#include <doctest/doctest.h>

using namespace core;
using lines::take;
using support::EngineRun;
using support::error_of;
using support::next_pass;
using support::Notes;
using support::thrown_by;

namespace {

/// A run by the rules of one version.
struct VersionRun : EngineRun {
    explicit VersionRun(Version version) { loop.set_version(version); }
};

/// Where the first of two waiters of a condition is when it is cancelled.
enum class Place : std::uint8_t { not_notified, just_notified, in_line_for_the_lock };

/// True if the cancellation of the first waiter wakes the second.
bool second_is_woken(Version version, Place place) {
    VersionRun r{version};
    Condition condition{r.loop};
    const auto waiting = [&](std::string name) -> Coro<void> {
        const Lock::Guard guard = co_await condition.acquire();
        co_await condition.wait();
        r.note(name);
    };
    const auto main = [&]() -> Coro<void> {
        const Task<void> first = r.loop.create_task(waiting("first"));
        const Task<void> second = r.loop.create_task(waiting("second"));
        co_await next_pass();
        co_await take(condition);
        if (place != Place::not_notified) {
            condition.notify();
        }
        if (place == Place::in_line_for_the_lock) {
            co_await next_pass();
        }
        first.cancel();
        condition.release();
        CHECK(co_await error_of(first) == "CancelledError");
        co_await next_pass();
        CHECK(second.done() == (r.notes == Notes{"second@0"}));
        CHECK_FALSE(condition.locked());
    };
    r.run(main);
    return !r.notes.empty();
}

/// Who got a permit in which pass, when three come while four are given to the one who waits.
Notes served_by_pass(Version version, bool first_is_cancelled) {
    VersionRun r{version};
    Semaphore semaphore{r.loop, 0};
    Notes passes;
    const auto main = [&]() -> Coro<void> {
        const Task<void> first = r.loop.create_task(take(semaphore, r, "a"));
        co_await next_pass();
        for (const char* name : {"b", "c", "d"}) {
            r.loop.create_task(take(semaphore, r, name));
        }
        for (int i = 0; i < 4; ++i) {
            semaphore.release();
        }
        CHECK(semaphore.value() == 3);
        if (first_is_cancelled) {
            first.cancel();
        }
        for (int pass = 0; pass < 4; ++pass) {
            co_await next_pass();
            std::string served;
            for (const std::string& note : r.notes) {
                served += note.substr(0, 1);
            }
            passes.push_back(served);
        }
    };
    r.run(main);
    return passes;
}

} // namespace

TEST_SUITE("core/sync/versions") {

TEST_CASE("a notification that reached a cancelled task is lost in 3.11 and passed on in 3.13") {
    for (const Place place : {Place::just_notified, Place::in_line_for_the_lock}) {
        CAPTURE(int(place));
        CHECK_FALSE(second_is_woken(Version::v3_11, place));
        CHECK_FALSE(second_is_woken(Version::v3_12, place));
        CHECK(second_is_woken(Version::v3_13, place));
    }
}

TEST_CASE("in 3.13 a cancelled waiter of a condition wakes the next even if not notified") {
    CHECK_FALSE(second_is_woken(Version::v3_11, Place::not_notified));
    CHECK_FALSE(second_is_woken(Version::v3_12, Place::not_notified));
    CHECK(second_is_woken(Version::v3_13, Place::not_notified));
}

TEST_CASE("a task that got a permit wakes one more in 3.11, and in 3.13 as many as are free") {
    CHECK(served_by_pass(Version::v3_11, false) == Notes{"a", "ab", "abc", "abcd"});
    CHECK(served_by_pass(Version::v3_12, false) == Notes{"a", "ab", "abc", "abcd"});
    CHECK(served_by_pass(Version::v3_13, false) == Notes{"a", "abcd", "abcd", "abcd"});
}

TEST_CASE("a cancelled task passes one permit on in 3.11, and in 3.13 as many as are free") {
    CHECK(served_by_pass(Version::v3_11, true) == Notes{"", "b", "bc", "bcd"});
    CHECK(served_by_pass(Version::v3_12, true) == Notes{"", "b", "bc", "bcd"});
    CHECK(served_by_pass(Version::v3_13, true) == Notes{"", "bcd", "bcd", "bcd"});
}

TEST_CASE("a queue cannot be shut down before 3.13, and goes on as if nobody had tried") {
    for (const Version version : {Version::v3_11, Version::v3_12}) {
        CAPTURE(int(version));
        VersionRun r{version};
        Queue<int> queue{r.loop};
        queue.put_nowait(1);
        CHECK_THROWS_AS(queue.shutdown(), RuntimeError);
        CHECK_THROWS_AS(queue.shutdown(true), RuntimeError);
        CHECK_FALSE(queue.is_shut_down());
        queue.put_nowait(2);
        CHECK(queue.get_nowait() == 1);
        CHECK(queue.get_nowait() == 2);
    }
}

TEST_CASE("a queue that was shut down takes nothing in and gives out what it has") {
    VersionRun r{Version::v3_13};
    Queue<int> queue{r.loop};
    const auto put = [&] { return queue.put(3); };
    const auto get = [&]() -> Coro<void> { co_await queue.get(); };
    const auto main = [&]() -> Coro<void> {
        queue.put_nowait(1);
        queue.put_nowait(2);
        queue.shutdown();
        queue.shutdown();
        CHECK(queue.is_shut_down());
        CHECK_THROWS_AS(queue.put_nowait(3), QueueShutDown);
        CHECK(co_await thrown_by(put) == "QueueShutDown");
        CHECK(queue.size() == 2);
        CHECK(co_await queue.get() == 1);
        CHECK(queue.get_nowait() == 2);
        CHECK(co_await thrown_by(get) == "QueueShutDown");
        CHECK_THROWS_AS(queue.get_nowait(), QueueShutDown);
    };
    r.run(main);
    CHECK(r.events(EventKind::suspended).empty());
}

TEST_CASE("shutdown sends away all getters that wait") {
    for (const bool immediate : {false, true}) {
        CAPTURE(immediate);
        VersionRun r{Version::v3_13};
        Queue<int> queue{r.loop};
        const auto main = [&]() -> Coro<void> {
            const Task<int> first = r.loop.create_task(queue.get());
            const Task<int> second = r.loop.create_task(queue.get());
            co_await next_pass();
            queue.shutdown(immediate);
            co_await next_pass();
            REQUIRE(first.done());
            REQUIRE(second.done());
            CHECK_THROWS_AS(first.result(), QueueShutDown);
            CHECK_THROWS_AS(second.result(), QueueShutDown);
        };
        r.run(main);
    }
}

TEST_CASE("shutdown sends away all putters that wait; their items are not in the queue") {
    for (const bool immediate : {false, true}) {
        CAPTURE(immediate);
        VersionRun r{Version::v3_13};
        Queue<int> queue{r.loop, 1};
        const auto main = [&]() -> Coro<void> {
            queue.put_nowait(1);
            const Task<void> first = r.loop.create_task(queue.put(2));
            const Task<void> second = r.loop.create_task(queue.put(3));
            co_await next_pass();
            queue.shutdown(immediate);
            CHECK_FALSE(first.done());
            co_await next_pass();
            REQUIRE(first.done());
            REQUIRE(second.done());
            CHECK_THROWS_AS(first.result(), QueueShutDown);
            CHECK_THROWS_AS(second.result(), QueueShutDown);
            CHECK(queue.size() == (immediate ? 0 : 1));
        };
        r.run(main);
    }
}

TEST_CASE("a getter woken for an item gets it if the shutdown is not immediate") {
    for (const bool immediate : {false, true}) {
        CAPTURE(immediate);
        VersionRun r{Version::v3_13};
        Queue<int> queue{r.loop};
        const auto main = [&]() -> Coro<void> {
            const Task<int> getter = r.loop.create_task(queue.get());
            co_await next_pass();
            queue.put_nowait(1);
            queue.shutdown(immediate);
            CHECK(co_await error_of(getter) == (immediate ? "QueueShutDown" : "nothing"));
        };
        r.run(main);
    }
}

TEST_CASE("after a plain shutdown join() still waits until each item is done") {
    VersionRun r{Version::v3_13};
    Queue<int> queue{r.loop};
    const auto main = [&]() -> Coro<void> {
        queue.put_nowait(1);
        queue.put_nowait(2);
        const Task<void> joiner = r.loop.create_task(queue.join());
        co_await next_pass();
        queue.shutdown();
        for (const int item : {1, 2}) {
            co_await next_pass();
            CHECK_FALSE(joiner.done());
            CHECK(queue.get_nowait() == item);
            queue.task_done();
        }
        co_await next_pass();
        CHECK(joiner.done());
        CHECK_THROWS_AS(queue.task_done(), ValueError);
    };
    r.run(main);
}

TEST_CASE("an immediate shutdown drops the items, and they count as done") {
    VersionRun r{Version::v3_13};
    Queue<int> queue{r.loop};
    const auto main = [&]() -> Coro<void> {
        queue.put_nowait(1);
        const Task<void> joiner = r.loop.create_task(queue.join());
        co_await next_pass();
        queue.shutdown(true);
        CHECK(queue.empty());
        CHECK_THROWS_AS(queue.get_nowait(), QueueShutDown);
        CHECK_THROWS_AS(queue.put_nowait(2), QueueShutDown);
        CHECK_FALSE(joiner.done());
        co_await next_pass();
        CHECK(joiner.done());
        CHECK_THROWS_AS(queue.task_done(), ValueError);
    };
    r.run(main);
}

TEST_CASE("an item taken before an immediate shutdown must still be done before join() returns") {
    VersionRun r{Version::v3_13};
    Queue<int> queue{r.loop};
    const auto main = [&]() -> Coro<void> {
        queue.put_nowait(1);
        queue.put_nowait(2);
        CHECK(queue.get_nowait() == 1);
        const Task<void> joiner = r.loop.create_task(queue.join());
        co_await next_pass();
        queue.shutdown(true);
        co_await next_pass();
        CHECK_FALSE(joiner.done());
        queue.task_done();
        co_await next_pass();
        CHECK(joiner.done());
    };
    r.run(main);
}

} // TEST_SUITE
