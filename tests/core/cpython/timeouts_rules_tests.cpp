// CPython 3.11.7, test_asyncio/test_timeouts.py: a limit's states, and earlier cancellations.
#include "core/engine/timeout.hpp"
#include "tests/core/cpython/scopes.hpp"

using namespace core;
using namespace std::chrono_literals;
using doctest::Contains;
using support::EngineRun;
using support::error_of;
using support::Notes;
using support::thrown_by;
using support::within;

namespace {

Coro<void> long_nap(Timeout&) {
    co_await sleep(1s);
}

/// Cancels the task that runs it and swallows the cancellation.
Coro<void> swallow_own_cancellation(EngineRun& r) {
    r.loop.current_task()->cancel();
    try {
        co_await sleep(1s);
    } catch (const CancelledError&) {
        r.note("swallowed");
    }
}

} // namespace

TEST_SUITE("core/cpython/timeouts") {

// test_reschedule
TEST_CASE("a limit can be moved, and lifted, from outside of its block") {
    EngineRun r;
    const Future<Timeout*> entered{r.loop};
    Timeout limit{r.loop, "limit", Instant{100ms}};
    const auto block = [&]() -> Coro<void> {
        const auto body = [&](Timeout& self) -> Coro<void> {
            Future<Timeout*>{entered}.set_result(&self);
            co_await sleep(500ms);
        };
        co_await within(limit, body);
    };
    const auto main = [&]() -> Coro<void> {
        const Task<void> task = r.loop.create_task(block(), "block");
        Timeout* const self = co_await entered;
        CHECK(self->when() == 100ms);
        self->reschedule(300ms);
        CHECK(self->when() == 300ms);
        co_await sleep(200ms);
        CHECK_FALSE(self->expired());
        self->reschedule(std::nullopt);
        CHECK_FALSE(self->when());
        co_await sleep(200ms);
        CHECK_FALSE(task.done());
        task.cancel();
        r.note(co_await error_of(task));
        CHECK_FALSE(limit.expired());
    };
    r.run(main);
    CHECK(r.notes == Notes{"CancelledError@400"});
}

// test_timeout_after_cancellation
TEST_CASE("a limit works in the cleanup after a swallowed cancellation") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        co_await swallow_own_cancellation(r);
        const auto limited = [&] { return timeout(r.loop, "limit", 0ms, long_nap); };
        r.note(co_await thrown_by(limited));
        CHECK(r.loop.current_task()->cancelling() == 1);
    };
    r.run(main);
    CHECK(r.notes == Notes{"swallowed@0", "TimeoutError@0"});
}

// test_cancel_in_timeout_after_cancellation
TEST_CASE("a second cancellation within such a limit passes as it is") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        co_await swallow_own_cancellation(r);
        const auto body = [&](Timeout&) -> Coro<void> {
            r.loop.current_task()->cancel();
            co_await sleep(2s);
        };
        const auto limited = [&] { return timeout(r.loop, "limit", 1s, body); };
        r.note(co_await thrown_by(limited));
        CHECK(r.loop.current_task()->cancelling() == 2);
    };
    r.run(main);
    CHECK(r.notes == Notes{"swallowed@0", "CancelledError@0"});
    CHECK(r.events(EventKind::timeout_fired).empty());
}

// test_timeout_exception_cause
TEST_CASE("a TimeoutError is made of the CancelledError that left the block") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const auto limited = [&] { return timeout(r.loop, "limit", 0ms, long_nap); };
        r.note(co_await thrown_by(limited));
    };
    r.run(main);
    CHECK(r.notes == Notes{"TimeoutError@0"});
    // An error has no __cause__ here; the trace has what the limit turned into TimeoutError.
    const auto exits = r.events(EventKind::timeout_exited);
    REQUIRE(exits.size() == 1);
    CHECK(r.recorder.trace().text(exits[0].error()) == "CancelledError");
}

// test_timeout_already_entered
TEST_CASE("a limit cannot be entered again within its block") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const auto body = [](Timeout& limit) -> Coro<void> {
            CHECK_THROWS_WITH_AS(limit.enter(), Contains("entered already"), RuntimeError);
            co_return;
        };
        const auto limited = [&] { return timeout(r.loop, "limit", 10ms, body); };
        r.note(co_await thrown_by(limited));
    };
    r.run(main);
    CHECK(r.notes == Notes{"nothing@0"});
}

