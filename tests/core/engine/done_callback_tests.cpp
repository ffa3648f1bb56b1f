#include "core/engine/done_callback.hpp"
#include "tests/support/engine_run.hpp"

#include <doctest/doctest.h>

using namespace core;
using namespace std::chrono_literals;
using support::EngineRun;
using support::Notes;

TEST_SUITE("core/engine/done_callback") {

TEST_CASE("callbacks run one pass after the task's end, in the order in which they were added") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const Task<void> task = r.loop.create_task(support::nap(3ms), "napper");
        add_done_callback(task, [&](const Task<void>& done) { r.note("first " + done.name()); });
        add_done_callback(task, [&](const Task<void>&) { r.note("second"); });
        co_await task;
        r.note("main");
        add_done_callback(task, [&](const Task<void>&) { r.note("late"); });
        r.note("added");
        co_await support::next_pass();
    };
    r.run(main);
    CHECK(r.notes == Notes{"first napper@3", "second@3", "main@3", "added@3", "late@3"});
}

TEST_CASE("a callback that looks at the error has it retrieved; its own goes to the handler") {
    EngineRun r;
    r.loop.set_exception_handler([&](std::string_view message, const std::exception_ptr& error) {
        r.note(std::string{message} + " " + describe(error));
    });
    const auto fail = []() -> Coro<void> {
        co_await support::next_pass();
        throw ValueError{"no"};
    };
    const auto main = [&]() -> Coro<void> {
        const Task<void> looked_at = r.loop.create_task(fail());
        add_done_callback(looked_at,
                          [](const Task<void>& done) { std::rethrow_exception(done.exception()); });
        r.loop.create_task(fail());
        co_await sleep(1ms);
    };
    r.run(main);
    CHECK(r.notes == Notes{"Exception in callback ValueError: no@0",
                           "Task exception was never retrieved ValueError: no@1"});
}

TEST_CASE("callbacks of a task that never ends die with the loop") {
    const auto owned = std::make_shared<int>(0);
    {
        EngineRun r;
        const auto stubborn = [&]() -> Coro<void> { co_await sleep(1s); };
        const auto main = [&]() -> Coro<void> {
            const Task<void> task = r.loop.create_task(stubborn());
            add_done_callback(task, [owned](const Task<void>&) {});
            co_await support::next_pass();
            throw SystemExit{0};
        };
        r.loop.set_max_iterations(3);
        CHECK_THROWS(r.run(main));
    }
    CHECK(owned.use_count() == 1);
}

} // TEST_SUITE
