// The rules of wait() that CPython 3.11.7 tests in test_tasks.py.
#include "core/engine/wait.hpp"
#include "tests/core/cpython/tasks.hpp"

#include <doctest/doctest.h>

using namespace core;
using namespace std::chrono_literals;
using support::EngineRun;
using support::nap;
using support::Notes;
using tasks::error_after;
using tasks::objects;
using tasks::text_after;

namespace {

using Tasks = std::vector<Ref<TaskBase>>;

Coro<void> yield_times(int times) {
    for (int i = 0; i < times; ++i) {
        co_await support::next_pass();
    }
}

} // namespace

TEST_SUITE("core/cpython/tasks") {

// test_wait
TEST_CASE("wait returns when all tasks are done, and at once the next time") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const Task<void> a = r.loop.create_task(nap(100ms));
        const Task<void> b = r.loop.create_task(nap(150ms));
        const Tasks both = objects(b, a);
        for (int round = 0; round < 2; ++round) {
            const Tasks done = co_await wait(r.loop, both);
            CHECK(done == both);
            r.note("all");
        }
    };
    r.run(main);
    CHECK(r.notes == Notes{"all@150", "all@150"});
}

// test_wait_duplicate_coroutines
TEST_CASE("wait counts a task that is given twice once") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const Task<std::string> test = r.loop.create_task(text_after(0ms, "test"));
        const Task<std::string> spam = r.loop.create_task(text_after(0ms, "spam"));
        const Tasks done = co_await wait(r.loop, objects(test, test, spam));
        CHECK(done == objects(test, spam));
        CHECK(test.result() + spam.result() == "testspam");
    };
    r.run(main);
}

// test_wait_errors
TEST_CASE("wait for nothing is a ValueError") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const auto for_nothing = [&]() -> Coro<void> { co_await wait(r.loop, Tasks{}); };
        const std::string error = co_await support::thrown_by(for_nothing);
        CHECK(error.starts_with("ValueError"));
        r.note("refused");
    };
    r.run(main);
    CHECK(r.notes == Notes{"refused@0"});
}

// test_wait_first_completed
TEST_CASE("wait for the first completion returns the first task and leaves the other running") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const Task<void> a = r.loop.create_task(nap(10s));
        const Task<void> b = r.loop.create_task(nap(100ms));
        Tasks done = co_await wait(r.loop, objects(b, a), ReturnWhen::first_completed);
        CHECK(done == objects(b));
        CHECK_FALSE(a.done());
        CHECK(b.exception() == nullptr);
        r.note("first");
        done = co_await wait(r.loop, objects(a, b));
        CHECK(done == objects(a, b));
        r.note("all");
    };
    r.run(main);
    CHECK(r.notes == Notes{"first@100", "all@10000"});
}

// test_wait_really_done
TEST_CASE("wait returns every task that is done by then, also one whose end it was not told of") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const Task<void> a = r.loop.create_task(yield_times(1));
        const Task<void> b = r.loop.create_task(yield_times(2));
        const Tasks done = co_await wait(r.loop, objects(b, a), ReturnWhen::first_completed);
        CHECK(done == objects(b, a));
        CHECK(a.exception() == nullptr);
        CHECK(b.exception() == nullptr);
    };
    r.run(main);
}

// test_wait_first_exception
TEST_CASE("wait for the first exception returns at once when a task fails in its first step") {
    EngineRun r;
    const auto fail = []() -> Coro<void> {
        throw ValueError{"at once"};
        co_return;
    };
    const auto main = [&]() -> Coro<void> {
        const Task<void> a = r.loop.create_task(nap(10s));
        const Task<void> b = r.loop.create_task(fail());
        const Tasks done = co_await wait(r.loop, objects(b, a), ReturnWhen::first_exception);
        CHECK(done == objects(b));
        CHECK_FALSE(a.done());
        r.note("first");
    };
    r.run(main);
    CHECK(r.notes == Notes{"first@0"});
}

// test_wait_first_exception_in_wait
TEST_CASE("wait for the first exception returns when a task fails during the wait") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const Task<void> a = r.loop.create_task(nap(10s));
        const Task<int> b = r.loop.create_task(error_after(10ms, "err"));
        const Task<void> good = r.loop.create_task(nap(5ms));
        const Tasks done = co_await wait(r.loop, objects(b, a, good), ReturnWhen::first_exception);
        CHECK(done == objects(b, good));
        CHECK_FALSE(a.done());
        r.note("first");
    };
    r.run(main);
    CHECK(r.notes == Notes{"first@10"});
}

// test_wait_with_exception
TEST_CASE("wait for all does not end at an error and does not throw it") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const Task<void> a = r.loop.create_task(nap(100ms));
        const Task<int> b = r.loop.create_task(error_after(50ms, "really"));
        for (int round = 0; round < 2; ++round) {
            const Tasks done = co_await wait(r.loop, objects(b, a));
            REQUIRE(done.size() == 2);
            CHECK(describe(done[0]->exception()) == "ValueError: really");
            CHECK(done[1]->exception() == nullptr);
            r.note("all");
        }
    };
    r.run(main);
    CHECK(r.notes == Notes{"all@100", "all@100"});
}

// test_wait_with_timeout
TEST_CASE("wait returns what is done when the time is up and leaves the rest running") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const Task<void> a = r.loop.create_task(nap(100ms));
        const Task<void> b = r.loop.create_task(nap(150ms));
        Tasks done = co_await wait(r.loop, objects(b, a), ReturnWhen::all_completed, 110ms);
        CHECK(done == objects(a));
        r.note("time up");
        done = co_await wait(r.loop, objects(a, b));
        CHECK(done == objects(a, b));
        r.note("all");
    };
    r.run(main);
    CHECK(r.notes == Notes{"time up@110", "all@150"});
}

// test_wait_concurrent_complete
TEST_CASE("wait whose time is up in the moment in which a task ends returns that task") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const Task<void> a = r.loop.create_task(nap(100ms));
        const Task<void> b = r.loop.create_task(nap(150ms));
        // As a task of its own, so that its timer is younger than those of the two.
        const Task<Tasks> waiting =
            r.loop.create_task(wait(r.loop, objects(b, a), ReturnWhen::all_completed, 100ms));
        const Tasks done = co_await waiting;
        CHECK(done == objects(a));
        CHECK_FALSE(b.done());
        r.note("time up");
    };
    r.run(main);
    CHECK(r.notes == Notes{"time up@100"});
}

} // TEST_SUITE
