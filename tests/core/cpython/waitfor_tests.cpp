// CPython 3.11.7, test_asyncio/test_waitfor.py.
#include "core/engine/wait.hpp"
#include "tests/core/cpython/scopes.hpp"

using namespace core;
using namespace std::chrono_literals;
using support::EngineRun;
using support::error_of;
using support::fail_in_cleanup;
using support::Notes;
using support::slow_to_stop;
using support::thrown_by;

namespace {

/// wait_for() on a task that exists: the public one takes a coroutine only.
template <class T>
Coro<T> wait_for_existing(Task<T> task, Duration limit) {
    co_await wait_for_task(Ref<TaskBase>{task.object()}, limit);
    if constexpr (std::is_void_v<T>) {
        task.result();
    } else {
        co_return task.result();
    }
}

/// Works for 200 ms, whoever asks it to stop.
Coro<void> stubborn(EngineRun& r) {
    const Instant end = r.loop.now() + 200ms;
    while (r.loop.now() < end) {
        try {
            co_await sleep(end - r.loop.now());
        } catch (const CancelledError&) {
            r.note("ignored");
        }
    }
    r.note("worked");
}

/// Sleeps; notes that it runs and, however it ends, that it runs no more.
Coro<void> noting_ends(EngineRun& r, Duration duration) {
    r.note("running");
    std::exception_ptr error;
    try {
        co_await sleep(duration);
    } catch (const CancelledError&) {
        error = std::current_exception();
    }
    r.note("not running");
    if (error) {
        std::rethrow_exception(error);
    }
}

} // namespace

TEST_SUITE("core/cpython/waitfor") {

// test_asyncio_wait_for_cancelled
TEST_CASE("a cancelled wait_for waits until its task has ended, even if that ignores the request") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const auto waiting = [&] { return wait_for(r.loop, stubborn(r), 400ms); };
        const Task<void> waiter = r.loop.create_task(waiting(), "waiter");
        co_await sleep(0ms);
        waiter.cancel();
        const std::vector<Ref<TaskBase>> waiters{Ref<TaskBase>{waiter.object()}};
        co_await wait(r.loop, waiters);
        CHECK(waiter.cancelled());
        r.note("over");
    };
    r.run(main);
    CHECK(r.notes == Notes{"ignored@0", "worked@200", "over@200"});
}

// test_asyncio_wait_for_timeout
TEST_CASE("when the time is up wait_for waits until a task that ignores the request has ended") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const auto waiting = [&] { return wait_for(r.loop, stubborn(r), 100ms); };
        // It ended with a result in spite of all, and that is the outcome.
        CHECK(co_await thrown_by(waiting) == "nothing");
        r.note("over");
    };
    r.run(main);
    CHECK(r.notes == Notes{"ignored@100", "worked@200", "over@200"});
}

// test_wait_for_timeout_less_then_0_or_0_future_done
TEST_CASE("what is done already gives its result at once even if there is no time left") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const Task<int> task = r.loop.create_task(support::value_after(5ms, 4), "task");
        co_await task;
        const std::size_t before = r.loop.iterations();
        CHECK(co_await wait_for_existing(task, 0ms) == 4);
        CHECK(r.loop.iterations() == before);
        CHECK(task.done());
        r.note("over");
    };
    r.run(main);
    CHECK(r.notes == Notes{"over@5"});
}

// test_wait_for_timeout_less_then_0_or_0_coroutine_do_not_started
TEST_CASE("with no time left a coroutine never starts") {
    EngineRun r;
    const auto child = [&]() -> Coro<void> {
        r.note("started");
        co_return;
    };
    const auto main = [&]() -> Coro<void> {
        const auto waiting = [&] { return wait_for(r.loop, child(), 0ms); };
        r.note(co_await thrown_by(waiting));
    };
    r.run(main);
    CHECK(r.notes == Notes{"TimeoutError@0"});
}

// test_wait_for_timeout_less_then_0_or_0
TEST_CASE("with no time left, or less, a running task is cancelled and its end awaited") {
    for (const Duration limit : {Duration{0ms}, Duration{-1ms}}) {
        CAPTURE(limit.count());
        EngineRun r;
        const auto main = [&]() -> Coro<void> {
            const Task<void> task = r.loop.create_task(noting_ends(r, 1s), "task");
            co_await sleep(5ms);
            const auto waiting = [&] { return wait_for_existing(task, limit); };
            r.note(co_await thrown_by(waiting));
            CHECK(task.done());
            CHECK(task.cancelled());
        };
        r.run(main);
        CHECK(r.notes == Notes{"running@0", "not running@5", "TimeoutError@5"});
    }
}

// test_wait_for
TEST_CASE("when the time is up the task is cancelled, its end awaited and TimeoutError thrown") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const Task<void> task = r.loop.create_task(noting_ends(r, 1h), "task");
        const auto waiting = [&] { return wait_for_existing(task, 100ms); };
        r.note(co_await thrown_by(waiting));
        CHECK(task.done());
        CHECK(task.cancelled());
        CHECK(r.loop.current_task()->cancelling() == 0);
    };
    r.run(main);
    CHECK(r.notes == Notes{"running@0", "not running@100", "TimeoutError@100"});
}

// test_wait_for_blocking
TEST_CASE("without a limit wait_for gives the coroutine's result") {
    EngineRun r;
    const auto child = []() -> Coro<std::string> { co_return "ready"; };
    const auto main = [&]() -> Coro<void> {
        CHECK(co_await wait_for(r.loop, child(), std::nullopt) == "ready");
    };
    r.run(main);
    CHECK(r.events(EventKind::created).size() == 1); // it ran inside main
}

