// The rules of gather() that CPython 3.11.7 tests in test_tasks.py. Cancellation of a gather:
// gather_cancel_tests.cpp.
#include "core/engine/gather.hpp"
#include "tests/core/cpython/tasks.hpp"

#include <doctest/doctest.h>

using namespace core;
using namespace std::chrono_literals;
using support::EngineRun;
using support::Notes;
using tasks::Children;
using tasks::note_end;
using tasks::reports;
using tasks::settle;
using tasks::value_error;

namespace {

Coro<std::string> give(EngineRun& r, std::string text) {
    r.note(text);
    co_return text;
}

} // namespace

TEST_SUITE("core/cpython/tasks") {

// test_success
TEST_CASE("gather is done when its last child is, with the results in order of the arguments") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        Children children{r.loop, 3};
        const auto all = gather(r.loop, children.tasks);
        const Task<void> waiter = r.loop.create_task(note_end(r, all));
        children.futures[1].set_result(1);
        children.futures[0].set_result(2);
        co_await sleep(5ms);
        CHECK_FALSE(all.done());
        CHECK(r.notes.empty());

        children.futures[2].set_result(3);
        co_await settle();
        CHECK(all.done());
        CHECK(waiter.done());
    };
    r.run(main);
    CHECK(r.notes == Notes{"2 1 3@5"});
}

// test_result_exception_success
TEST_CASE("gather that returns errors gives plain values if there are none") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        Children children{r.loop, 3};
        const auto all = gather(r.loop, children.tasks, return_exceptions);
        const Task<void> waiter = r.loop.create_task(note_end(r, all));
        children.futures[1].set_result(1);
        children.futures[0].set_result(2);
        co_await sleep(5ms);
        CHECK_FALSE(all.done());
        CHECK(r.notes.empty());

        children.futures[2].set_result(3);
        co_await settle();
        CHECK(all.done());
        CHECK(waiter.done());
    };
    r.run(main);
    CHECK(r.notes == Notes{"2 1 3@5"});
}

// test_one_exception
TEST_CASE("the first error ends a gather, and what the other children do then is ignored") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        Children children{r.loop, 5};
        const auto all = gather(r.loop, children.tasks);
        const Task<void> waiter = r.loop.create_task(note_end(r, all));
        children.futures[0].set_result(1);
        children.futures[1].set_exception(value_error("first"));
        co_await sleep(5ms);
        CHECK(all.done());
        CHECK(waiter.done());
        CHECK(r.notes == Notes{"ValueError: first@0"});

        children.futures[2].set_result(3);
        children.futures[3].cancel();
        children.futures[4].set_exception(value_error("second"));
        co_await settle();
        CHECK(children.all_done());
        co_await note_end(r, all);
    };
    r.run(main);
    CHECK(r.notes == Notes{"ValueError: first@0", "ValueError: first@5"});
    CHECK(reports(r).empty());
}

// test_return_exceptions
TEST_CASE("gather that returns errors waits for all children and gives errors in their places") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        Children children{r.loop, 4};
        const auto all = gather(r.loop, children.tasks, return_exceptions);
        const Task<void> waiter = r.loop.create_task(note_end(r, all));
        children.futures[1].set_result(1);
        children.futures[2].set_exception(value_error("c"));
        children.futures[0].set_result(3);
        co_await sleep(5ms);
        CHECK_FALSE(all.done());

        children.futures[3].set_exception(value_error("d"));
        co_await settle();
        CHECK(all.done());
        CHECK(waiter.done());
        const auto outcomes = co_await all;
        CHECK(outcomes[2].error() == children.tasks[2].exception());
        CHECK(outcomes[3].error() == children.tasks[3].exception());
    };
    r.run(main);
    CHECK(r.notes == Notes{"3 1 ValueError: c ValueError: d@5"});
}

