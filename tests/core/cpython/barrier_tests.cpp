// The rules of Barrier that CPython 3.11.7 tests in test_locks.py: filling and draining.
#include "core/engine/wait.hpp"
#include "core/sync/barrier.hpp"
#include "tests/core/cpython/lines.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace core;
using lines::has_returned;
using lines::run_all;
using support::EngineRun;
using support::error_of;
using support::next_pass;
using support::Notes;

namespace {

constexpr int parties = 5;

} // namespace

TEST_SUITE("core/cpython/locks") {

// BarrierTests.test_barrier
TEST_CASE("a task arrives at a barrier by awaiting wait(), neither by calling it nor otherwise") {
    EngineRun r;
    Barrier barrier{r.loop, parties};
    CHECK_FALSE(lines::Awaitable<Barrier>);
    {
        const Coro<int> never_awaited = barrier.wait();
        CHECK(barrier.n_waiting() == 0);
    }
    CHECK(barrier.n_waiting() == 0);
    CHECK_FALSE(barrier.broken());
}

// BarrierTests.test_barrier_parties
TEST_CASE("a barrier needs at least one party") {
    EngineRun r;
    CHECK_THROWS_AS((Barrier{r.loop, 0}), ValueError);
    CHECK_THROWS_AS((Barrier{r.loop, -4}), ValueError);
    const Barrier barrier{r.loop, parties};
    CHECK(barrier.parties() == parties);
}

// BarrierTests.test_context_manager
TEST_CASE("each party learns its place in the order of arrival; the last one passes first") {
    EngineRun r;
    Barrier barrier{r.loop, 3};
    const auto party = [&]() -> Coro<void> {
        const int index = co_await barrier.wait();
        r.note(std::to_string(index));
    };
    const auto main = [&]() -> Coro<void> {
        co_await run_all(r.loop, 3, party);
        CHECK(barrier.n_waiting() == 0);
        CHECK_FALSE(barrier.broken());
    };
    r.run(main);
    CHECK(r.notes == Notes{"2@0", "0@0", "1@0"});
}

// BarrierTests.test_filling_one_task
TEST_CASE("a barrier of one party holds nobody back") {
    EngineRun r;
    Barrier barrier{r.loop, 1};
    const auto main = [&]() -> Coro<void> {
        CHECK(co_await barrier.wait() == 0);
        CHECK(barrier.n_waiting() == 0);
        CHECK_FALSE(barrier.broken());
    };
    r.run(main);
    CHECK(r.events(EventKind::suspended).empty());
}

// BarrierTests.test_filling_one_task_twice
TEST_CASE("a barrier of one party can be passed again and again") {
    EngineRun r;
    Barrier barrier{r.loop, 1};
    const auto main = [&]() -> Coro<void> {
        for (int round = 0; round < 2; ++round) {
            CAPTURE(round);
            const Task<int> party = r.loop.create_task(barrier.wait());
            co_await next_pass();
            REQUIRE(party.done());
            CHECK(party.result() == 0);
            CHECK(barrier.n_waiting() == 0);
        }
        CHECK_FALSE(barrier.broken());
    };
    r.run(main);
}

// BarrierTests.test_filling_task_by_task
TEST_CASE("a barrier counts those who wait, until the last party lets all of them go") {
    EngineRun r;
    Barrier barrier{r.loop, 3};
    const auto main = [&]() -> Coro<void> {
        std::vector<Ref<TaskBase>> tasks;
        for (const int waiting : {1, 2}) {
            const Task<int> party = r.loop.create_task(barrier.wait());
            tasks.emplace_back(party.object());
            co_await next_pass();
            CHECK(barrier.n_waiting() == waiting);
            CHECK_FALSE(party.done());
        }
        const Task<int> last = r.loop.create_task(barrier.wait());
        tasks.emplace_back(last.object());
        co_await next_pass();
        CHECK(has_returned(last));
        const auto done = co_await wait(r.loop, tasks);
        CHECK(done.size() == 3);
        CHECK(barrier.n_waiting() == 0);
        CHECK_FALSE(barrier.broken());
    };
    r.run(main);
}

// BarrierTests.test_filling_tasks_wait_twice
TEST_CASE("no party passes a barrier the second time before all have passed it the first time") {
    EngineRun r;
    Barrier barrier{r.loop, parties};
    const auto party = [&]() -> Coro<void> {
        co_await barrier.wait();
        r.note("first");
        co_await barrier.wait();
        r.note("second");
    };
    const auto main = [&]() -> Coro<void> {
        co_await run_all(r.loop, parties, party);
        CHECK(barrier.n_waiting() == 0);
        CHECK_FALSE(barrier.broken());
    };
    r.run(main);
    Notes expected(parties, "first@0");
    expected.insert(expected.end(), parties, "second@0");
    CHECK(r.notes == expected);
}

// BarrierTests.test_filling_tasks_check_return_value
TEST_CASE("the places of the second round are dealt out anew, each once") {
    EngineRun r;
    Barrier barrier{r.loop, parties};
    std::vector<int> places;
    int first_round = 0;
    const auto party = [&]() -> Coro<void> {
        co_await barrier.wait();
        ++first_round;
        places.push_back(co_await barrier.wait());
    };
    const auto main = [&]() -> Coro<void> {
        co_await run_all(r.loop, parties, party);
        CHECK(barrier.n_waiting() == 0);
        CHECK_FALSE(barrier.broken());
    };
    r.run(main);
    CHECK(first_round == parties);
    std::sort(places.begin(), places.end());
    CHECK(places == std::vector<int>{0, 1, 2, 3, 4});
}

// BarrierTests.test_draining_state
TEST_CASE("a barrier takes in newcomers only when the last party of a round has left it") {
    EngineRun r;
    Barrier barrier{r.loop, parties};
    const auto party = [&]() -> Coro<void> {
        co_await barrier.wait();
        r.note("left, " + std::to_string(barrier.n_waiting()) + " waiting");
    };
    const auto newcomer = [&]() -> Coro<void> {
        r.note(co_await lines::passes(barrier) ? "passed" : "sent away");
    };
    const auto main = [&]() -> Coro<void> {
        const std::vector<Task<void>> tasks = lines::start(r.loop, parties, party);
        const Task<void> late = r.loop.create_task(newcomer());
        co_await gather(r.loop, tasks);
        CHECK(r.notes == Notes(parties, "left, 0 waiting@0"));
        co_await next_pass();
        CHECK(barrier.n_waiting() == 1);
        CHECK_FALSE(late.done());
        co_await barrier.reset();
        co_await late;
        CHECK(barrier.n_waiting() == 0);
        CHECK_FALSE(barrier.broken());
    };
    r.run(main);
    CHECK(r.notes.back() == "sent away@0");
}

// BarrierTests.test_blocking_tasks_while_draining
TEST_CASE("parties that come back while others still leave wait for the next round") {
    EngineRun r;
    constexpr int returning = 2;
    Barrier barrier{r.loop, parties};
    Barrier others{r.loop, parties - returning};
    int left = 0;
    const auto party = [&]() -> Coro<void> {
        co_await barrier.wait();
        if (++left <= returning) {
            co_await barrier.wait();
            r.note("returned");
        } else {
            co_await others.wait();
            r.note("other");
            co_await barrier.wait();
        }
    };
    const auto main = [&]() -> Coro<void> {
        co_await run_all(r.loop, parties, party);
        CHECK(barrier.n_waiting() == 0);
        CHECK(others.n_waiting() == 0);
    };
    r.run(main);
    CHECK(r.notes == Notes{"other@0", "other@0", "other@0", "returned@0", "returned@0"});
}

// BarrierTests.test_filling_tasks_cancel_one
TEST_CASE("a cancelled party leaves the barrier whole, and another one may take its place") {
    EngineRun r;
    Barrier barrier{r.loop, 3};
    const auto party = [&](std::string name) -> Coro<void> {
        co_await barrier.wait();
        r.note(name);
    };
    const auto main = [&]() -> Coro<void> {
        const Task<void> a = r.loop.create_task(party("a"));
        co_await next_pass();
        CHECK(barrier.n_waiting() == 1);
        const Task<void> b = r.loop.create_task(party("b"));
        co_await next_pass();
        CHECK(barrier.n_waiting() == 2);

        a.cancel();
        co_await next_pass();
        CHECK(barrier.n_waiting() == 1);
        CHECK(co_await error_of(a) == "CancelledError");
        CHECK(a.cancelled());

        const Task<void> c = r.loop.create_task(party("c"));
        co_await next_pass();
        CHECK(barrier.n_waiting() == 2);
        const std::vector<Task<void>> rest{b, c, r.loop.create_task(party("d"))};
        co_await gather(r.loop, rest);
        CHECK(barrier.n_waiting() == 0);
        CHECK_FALSE(barrier.broken());
    };
    r.run(main);
    CHECK(r.notes == Notes{"d@0", "b@0", "c@0"});
}

} // TEST_SUITE
