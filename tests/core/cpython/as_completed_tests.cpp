// The rules of as_completed() that CPython 3.11.7 tests in test_tasks.py.
#include "core/engine/wait.hpp"
#include "core/sync/as_completed.hpp"
#include "tests/core/cpython/tasks.hpp"

#include <doctest/doctest.h>

using namespace core;
using namespace std::chrono_literals;
using support::EngineRun;
using support::Notes;
using tasks::objects;
using tasks::text_after;

namespace {

/// Notes each result, or error, at the time at which it comes.
Coro<void> note_all(EngineRun& r, AsCompleted<std::string>& results) {
    while (results.left() > 0) {
        std::string text;
        try {
            text = co_await results.next();
        } catch (const Exception&) {
            text = describe(std::current_exception());
        }
        r.note(text);
    }
}

} // namespace

TEST_SUITE("core/cpython/tasks") {

// test_as_completed
TEST_CASE("as_completed gives each result in the moment in which its task ends") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        std::vector<Task<std::string>> three;
        three.push_back(r.loop.create_task(text_after(10ms, "b")));
        three.push_back(r.loop.create_task(text_after(150ms, "c")));
        three.push_back(r.loop.create_task(text_after(10ms, "a")));
        AsCompleted<std::string> results{r.loop, three};
        co_await note_all(r, results);
    };
    r.run(main);
    CHECK(r.notes == Notes{"b@10", "a@10", "c@150"});
}

// test_as_completed_with_timeout
TEST_CASE("as_completed throws TimeoutError for tasks that are not done in time, and they go on") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        std::vector<Task<std::string>> both;
        both.push_back(r.loop.create_task(text_after(100ms, "a")));
        both.push_back(r.loop.create_task(text_after(150ms, "b")));
        AsCompleted<std::string> results{r.loop, both, 120ms};
        co_await note_all(r, results);
        r.note("late: " + co_await both[1]);
    };
    r.run(main);
    CHECK(r.notes == Notes{"a@100", "TimeoutError@120", "late: b@150"});
}

// test_as_completed_with_unused_timeout
TEST_CASE("as_completed takes its limit back once all tasks are done") {
    EngineRun r;
    std::vector<Task<std::string>> one;
    one.push_back(r.loop.create_task(text_after(10ms, "a")));
    AsCompleted<std::string> results{r.loop, one, 1s};
    const Task<void> task = r.loop.create_task(note_all(r, results));
    r.loop.run_until(task.object());
    CHECK(r.notes == Notes{"a@10"});
    CHECK_THROWS_AS(r.loop.step(), Stuck); // no timer is left
    CHECK(r.loop.now() == 10ms);
}

// test_as_completed_reverse_wait
TEST_CASE("who awaits first gets the first result, whichever of the coroutines it awaits") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        std::vector<Task<std::string>> both;
        both.push_back(r.loop.create_task(text_after(50ms, "a")));
        both.push_back(r.loop.create_task(text_after(100ms, "b")));
        AsCompleted<std::string> results{r.loop, both};
        CHECK(results.left() == 2);
        Coro<std::string> first = results.next();
        Coro<std::string> second = results.next();
        CHECK(results.left() == 0);
        r.note(co_await second);
        r.note(co_await first);
    };
    r.run(main);
    CHECK(r.notes == Notes{"a@50", "b@100"});
}

// test_as_completed_concurrent
TEST_CASE("the coroutines of as_completed may be awaited by several tasks at once") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        std::vector<Task<std::string>> both;
        both.push_back(r.loop.create_task(text_after(50ms, "a")));
        both.push_back(r.loop.create_task(text_after(50ms, "b")));
        AsCompleted<std::string> results{r.loop, both};
        const Task<std::string> first = r.loop.create_task(results.next());
        const Task<std::string> second = r.loop.create_task(results.next());
        co_await wait(r.loop, objects(first, second));
        r.note(first.result());
        r.note(second.result());
    };
    r.run(main);
    CHECK(r.notes == Notes{"a@50", "b@50"});
}

// test_as_completed_duplicate_coroutines
TEST_CASE("as_completed gives the result of a task that is given twice once") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const Task<std::string> ham = r.loop.create_task(text_after(0ms, "ham"));
        const Task<std::string> spam = r.loop.create_task(text_after(0ms, "spam"));
        const std::vector<Task<std::string>> three{ham, ham, spam};
        AsCompleted<std::string> results{r.loop, three};
        CHECK(results.left() == 2);
        co_await note_all(r, results);
    };
    r.run(main);
    CHECK(r.notes == Notes{"ham@0", "spam@0"});
}

} // TEST_SUITE
