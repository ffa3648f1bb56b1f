// CPython 3.11.7, test_asyncio/test_timeouts.py: what a time limit does to its block.
#include "core/engine/cleanup.hpp"
#include "core/engine/timeout.hpp"
#include "tests/core/cpython/scopes.hpp"

using namespace core;
using namespace std::chrono_literals;
using support::BusyClock;
using support::EngineRun;
using support::fail_in_cleanup;
using support::Notes;
using support::noting_nap;
using support::thrown_by;
using support::within;
using support::zero_division;

namespace {

/// Whether that time limit, which must have ended, had fired: expired() of one that is gone.
bool has_fired(const EngineRun& r, std::string_view limit) {
    for (const Event& event : r.events(EventKind::timeout_exited)) {
        if (r.recorder.trace().text(event.label) == limit) {
            return event.value == 1;
        }
    }
    FAIL("no such time limit has ended");
    return false;
}

} // namespace

TEST_SUITE("core/cpython/timeouts") {

// test_timeout_basic
TEST_CASE("a block that takes longer than its limit ends with TimeoutError at that moment") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        co_await sleep(3ms);
        const auto body = [](Timeout& limit) -> Coro<void> {
            CHECK(limit.when() == 13ms);
            co_await sleep(1s);
        };
        const auto limited = [&] { return timeout(r.loop, "limit", 10ms, body); };
        r.note(co_await thrown_by(limited));
    };
    r.run(main);
    CHECK(r.notes == Notes{"TimeoutError@13"});
    CHECK(has_fired(r, "limit"));
}

// test_timeout_at_basic
TEST_CASE("a limit can be given as a moment, and still tells it after it has expired") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        co_await sleep(3ms);
        const Instant deadline = r.loop.now() + 10ms;
        const auto body = [](Timeout&) -> Coro<void> { co_await sleep(1s); };
        const auto limited = [&] { return timeout_at(r.loop, "limit", deadline, body); };
        r.note(co_await thrown_by(limited));

        Timeout limit{r.loop, "kept", deadline + 10ms};
        const auto kept = [&] { return within(limit, body); };
        r.note(co_await thrown_by(kept));
        CHECK(limit.expired());
        CHECK(limit.when() == deadline + 10ms);
    };
    r.run(main);
    CHECK(r.notes == Notes{"TimeoutError@13", "TimeoutError@23"});
}

// test_nested_timeouts
TEST_CASE("of nested limits that expire together only the outermost throws TimeoutError") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const auto inner_body = [](Timeout&) -> Coro<void> { co_await sleep(1s); };
        const auto inner = [&] { return timeout_at(r.loop, "inner", Instant{10ms}, inner_body); };
        const auto outer_body = [&](Timeout&) -> Coro<void> {
            r.note("inner " + co_await thrown_by(inner));
            throw CancelledError{};
        };
        const auto outer = [&] { return timeout_at(r.loop, "outer", Instant{10ms}, outer_body); };
        r.note("outer " + co_await thrown_by(outer));
        CHECK(r.loop.current_task()->cancelling() == 0);
    };
    r.run(main);
    CHECK(r.notes == Notes{"inner CancelledError@10", "outer TimeoutError@10"});
    CHECK(has_fired(r, "inner"));
    CHECK(has_fired(r, "outer"));
}

// test_waiter_cancelled
TEST_CASE("what the block awaits is cancelled when the time is up") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const auto body = [&](Timeout&) -> Coro<void> { co_await noting_nap(r, 1s, "nap"); };
        const auto limited = [&] { return timeout(r.loop, "limit", 10ms, body); };
        r.note(co_await thrown_by(limited));
    };
    r.run(main);
    CHECK(r.notes == Notes{"nap cancelled@10", "TimeoutError@10"});
}

// test_timeout_not_called
TEST_CASE("a block that ends in time does not expire, and nothing strikes later") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        Timeout limit{r.loop, "limit", Instant{100ms}};
        const auto body = [](Timeout&) -> Coro<void> { co_await sleep(10ms); };
        const auto limited = [&] { return within(limit, body); };
        r.note(co_await thrown_by(limited));
        CHECK_FALSE(limit.expired());
        CHECK(limit.when() > r.loop.now());
        co_await sleep(1s);
        CHECK_FALSE(limit.expired());
        r.note("went on");
    };
    r.run(main);
    CHECK(r.notes == Notes{"nothing@10", "went on@1010"});
}

