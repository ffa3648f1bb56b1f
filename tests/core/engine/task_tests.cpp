#include "core/engine/cleanup.hpp"
#include "core/engine/gather.hpp"
#include "core/engine/runner.hpp"
#include "core/engine/sleep.hpp"
#include "core/engine/task_group.hpp"
#include "core/trace/recorder.hpp"

#include <doctest/doctest.h>

#include <chrono>

using namespace core;
using namespace std::chrono_literals;

namespace {

Coro<int> sleep_then(Duration duration, int value) {
    co_await sleep(duration);
    co_return value;
}

Coro<void> fail_after(Duration duration) {
    co_await sleep(duration);
    throw ValueError{"no route"};
}

} // namespace

TEST_SUITE("core/engine/task") {

TEST_CASE("a task gives the result of its coroutine to whoever awaits it") {
    VirtualClock clock;
    Loop loop{clock};
    const auto main = [](Loop& l) -> Coro<int> {
        const Task<int> task = l.create_task(sleep_then(100ms, 7), "worker");
        co_return co_await task;
    };
    CHECK(Runner{loop}.run(main(loop)) == 7);
    CHECK(loop.now() == 100ms);
}

TEST_CASE("a million ready awaits in a row need neither the loop nor the stack") {
    VirtualClock clock;
    Loop loop{clock};
    const auto nothing = []() -> Coro<int> { co_return 1; };
    const auto main = [&](Loop&) -> Coro<int> {
        int sum = 0;
        for (int i = 0; i < 1'000'000; ++i) {
            sum += co_await nothing();
        }
        co_return sum;
    };
    CHECK(Runner{loop}.run(main(loop)) == 1'000'000);
    CHECK(loop.iterations() < 10);
}

TEST_CASE("the first failure cancels every sibling, whose cleanup is awaited") {
    VirtualClock clock;
    Recorder recorder;
    Loop loop{clock, &recorder};
    const auto worker = [](Loop& l) -> Coro<void> {
        const auto body = []() -> Coro<void> { co_await sleep(10s); };
        const auto cleanup = []() -> Coro<void> { co_await sleep(50ms); };
        co_await with_cleanup(l, body, cleanup);
    };
    const auto main = [&](Loop& l) -> Coro<int> {
        const auto body = [&](TaskGroup& group) -> Coro<void> {
            group.create_task(worker(l), "a");
            group.create_task(fail_after(400ms), "b");
            co_return;
        };
        try {
            co_await task_group(l, "batch", body);
        } catch (const ExceptionGroup& errors) {
            co_return static_cast<int>(errors.errors().size());
        }
        co_return 0;
    };
    CHECK(Runner{loop}.run(main(loop)) == 1);
    CHECK(loop.now() == 450ms);
}

} // TEST_SUITE
