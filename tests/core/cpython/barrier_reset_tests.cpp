// The rules of Barrier that CPython 3.11.7 tests in test_locks.py: reset and abort.
#include "core/sync/barrier.hpp"
#include "tests/core/cpython/lines.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace core;
using lines::passes;
using lines::run_all;
using support::EngineRun;
using support::next_pass;
using support::Notes;

namespace {

constexpr int parties = 5;

std::ptrdiff_t count(const Notes& notes, const std::string& note) {
    return std::count(notes.begin(), notes.end(), note);
}

Coro<void> two_rounds(EngineRun& r, Barrier& barrier) {
    const int place = co_await barrier.wait();
    if (place == parties / 2) {
        throw ValueError{"cannot go on"};
    }
    co_await barrier.wait();
    r.note("passed twice");
}

/// Passes the barrier twice; the party in the middle fails in between and breaks it for all.
Coro<void> two_rounds_or_abort(EngineRun& r, Barrier& barrier) {
    const auto rounds = [&] { return two_rounds(r, barrier); };
    const std::string error = co_await support::thrown_by(rounds);
    r.note(error);
    if (error == "ValueError: cannot go on") {
        co_await barrier.abort();
    }
}

} // namespace

TEST_SUITE("core/cpython/locks") {

// BarrierTests.test_reset_barrier
TEST_CASE("resetting a barrier where nobody waits changes nothing") {
    EngineRun r;
    Barrier barrier{r.loop, 1};
    const auto main = [&]() -> Coro<void> {
        const Task<void> resetting = r.loop.create_task(barrier.reset());
        co_await next_pass();
        CHECK(lines::has_returned(resetting));
        CHECK(barrier.n_waiting() == 0);
        CHECK_FALSE(barrier.broken());
        CHECK(co_await passes(barrier));
    };
    r.run(main);
}

// BarrierTests.test_reset_barrier_while_tasks_waiting
TEST_CASE("a reset sends all away who wait, and leaves the barrier whole") {
    EngineRun r;
    Barrier barrier{r.loop, parties};
    const auto party = [&]() -> Coro<void> {
        r.note(co_await passes(barrier) ? "passed" : "sent away");
    };
    const auto main = [&]() -> Coro<void> {
        const std::vector<Task<void>> tasks = lines::start(r.loop, parties - 1, party);
        co_await next_pass();
        CHECK(barrier.n_waiting() == parties - 1);
        r.loop.create_task(barrier.reset());
        co_await gather(r.loop, tasks);
        CHECK(r.notes == Notes(parties - 1, "sent away@0"));
        CHECK(barrier.n_waiting() == 0);
        CHECK_FALSE(barrier.broken());

        r.notes.clear();
        co_await run_all(r.loop, parties, party); // it fills again
        CHECK(r.notes == Notes(parties, "passed@0"));
    };
    r.run(main);
}

// BarrierTests.test_reset_barrier_when_tasks_half_draining
TEST_CASE("a reset while the parties leave sends away those who have not left yet") {
    EngineRun r;
    Barrier barrier{r.loop, parties};
    int left = 0;
    const auto party = [&]() -> Coro<void> {
        const bool passed = co_await passes(barrier);
        if (!passed) {
            r.note("sent away");
            co_return;
        }
        r.note("passed");
        if (++left == parties - parties / 2) {
            co_await barrier.reset();
        }
    };
    const auto main = [&]() -> Coro<void> {
        co_await run_all(r.loop, parties, party);
        CHECK(barrier.n_waiting() == 0);
        CHECK_FALSE(barrier.broken());
    };
    r.run(main);
    CHECK(r.notes == Notes{"passed@0", "passed@0", "passed@0", "sent away@0", "sent away@0"});
}

// BarrierTests.test_reset_barrier_when_tasks_half_draining_half_blocking
TEST_CASE("a reset does not send away those who have left and wait for the next round") {
    EngineRun r;
    constexpr int blocking = parties / 2;
    Barrier barrier{r.loop, parties};
    int left = 0;
    const auto party = [&]() -> Coro<void> {
        const bool passed = co_await passes(barrier);
        if (!passed) {
            r.note("sent away");
            co_await barrier.wait();
        } else if (++left > blocking) {
            co_await barrier.reset();
            co_await barrier.wait();
        } else {
            r.note(co_await passes(barrier) ? "next round" : "sent away while blocked");
        }
    };
    const auto main = [&]() -> Coro<void> {
        co_await run_all(r.loop, parties, party);
        CHECK(barrier.n_waiting() == 0);
        CHECK_FALSE(barrier.broken());
    };
    r.run(main);
    CHECK(r.notes.size() == 2 * blocking);
    CHECK(count(r.notes, "sent away@0") == blocking);
    CHECK(count(r.notes, "next round@0") == blocking);
}

// BarrierTests.test_reset_barrier_while_tasks_waiting_and_waiting_again
TEST_CASE("parties sent away by a reset can wait at the same barrier again") {
    EngineRun r;
    Barrier barrier{r.loop, parties};
    const auto stubborn = [&]() -> Coro<void> {
        const bool passed = co_await passes(barrier);
        if (!passed) {
            r.note("sent away");
        }
        co_await barrier.wait();
        r.note("passed");
    };
    const auto missing = [&]() -> Coro<void> {
        co_await barrier.wait();
        r.note("passed");
    };
    const auto main = [&]() -> Coro<void> {
        const std::vector<Task<void>> tasks = lines::start(r.loop, parties - 1, stubborn);
        r.loop.create_task(barrier.reset());
        co_await next_pass();
        r.loop.create_task(missing());
        co_await gather(r.loop, tasks);
        CHECK(barrier.n_waiting() == 0);
        CHECK_FALSE(barrier.broken());
    };
    r.run(main);
    Notes expected(parties - 1, "sent away@0");
    expected.insert(expected.end(), parties, "passed@0");
    CHECK(r.notes == expected);
}

// BarrierTests.test_reset_barrier_while_tasks_draining
TEST_CASE("a reset by the last party to leave does not disturb those who wait already again") {
    EngineRun r;
    Barrier barrier{r.loop, parties};
    int left = 0;
    const auto party = [&]() -> Coro<void> {
        co_await barrier.wait();
        if (++left == parties) {
            co_await barrier.reset();
            co_await barrier.wait();
        } else {
            r.note(co_await passes(barrier) ? "second round" : "sent away");
        }
        co_await barrier.wait();
        r.note("third round");
    };
    const auto main = [&]() -> Coro<void> {
        co_await run_all(r.loop, parties, party);
        CHECK(barrier.n_waiting() == 0);
        CHECK_FALSE(barrier.broken());
    };
    r.run(main);
    CHECK(r.notes.size() == 2 * parties - 1);
    CHECK(count(r.notes, "second round@0") == parties - 1);
    CHECK(count(r.notes, "third round@0") == parties);
}

// BarrierTests.test_abort_barrier
TEST_CASE("abort breaks a barrier, whether somebody waits or not") {
    EngineRun r;
    Barrier barrier{r.loop, 1};
    Barrier awaited{r.loop, 2};
    const auto main = [&]() -> Coro<void> {
        const Task<void> aborting = r.loop.create_task(barrier.abort());
        co_await next_pass();
        CHECK(lines::has_returned(aborting));
        CHECK(barrier.n_waiting() == 0);
        CHECK(barrier.broken());
        CHECK_FALSE(co_await passes(barrier));

        const Task<bool> waiter = r.loop.create_task(passes(awaited));
        co_await next_pass();
        co_await awaited.abort();
        CHECK_FALSE(co_await waiter);
        CHECK(awaited.broken());
    };
    r.run(main);
}

// BarrierTests.test_abort_barrier_when_tasks_half_draining_half_blocking
TEST_CASE("abort while the parties leave reaches those on their way and those who came back") {
    EngineRun r;
    constexpr int blocking = parties / 2;
    Barrier barrier{r.loop, parties};
    int left = 0;
    const auto party = [&]() -> Coro<void> {
        const bool passed = co_await passes(barrier);
        if (!passed) {
            r.note("broken on the way out");
        } else if (++left > blocking) {
            co_await barrier.abort();
        } else {
            r.note(co_await passes(barrier) ? "passed again" : "broken while blocked");
        }
    };
    const auto main = [&]() -> Coro<void> {
        co_await run_all(r.loop, parties, party);
        CHECK(barrier.broken());
        CHECK(barrier.n_waiting() == 0);
    };
    r.run(main);
    CHECK(r.notes.size() == 2 * blocking);
    CHECK(count(r.notes, "broken on the way out@0") == blocking);
    CHECK(count(r.notes, "broken while blocked@0") == parties - blocking - 1);
}

// BarrierTests.test_abort_barrier_when_exception
TEST_CASE("a party that fails between two rounds can break the barrier for all others") {
    EngineRun r;
    Barrier barrier{r.loop, parties};
    const auto party = [&] { return two_rounds_or_abort(r, barrier); };
    const auto main = [&]() -> Coro<void> {
        co_await run_all(r.loop, parties, party);
        CHECK(barrier.broken());
        CHECK(barrier.n_waiting() == 0);
    };
    r.run(main);
    CHECK(r.notes.size() == parties);
    CHECK(count(r.notes, "ValueError: cannot go on@0") == 1);
    CHECK(count(r.notes, "BrokenBarrierError@0") == parties - 1);
}

// BarrierTests.test_abort_barrier_when_exception_then_resetting
TEST_CASE("a broken barrier is as new after a reset") {
    EngineRun r;
    Barrier barrier{r.loop, parties};
    Barrier meeting{r.loop, parties}; // nobody waits at the other one when it is reset
    const auto party = [&]() -> Coro<void> {
        co_await two_rounds_or_abort(r, barrier);
        const int place = co_await meeting.wait();
        if (place == parties / 2) {
            CHECK(barrier.broken());
            co_await barrier.reset();
        }
        co_await meeting.wait();
        co_await barrier.wait();
        r.note("passed after the reset");
    };
    const auto main = [&]() -> Coro<void> {
        co_await run_all(r.loop, parties, party);
        CHECK_FALSE(barrier.broken());
        CHECK(barrier.n_waiting() == 0);
    };
    r.run(main);
    CHECK(r.notes.size() == 2 * parties);
    CHECK(count(r.notes, "ValueError: cannot go on@0") == 1);
    CHECK(count(r.notes, "BrokenBarrierError@0") == parties - 1);
    CHECK(count(r.notes, "passed after the reset@0") == parties);
}

} // TEST_SUITE