// test_timeout_disabled
TEST_CASE("no limit at all never expires and has no moment") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        Timeout limit{r.loop, "limit", std::nullopt};
        const auto body = [](Timeout&) -> Coro<void> { co_await sleep(1h); };
        const auto limited = [&] { return within(limit, body); };
        r.note(co_await thrown_by(limited));
        CHECK_FALSE(limit.expired());
        CHECK_FALSE(limit.when());
    };
    r.run(main);
    CHECK(r.notes == Notes{"nothing@3600000"});
}

// test_timeout_at_disabled
TEST_CASE("timeout_at() takes no limit as well") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const auto body = [](Timeout& limit) -> Coro<void> {
            co_await sleep(10ms);
            CHECK_FALSE(limit.expired());
            CHECK_FALSE(limit.when());
        };
        const auto limited = [&] { return timeout_at(r.loop, "limit", std::nullopt, body); };
        r.note(co_await thrown_by(limited));
    };
    r.run(main);
    CHECK(r.notes == Notes{"nothing@10"});
    CHECK(r.events(EventKind::timeout_fired).empty());
    CHECK_FALSE(has_fired(r, "limit"));
}

// test_timeout_zero
TEST_CASE("a limit of zero expires at once") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        co_await sleep(3ms);
        const auto body = [](Timeout& limit) -> Coro<void> {
            CHECK(limit.when() == 3ms);
            co_await sleep(1s);
        };
        const auto limited = [&] { return timeout(r.loop, "limit", 0ms, body); };
        r.note(co_await thrown_by(limited));
    };
    r.run(main);
    CHECK(r.notes == Notes{"TimeoutError@3"});
    CHECK(has_fired(r, "limit"));
}

// test_timeout_zero_sleep_zero
TEST_CASE("a limit of zero strikes a block that yields for one pass only") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        co_await sleep(3ms);
        const auto body = [&](Timeout& limit) -> Coro<void> {
            CHECK(limit.when() == 3ms);
            co_await sleep(0ms);
            r.note("went on");
        };
        const auto limited = [&] { return timeout(r.loop, "limit", 0ms, body); };
        r.note(co_await thrown_by(limited));
    };
    r.run(main);
    CHECK(r.notes == Notes{"TimeoutError@3"});
    CHECK(has_fired(r, "limit"));
}

// test_timeout_in_the_past_sleep_zero
TEST_CASE("a limit that is past already acts as a limit of zero and keeps its moment") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        co_await sleep(3ms);
        const auto body = [&](Timeout& limit) -> Coro<void> {
            CHECK(limit.when() == -8ms);
            co_await sleep(0ms);
            r.note("went on");
        };
        const auto limited = [&] { return timeout(r.loop, "limit", -11ms, body); };
        r.note(co_await thrown_by(limited));
    };
    r.run(main);
    CHECK(r.notes == Notes{"TimeoutError@3"});
    CHECK(has_fired(r, "limit"));
}

// test_foreign_exception_passed
TEST_CASE("an error of the block passes as it is") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const auto body = [](Timeout&) -> Coro<void> {
            throw Exception{"KeyError", {}};
            co_return;
        };
        const auto limited = [&] { return timeout(r.loop, "limit", 10ms, body); };
        r.note(co_await thrown_by(limited));
    };
    r.run(main);
    CHECK(r.notes == Notes{"KeyError@0"});
    CHECK_FALSE(has_fired(r, "limit"));
}

// test_foreign_exception_on_timeout
TEST_CASE("an error with which the block answers its cancellation displaces TimeoutError") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const auto body = [](Timeout&) -> Coro<void> {
            co_await fail_in_cleanup(1s, zero_division);
        };
        const auto limited = [&] { return timeout(r.loop, "limit", 10ms, body); };
        r.note(co_await thrown_by(limited));
        CHECK(r.loop.current_task()->cancelling() == 0);
    };
    r.run(main);
    CHECK(r.notes == Notes{"ZeroDivisionError@10"});
    CHECK(has_fired(r, "limit"));
}