// test_wait_for_race_condition
TEST_CASE("a future that is completed before the time is up gives its result then") {
    EngineRun r;
    Future<std::string> future{r.loop};
    const auto child = [&]() -> Coro<std::string> { co_return co_await future; };
    const auto main = [&]() -> Coro<void> {
        r.loop.call_at(100ms, [&] { future.set_result("ready"); });
        r.note(co_await wait_for(r.loop, child(), 200ms));
        co_await sleep(1s);
        r.note("went on");
    };
    r.run(main);
    CHECK(r.notes == Notes{"ready@100", "went on@1100"});
}

// test_wait_for_cancellation_race_condition
TEST_CASE("a coroutine that swallows the cancellation and returns has its result delivered") {
    EngineRun r;
    const auto child = [&]() -> Coro<int> {
        try {
            co_await sleep(1s);
        } catch (const CancelledError&) {
            r.note("swallowed");
        }
        co_return 6;
    };
    const auto main = [&]() -> Coro<void> {
        CHECK(co_await wait_for(r.loop, child(), 10ms) == 6);
        r.note("over");
    };
    r.run(main);
    CHECK(r.notes == Notes{"swallowed@10", "over@10"});
}

// test_wait_for_waits_for_task_cancellation
TEST_CASE("wait_for throws TimeoutError only after the cancelled task has cleaned up") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const Task<void> task = r.loop.create_task(slow_to_stop(1s, 5ms), "task");
        const auto waiting = [&] { return wait_for_existing(task, 10ms); };
        r.note(co_await thrown_by(waiting));
        CHECK(task.cancelled());
    };
    r.run(main);
    CHECK(r.notes == Notes{"TimeoutError@15"});
    CHECK(r.events(EventKind::cancelled).size() == 1); // what became TimeoutError
}

// test_wait_for_waits_for_task_cancellation_w_timeout_0
TEST_CASE("it waits for the cleanup even if there was no time left from the start") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const Task<void> task = r.loop.create_task(slow_to_stop(1s, 5ms), "task");
        co_await sleep(1ms);
        const auto waiting = [&] { return wait_for_existing(task, 0ms); };
        r.note(co_await thrown_by(waiting));
        CHECK(task.cancelled());
    };
    r.run(main);
    CHECK(r.notes == Notes{"TimeoutError@6"});
    CHECK(r.events(EventKind::cancelled).size() == 1);
}

// test_wait_for_reraises_exception_during_cancellation
TEST_CASE("an error of the cancelled task's cleanup displaces TimeoutError") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const auto child = [&] { return fail_in_cleanup(200ms, support::custom_error); };
        const Task<void> task = r.loop.create_task(child(), "task");
        const auto waiting = [&] { return wait_for_existing(task, 10ms); };
        r.note(co_await thrown_by(waiting));
        CHECK_FALSE(task.cancelled());
    };
    r.run(main);
    CHECK(r.notes == Notes{"CustomError@10"});
}

// test_wait_for_self_cancellation
TEST_CASE("wait_for can be cancelled while it waits for the end of a task that resists") {
    EngineRun r;
    const auto resisting = [&]() -> Coro<int> {
        for (int naps = 1; naps > 0; --naps) {
            try {
                co_await sleep(300ms);
            } catch (const CancelledError&) {
                r.note("resisted");
                ++naps;
            }
        }
        co_return 8;
    };
    const auto main = [&]() -> Coro<void> {
        const Task<int> inner = r.loop.create_task(resisting(), "inner");
        const auto waiting = [&] { return wait_for_existing(inner, 100ms); };
        const Task<int> waiter = r.loop.create_task(waiting(), "waiter");
        co_await sleep(200ms);
        waiter.cancel();
        r.note(co_await error_of(waiter));
        CHECK(waiter.cancelled());
        CHECK(inner.cancelling() == 1); // the second request stopped at wait_for
        CHECK(co_await inner == 8);
        r.note("inner");
    };
    r.run(main);
    CHECK(r.notes == Notes{"resisted@100", "CancelledError@200", "inner@400"});
}

// test_cancel_blocking_wait_for
TEST_CASE("cancelling a wait_for without a limit cancels what it waits for") {
    EngineRun r;
    const Future<void> never{r.loop};
    const auto blocking = [&]() -> Coro<void> { co_await never; };
    const auto main = [&]() -> Coro<void> {
        const Task<void> task = r.loop.create_task(blocking(), "task");
        const auto awaiting = [&]() -> Coro<void> { co_await task; };
        const auto waiting = [&] { return wait_for(r.loop, awaiting(), std::nullopt); };
        const Task<void> waiter = r.loop.create_task(waiting(), "waiter");
        r.loop.call_soon([&] { waiter.cancel(); });
        r.note(co_await error_of(waiter));
        CHECK(waiter.cancelled());
        CHECK(task.cancelled());
        CHECK(never.cancelled());
    };
    r.run(main);
    CHECK(r.notes == Notes{"CancelledError@0"});
    CHECK(r.events(EventKind::deadlock).empty());
}

// test_cancel_wait_for
TEST_CASE("cancelling a wait_for that has plenty of time cancels its task at once") {
    EngineRun r;
    const Future<void> never{r.loop};
    const auto blocking = [&]() -> Coro<void> { co_await never; };
    const auto main = [&]() -> Coro<void> {
        const Task<void> task = r.loop.create_task(blocking(), "task");
        const auto waiting = [&] { return wait_for_existing(task, 60s); };
        const Task<void> waiter = r.loop.create_task(waiting(), "waiter");
        r.loop.call_soon([&] { waiter.cancel(); });
        r.note(co_await error_of(waiter));
        CHECK(waiter.cancelled());
        CHECK(task.cancelled());
        CHECK(never.cancelled());
    };
    r.run(main);
    CHECK(r.notes == Notes{"CancelledError@0"});
}

} // TEST_SUITE