// test_timeout_double_enter
TEST_CASE("a limit cannot be entered again after its block") {
    EngineRun r;
    Timeout limit{r.loop, "limit", Instant{10ms}};
    const auto main = [&]() -> Coro<void> {
        limit.enter();
        limit.exit(nullptr);
        CHECK_THROWS_WITH_AS(limit.enter(), Contains("entered already"), RuntimeError);
        co_await sleep(20ms);
        r.note("went on");
    };
    r.run(main);
    CHECK(r.notes == Notes{"went on@20"});
}

// test_timeout_finished
TEST_CASE("a limit whose block ended in time cannot be moved") {
    EngineRun r;
    Timeout limit{r.loop, "limit", Instant{10ms}};
    const auto main = [&]() -> Coro<void> {
        limit.enter();
        limit.exit(nullptr);
        CHECK_THROWS_AS(limit.reschedule(20ms), RuntimeError);
        CHECK(limit.when() == 10ms);
        co_await sleep(30ms);
        CHECK_FALSE(limit.expired());
    };
    r.run(main);
    CHECK(r.events(EventKind::timeout_fired).empty());
}

// test_timeout_expired
TEST_CASE("a limit that has expired cannot be moved") {
    EngineRun r;
    Timeout limit{r.loop, "limit", Instant{10ms}};
    const auto main = [&]() -> Coro<void> {
        const auto limited = [&] { return within(limit, long_nap); };
        r.note(co_await thrown_by(limited));
        CHECK(limit.expired());
        CHECK_THROWS_AS(limit.reschedule(20ms), RuntimeError);
        CHECK(limit.when() == 10ms);
        co_await sleep(20ms);
    };
    r.run(main);
    CHECK(r.notes == Notes{"TimeoutError@10"});
    CHECK(r.events(EventKind::timeout_fired).size() == 1);
}

// test_timeout_expiring
TEST_CASE("a limit cannot be moved once it has fired; a block that swallows it ends normally") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const auto body = [](Timeout& limit) -> Coro<void> {
            const auto nap = [] { return support::nap(1s); };
            CHECK(co_await thrown_by(nap) == "CancelledError");
            CHECK(limit.expired());
            CHECK_THROWS_AS(limit.reschedule(20ms), RuntimeError);
            CHECK(limit.when() == 10ms);
        };
        const auto limited = [&] { return timeout(r.loop, "limit", 10ms, body); };
        r.note(co_await thrown_by(limited));
        CHECK(r.loop.current_task()->cancelling() == 0);
    };
    r.run(main);
    CHECK(r.notes == Notes{"nothing@10"});
}

// test_timeout_not_entered
TEST_CASE("a limit that nobody has entered cannot be moved") {
    EngineRun r;
    Timeout limit{r.loop, "limit", Instant{10ms}};
    const auto main = [&]() -> Coro<void> {
        CHECK_THROWS_WITH_AS(limit.reschedule(20ms), Contains("not been entered"), RuntimeError);
        CHECK(limit.when() == 10ms);
        co_await sleep(30ms);
    };
    r.run(main);
    CHECK(r.events(EventKind::timeout_fired).empty());
}

// test_timeout_without_task
TEST_CASE("a limit cannot be entered outside of a task, and is not entered then") {
    EngineRun r;
    Timeout limit{r.loop, "limit", Instant{10ms}};
    r.loop.call_soon([&] {
        CHECK_THROWS_WITH_AS(limit.enter(), Contains("needs a task"), RuntimeError);
        r.note("refused");
    });
    const auto main = [&]() -> Coro<void> {
        co_await sleep(0ms);
        CHECK_THROWS_WITH_AS(limit.reschedule(20ms), Contains("not been entered"), RuntimeError);
    };
    r.run(main);
    CHECK(r.notes == Notes{"refused@0"});
    CHECK(r.events(EventKind::timeout_entered).empty());
}

} // TEST_SUITE