// test_foreign_cancel_doesnt_timeout_if_not_expired
TEST_CASE("a cancellation that is not the limit's passes as it is") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const auto body = [&](Timeout&) -> Coro<void> {
            r.loop.current_task()->cancel();
            co_await sleep(1s);
        };
        const auto limited = [&] { return timeout(r.loop, "limit", 10ms, body); };
        r.note(co_await thrown_by(limited));
        CHECK(r.loop.current_task()->cancelling() == 1);
    };
    r.run(main);
    CHECK(r.notes == Notes{"CancelledError@0"});
    CHECK_FALSE(has_fired(r, "limit"));
}

// test_outer_task_is_not_cancelled
TEST_CASE("a task that catches the TimeoutError ends as if nothing had been cancelled") {
    EngineRun r;
    const auto outer = [&]() -> Coro<void> {
        const auto body = [](Timeout&) -> Coro<void> { co_await sleep(1s); };
        const auto limited = [&] { return timeout(r.loop, "limit", 1ms, body); };
        r.note(co_await thrown_by(limited));
    };
    const auto main = [&]() -> Coro<void> {
        const Task<void> task = r.loop.create_task(outer(), "outer");
        co_await task;
        CHECK(task.done());
        CHECK_FALSE(task.cancelled());
        CHECK(task.cancelling() == 0);
    };
    r.run(main);
    CHECK(r.notes == Notes{"TimeoutError@1"});
}

// test_nested_timeouts_concurrent
TEST_CASE("an outer limit that ran out while the code was busy strikes at the next await") {
    BusyClock clock;
    Loop loop{clock};
    const auto main = [&]() -> Coro<void> {
        const auto inner_body = [&](Timeout& inner) -> Coro<void> {
            clock.spend(10ms);
            const auto nap = [] { return support::nap(1s); };
            CHECK(co_await thrown_by(nap) == "CancelledError");
            CHECK_FALSE(inner.expired());
            throw CancelledError{};
        };
        const auto outer_body = [&](Timeout&) -> Coro<void> {
            const auto inner = [&] { return timeout(loop, "inner", 100ms, inner_body); };
            CHECK(co_await thrown_by(inner) == "CancelledError");
            throw CancelledError{};
        };
        const auto outer = [&] { return timeout(loop, "outer", 2ms, outer_body); };
        CHECK(co_await thrown_by(outer) == "TimeoutError");
        CHECK(loop.now() == 10ms);
    };
    Runner{loop}.run(main());
}

// test_nested_timeouts_loop_busy
TEST_CASE("limits that both ran out while the loop was busy make one TimeoutError, the outer's") {
    BusyClock clock;
    Loop loop{clock};
    const auto main = [&]() -> Coro<void> {
        Timeout inner{loop, "inner", Instant{10ms}};
        const auto inner_body = [&](Timeout&) -> Coro<void> {
            clock.spend(100ms);
            co_await sleep(1s);
        };
        const auto outer_body = [&](Timeout&) -> Coro<void> {
            co_await within(inner, inner_body);
            co_await sleep(10s);
        };
        const auto outer = [&] { return timeout(loop, "outer", 100ms, outer_body); };
        CHECK(co_await thrown_by(outer) == "TimeoutError");
        CHECK(inner.expired());
        CHECK(loop.now() == 100ms);
        CHECK(loop.current_task()->cancelling() == 0);
    };
    Runner{loop}.run(main());
}

// test_nested_timeout_in_finally
TEST_CASE("a cleanup can have a time limit of its own while the outer one is expiring") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const auto nap = [](Timeout&) -> Coro<void> { co_await sleep(1s); };
        const auto inner = [&] { return timeout(r.loop, "inner", 10ms, nap); };
        const auto work = []() -> Coro<void> { co_await sleep(1s); };
        const auto cleanup = [&]() -> Coro<void> { r.note("inner " + co_await thrown_by(inner)); };
        const auto body = [&](Timeout&) { return with_cleanup(r.loop, work, cleanup); };
        const auto outer = [&] { return timeout(r.loop, "outer", 10ms, body); };
        r.note("outer " + co_await thrown_by(outer));
        CHECK(r.loop.current_task()->cancelling() == 0);
    };
    r.run(main);
    CHECK(r.notes == Notes{"inner TimeoutError@20", "outer TimeoutError@20"});
}

} // TEST_SUITE
