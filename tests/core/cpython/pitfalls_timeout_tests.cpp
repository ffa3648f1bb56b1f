// The pitfalls of wait_for() and timeout(), with what CPython 3.11, 3.12 and 3.13 answer.
#include "core/engine/sleep.hpp"
#include "core/engine/timeout.hpp"
#include "core/engine/wait.hpp"
#include "tests/core/cpython/tasks.hpp"

#include <doctest/doctest.h>

using namespace core;
using namespace std::chrono_literals;
using support::error_of;
using support::Notes;
using support::thrown_by;
using tasks::name_of;
using tasks::value_of;
using tasks::VersionRun;
using tasks::versions;

TEST_SUITE("core/pitfalls") {

// wait_for_swallows_cancel
TEST_CASE("a cancellation that meets the result of wait_for is lost in 3.11, the result later") {
    for (const Version version : versions) {
        CAPTURE(name_of(version));
        VersionRun r{version};
        Future<int> future{r.loop};
        const auto caller = [&]() -> Coro<int> {
            co_return co_await wait_for(r.loop, value_of(future), 10s);
        };
        const auto main = [&]() -> Coro<void> {
            const Task<int> task = r.loop.create_task(caller());
            co_await sleep(5ms);
            future.set_result(7);
            CHECK(task.cancel());
            r.note(co_await error_of(task));
            CHECK(task.cancelled() == (version >= Version::v3_12));
            CHECK(task.cancelling() == 1);
            if (!task.cancelled()) {
                CHECK(task.result() == 7);
            }
        };
        r.run(main);
        const bool is_swallowed = version == Version::v3_11;
        CHECK(r.notes == Notes{is_swallowed ? "nothing@5" : "CancelledError@5"});
    }
}

// wait_for_inner_task
TEST_CASE("wait_for runs its coroutine in a task of its own in 3.11 and inline since 3.12") {
    for (const Version version : versions) {
        CAPTURE(name_of(version));
        VersionRun r{version};
        const auto own_id = [&]() -> Coro<TaskId> { co_return r.loop.current_task()->id(); };
        const auto main = [&]() -> Coro<void> {
            const TaskId inner = co_await wait_for(r.loop, own_id(), 1s);
            const bool is_inline = inner == r.loop.current_task()->id();
            CHECK(is_inline == (version >= Version::v3_12));
        };
        r.run(main);
        const std::size_t expected_tasks = version >= Version::v3_12 ? 1 : 2;
        CHECK(r.events(EventKind::created).size() == expected_tasks);
    }
}

// wait_for_zero_runs_nothing
TEST_CASE("wait_for with no time left throws TimeoutError and runs not a line of its coroutine") {
    for (const Version version : versions) {
        CAPTURE(name_of(version));
        VersionRun r{version};
        const auto body = [&]() -> Coro<void> {
            r.note("ran");
            co_return;
        };
        const auto limited = [&] { return wait_for(r.loop, body(), 0ms); };
        const auto main = [&]() -> Coro<void> { r.note(co_await thrown_by(limited)); };
        r.run(main);
        CHECK(r.notes == Notes{"TimeoutError@0"});
    }
}

// wait_for_inner_ignores_cancel
TEST_CASE("wait_for gives the value of a coroutine that swallows the cancellation at its limit") {
    for (const Version version : versions) {
        CAPTURE(name_of(version));
        VersionRun r{version};
        const auto stubborn = [&]() -> Coro<int> {
            try {
                co_await sleep(1s);
            } catch (const CancelledError&) {
                r.note("swallowed");
            }
            co_return 7;
        };
        const auto main = [&]() -> Coro<void> {
            const int value = co_await wait_for(r.loop, stubborn(), 10ms);
            CHECK(value == 7);
            CHECK(r.loop.current_task()->cancelling() == 0);
            r.note("value");
        };
        r.run(main);
        CHECK(r.notes == Notes{"swallowed@10", "value@10"});
    }
}

// timeout_body_swallows
TEST_CASE("a body that swallows the cancellation of its timeout ends without TimeoutError") {
    for (const Version version : versions) {
        CAPTURE(name_of(version));
        VersionRun r{version};
        const auto body = [&](Timeout& limit) -> Coro<void> {
            CHECK_FALSE(limit.expired());
            try {
                co_await sleep(1s);
            } catch (const CancelledError&) {
                r.note("swallowed");
            }
            CHECK(limit.expired());
        };
        const auto limited = [&] { return timeout(r.loop, "limit", 10ms, body); };
        const auto main = [&]() -> Coro<void> {
            r.note(co_await thrown_by(limited));
            CHECK(r.loop.current_task()->cancelling() == 0);
        };
        r.run(main);
        CHECK(r.notes == Notes{"swallowed@10", "nothing@10"});
    }
}

// timeout_zero_eats_prior_cancel
TEST_CASE("a timeout of zero swallows a cancellation that was pending when it was entered") {
    for (const Version version : versions) {
        CAPTURE(name_of(version));
        VersionRun r{version};
        const auto body = [](Timeout&) -> Coro<void> { co_await sleep(1s); };
        const auto limited = [&] { return timeout(r.loop, "limit", 0ms, body); };
        const auto cancelled_before = [&]() -> Coro<void> {
            r.loop.current_task()->cancel();
            r.note(co_await thrown_by(limited));
            co_await sleep(5ms);
            r.note("went on");
        };
        const auto main = [&]() -> Coro<void> {
            const Task<void> task = r.loop.create_task(cancelled_before());
            CHECK(co_await error_of(task) == "nothing");
            CHECK(task.cancelling() == 1);
        };
        r.run(main);
        CHECK(r.notes == Notes{"TimeoutError@0", "went on@5"});
    }
}

// timeout_cpu_bound_body
TEST_CASE("a body that never awaits does not time out, whatever its limit") {
    for (const Version version : versions) {
        CAPTURE(name_of(version));
        VersionRun r{version};
        const auto body = [&](Timeout& limit) -> Coro<bool> {
            r.note("computes");
            co_return limit.expired();
        };
        const auto main = [&]() -> Coro<void> {
            const bool expired = co_await timeout(r.loop, "limit", 0ms, body);
            CHECK_FALSE(expired);
            co_await sleep(5ms); // nothing comes afterwards either
            CHECK(r.loop.current_task()->cancelling() == 0);
            r.note("no error");
        };
        r.run(main);
        CHECK(r.notes == Notes{"computes@0", "no error@5"});
        CHECK(r.events(EventKind::timeout_fired).empty());
    }
}

// timeout_outside_cancel_wins
TEST_CASE("a cancellation from outside in the moment of the timeout gives CancelledError") {
    for (const Version version : versions) {
        CAPTURE(name_of(version));
        VersionRun r{version};
        const auto body = [](Timeout&) -> Coro<void> { co_await sleep(1s); };
        const auto limited = [&]() -> Coro<void> { co_await timeout(r.loop, "limit", 10ms, body); };
        const auto main = [&]() -> Coro<void> {
            const Task<void> task = r.loop.create_task(limited());
            co_await sleep(10ms);
            CHECK(task.cancelling() == 1); // the timer was there first
            CHECK(task.cancel());
            r.note(co_await error_of(task));
            CHECK(task.cancelling() == 1);
        };
        r.run(main);
        CHECK(r.notes == Notes{"CancelledError@10"});
        CHECK(r.events(EventKind::timeout_fired).size() == 1);
    }
}

} // TEST_SUITE