// test_constructor_empty_sequence_use_running_loop
TEST_CASE("a gather of nothing is done from the start, with no results") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const auto none = gather(r.loop, std::vector<Task<int>>{});
        CHECK(none.done());
        CHECK_FALSE(none.cancelled());
        const std::size_t passes = r.loop.iterations();
        const std::vector<int> results = co_await none;
        CHECK(results.empty());
        CHECK(r.loop.iterations() == passes);
    };
    r.run(main);
}

// test_constructor_homogenous_futures
TEST_CASE("the same children may be gathered twice; neither gather is done before they are") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        Children children{r.loop, 3};
        const auto first = gather(r.loop, children.tasks);
        co_await settle();
        CHECK_FALSE(first.done());
        const auto second = gather(r.loop, children.tasks);
        co_await settle();
        CHECK_FALSE(first.done());
        CHECK_FALSE(second.done());

        for (int i = 0; i < 3; ++i) {
            children.futures[static_cast<std::size_t>(i)].set_result(i);
        }
        co_await note_end(r, first);
        co_await note_end(r, second);
    };
    r.run(main);
    CHECK(r.notes == Notes{"0 1 2@0", "0 1 2@0"});
}

// test_constructor_use_running_loop
TEST_CASE("a gather runs coroutines as tasks of the running loop, in order of the arguments") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        std::vector<Task<std::string>> both;
        both.push_back(r.loop.create_task(give(r, "a")));
        both.push_back(r.loop.create_task(give(r, "b")));
        const auto all = gather(r.loop, both);
        CHECK(r.notes.empty());
        for (const Task<std::string>& task : all.tasks()) {
            CHECK(&task.object().loop() == &r.loop);
        }
        const std::vector<std::string> results = co_await all;
        CHECK(results == std::vector<std::string>{"a", "b"});
    };
    r.run(main);
    CHECK(r.notes == Notes{"a@0", "b@0"});
}

// test_duplicate_coroutines
TEST_CASE("a child that is given several times runs once and fills each of its places") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const Task<std::string> abc = r.loop.create_task(give(r, "abc"));
        const Task<std::string> def = r.loop.create_task(give(r, "def"));
        const std::vector<Task<std::string>> four{abc, abc, def, abc};
        const std::vector<std::string> results = co_await gather(r.loop, four);
        CHECK(results == std::vector<std::string>{"abc", "abc", "def", "abc"});
    };
    r.run(main);
    CHECK(r.notes == Notes{"abc@0", "def@0"});
}

// test_exception_marking
TEST_CASE("an error that comes after the one that ended a gather is never reported") {
    EngineRun r;
    Future<int> first{r.loop};
    Future<int> second{r.loop};
    const auto fail_after = [](Future<int> future, std::string message) -> Coro<int> {
        co_await future;
        throw ValueError{message};
    };
    const auto outer = [&]() -> Coro<void> {
        std::vector<Task<int>> both;
        both.push_back(r.loop.create_task(fail_after(first, "one")));
        both.push_back(r.loop.create_task(fail_after(second, "two")));
        co_await gather(r.loop, both);
    };
    const auto main = [&]() -> Coro<void> {
        const Task<void> task = r.loop.create_task(outer());
        co_await settle();
        first.set_result(0);
        co_await settle();
        REQUIRE(task.done());
        second.set_result(0);
        co_await settle();
        CHECK(describe(task.exception()) == "ValueError: one");
        CHECK(r.events(EventKind::failed).size() == 3);
    };
    r.run(main);
    CHECK(reports(r).empty());
}

// test_issue46672
TEST_CASE("children that end when their gather is gone do so without a complaint") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const Task<std::string> child = r.loop.create_task(give(r, "abc"));
        {
            const auto gone = gather(r.loop, std::vector<Task<std::string>>{child});
            CHECK_FALSE(gone.done());
        }
        co_await settle();
        REQUIRE(child.done());
        CHECK(child.result() == "abc");
    };
    r.run(main);
    CHECK(r.notes == Notes{"abc@0"});
    CHECK(reports(r).empty());
}

} // TEST_SUITE
