#include "core/engine/gather.hpp"
#include "core/engine/sleep.hpp"
#include "core/engine/task_group.hpp"
#include "core/sync/queue.hpp"
#include "core/sync/semaphore.hpp"
#include "tests/support/engine_run.hpp"

#include <doctest/doctest.h>

using namespace core;
using namespace std::chrono_literals;
using support::EngineRun;
using support::Notes;

namespace {

std::exception_ptr an_error() {
    return std::make_exception_ptr(ValueError{"injected"});
}

/// g++ 12 takes no initialiser list within a co_await expression.
std::vector<Task<void>> one(const Task<void>& task) {
    return std::vector<Task<void>>(1, task);
}

/// Runs `body` as a task, injects an error at 10 ms and tells how the task ended.
template <class Body>
Notes inject_into(EngineRun& r, Body body) {
    const auto wrapped = [&r, &body]() -> Coro<void> {
        try {
            co_await body();
            r.note("done");
        } catch (const ExceptionGroup&) {
            r.note("group");
        } catch (const ValueError&) {
            r.note("error");
        }
    };
    const auto main = [&]() -> Coro<void> {
        Task<void> task = r.loop.create_task(wrapped(), "victim");
        r.loop.call_at(10ms, [task] { task.object().inject(an_error()); });
        co_await gather(r.loop, one(task), return_exceptions);
    };
    r.run(main);
    return r.notes;
}

} // namespace

TEST_SUITE("core/inject") {

TEST_CASE("an injected error arrives where the task sleeps, at that moment") {
    EngineRun r;
    CHECK(inject_into(r, []() -> Coro<void> { co_await sleep(1s); }) == Notes{"error@10"});
}

TEST_CASE("an injected error takes a task out of a line without a permit") {
    EngineRun r;
    Semaphore semaphore{r.loop, 0};
    CHECK(inject_into(r, [&]() -> Coro<void> {
              const auto permit = co_await semaphore.acquire();
          }) == Notes{"error@10"});
    semaphore.release();
    CHECK(semaphore.value() == 1);
    CHECK_FALSE(semaphore.locked());
}

TEST_CASE("an awaited task goes on when an error is injected into who awaits it") {
    EngineRun r;
    const auto child = [&]() -> Coro<void> {
        co_await sleep(20ms);
        r.note("child");
    };
    CHECK(inject_into(r, [&]() -> Coro<void> {
              Task<void> task = r.loop.create_task(child());
              std::exception_ptr error;
              try {
                  co_await task;
              } catch (const ValueError&) {
                  error = std::current_exception();
              }
              r.note("error");
              co_await task;
          }) == Notes{"error@10", "child@20", "done@20"});
}

TEST_CASE("a group that waits takes an injected error as one of its body") {
    EngineRun r;
    const auto child = [&]() -> Coro<void> {
        try {
            co_await sleep(1s);
        } catch (const CancelledError&) {
            r.note("child cancelled");
            throw;
        }
    };
    const auto body = [&](TaskGroup& group) -> Coro<void> {
        group.create_task(child());
        co_return;
    };
    CHECK(inject_into(r, [&]() -> Coro<void> { co_await task_group(r.loop, "group", body); }) ==
          Notes{"child cancelled@10", "group@10"});
}

TEST_CASE("an error injected before the first step is the task's end, and none of it runs") {
    EngineRun r;
    const auto body = [&]() -> Coro<void> {
        r.note("ran");
        co_return;
    };
    std::vector<bool> taken;
    std::exception_ptr end;
    const auto main = [&]() -> Coro<void> {
        Task<void> task = r.loop.create_task(body());
        taken.push_back(task.object().inject(an_error()));
        co_await gather(r.loop, one(task), return_exceptions);
        end = task.object().exception();
        taken.push_back(task.object().inject(an_error())); // it is over
    };
    r.run(main);
    CHECK(r.notes.empty());
    CHECK(describe(end) == "ValueError: injected");
    CHECK(taken == std::vector{true, false});
}

} // TEST_SUITE
