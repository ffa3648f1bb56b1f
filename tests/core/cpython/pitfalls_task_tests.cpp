// The pitfalls of tasks and of cancellation, with what CPython 3.11, 3.12 and 3.13 answer.
#include "core/engine/cleanup.hpp"
#include "core/engine/sleep.hpp"
#include "tests/core/cpython/tasks.hpp"

#include <doctest/doctest.h>

using namespace core;
using namespace std::chrono_literals;
using support::error_of;
using support::next_pass;
using support::Notes;
using tasks::name_of;
using tasks::settle;
using tasks::VersionRun;
using tasks::versions;

TEST_SUITE("core/pitfalls") {

// cancel_before_first_step
TEST_CASE("a task cancelled before its first step is cancelled and not even its cleanup runs") {
    for (const Version version : versions) {
        CAPTURE(name_of(version));
        VersionRun r{version};
        const auto body = [&]() -> Coro<void> {
            r.note("body");
            co_await sleep(1s);
        };
        const auto cleanup = [&]() -> Coro<void> {
            r.note("cleanup");
            co_return;
        };
        const auto guarded = [&]() -> Coro<void> { co_await with_cleanup(r.loop, body, cleanup); };
        const auto main = [&]() -> Coro<void> {
            const Task<void> task = r.loop.create_task(guarded());
            CHECK(task.cancel());
            CHECK(co_await error_of(task) == "CancelledError");
            CHECK(task.cancelled());
        };
        r.run(main);
        CHECK(r.notes.empty());
    }
}

// cancel_loses_finished_result
TEST_CASE("a task that cancels itself and returns without an await loses its result") {
    for (const Version version : versions) {
        CAPTURE(name_of(version));
        VersionRun r{version};
        const auto body = [&]() -> Coro<int> {
            r.loop.current_task()->cancel();
            r.note("returns");
            co_return 7;
        };
        const auto main = [&]() -> Coro<void> {
            const Task<int> task = r.loop.create_task(body());
            CHECK(co_await error_of(task) == "CancelledError");
            CHECK(task.cancelled());
        };
        r.run(main);
        CHECK(r.notes == Notes{"returns@0"});
    }
}

// swallow_then_count
TEST_CASE("a task that swallows CancelledError keeps the request on its count") {
    for (const Version version : versions) {
        CAPTURE(name_of(version));
        VersionRun r{version};
        const auto body = [&]() -> Coro<int> {
            try {
                co_await sleep(1s);
            } catch (const CancelledError&) {
                r.note("swallowed");
            }
            co_await settle();
            co_return r.loop.current_task()->cancelling();
        };
        const auto main = [&]() -> Coro<void> {
            const Task<int> task = r.loop.create_task(body());
            co_await sleep(5ms);
            task.cancel();
            CHECK(co_await task == 1);
        };
        r.run(main);
        CHECK(r.notes == Notes{"swallowed@5"});
    }
}

// uncancel_keeps_must_cancel
TEST_CASE("a running task that cancels and uncancels itself is cancelled before 3.13 only") {
    for (const Version version : versions) {
        CAPTURE(name_of(version));
        VersionRun r{version};
        const auto body = [&]() -> Coro<void> {
            TaskBase& self = *r.loop.current_task();
            self.cancel();
            CHECK(self.uncancel() == 0);
            try {
                co_await sleep(5ms);
                r.note("withdrawn");
            } catch (const CancelledError&) {
                r.note("still delivered");
            }
        };
        const auto main = [&]() -> Coro<void> { co_await r.loop.create_task(body()); };
        r.run(main);
        const bool is_withdrawn = version >= Version::v3_13;
        CHECK(r.notes == (is_withdrawn ? Notes{"withdrawn@5"} : Notes{"still delivered@0"}));
    }
}

// two_cancels_one_error
TEST_CASE("two requests in one pass make one CancelledError now and none at the next await") {
    for (const Version version : versions) {
        CAPTURE(name_of(version));
        VersionRun r{version};
        const auto body = [&]() -> Coro<void> {
            for (int i = 0; i < 2; ++i) {
                try {
                    co_await sleep(10ms);
                    r.note("slept");
                } catch (const CancelledError&) {
                    r.note("CancelledError");
                }
            }
        };
        const auto main = [&]() -> Coro<void> {
            const Task<void> task = r.loop.create_task(body());
            co_await sleep(5ms);
            CHECK(task.cancel());
            CHECK(task.cancel());
            co_await task;
            CHECK(task.cancelling() == 2);
        };
        r.run(main);
        CHECK(r.notes == Notes{"CancelledError@5", "slept@15"});
    }
}

// await_cycle_cancel
TEST_CASE("cancelling one of two tasks that await each other is a RecursionError") {
    for (const Version version : versions) {
        CAPTURE(name_of(version));
        VersionRun r{version};
        std::vector<Task<void>> both;
        const auto wait_for_other = [&](std::size_t other) -> Coro<void> {
            co_await next_pass();
            co_await both[other];
        };
        both.push_back(r.loop.create_task(wait_for_other(1)));
        both.push_back(r.loop.create_task(wait_for_other(0)));
        r.loop.step();
        r.loop.step();
        CHECK_THROWS_AS(both[0].cancel(), RecursionError);
        CHECK_THROWS_AS(both[1].cancel(), RecursionError);
        CHECK_FALSE(both[0].done());
        CHECK_FALSE(both[1].done());
    }
}

// self_await_poisons_task
TEST_CASE("a task that has tried to await itself can be awaited by nobody ever after") {
    for (const Version version : versions) {
        CAPTURE(name_of(version));
        VersionRun r{version};
        std::vector<Task<int>> poisoned;
        const auto body = [&]() -> Coro<int> {
            try {
                co_await poisoned[0];
            } catch (const RuntimeError&) {
                r.note("refused");
            }
            co_await sleep(5ms);
            co_return 7;
        };
        const auto main = [&]() -> Coro<void> {
            poisoned.push_back(r.loop.create_task(body()));
            co_await settle();
            r.note(co_await error_of(poisoned[0]));
            co_await sleep(10ms);
            CHECK(poisoned[0].result() == 7);
        };
        r.run(main);
        CHECK(r.notes == Notes{"refused@0", "RuntimeError: await wasn't used with future@0"});
    }
}

// cancelled_error_is_not_exception
TEST_CASE("a handler for ordinary errors does not catch CancelledError, one for all does") {
    for (const Version version : versions) {
        CAPTURE(name_of(version));
        VersionRun r{version};
        const auto body = [&]() -> Coro<void> {
            try {
                try {
                    co_await sleep(1s);
                } catch (const std::exception&) {
                    r.note("ordinary");
                }
            } catch (...) {
                r.note("all");
                throw;
            }
        };
        const auto main = [&]() -> Coro<void> {
            const Task<void> task = r.loop.create_task(body());
            co_await sleep(5ms);
            task.cancel();
            CHECK(co_await error_of(task) == "CancelledError");
        };
        r.run(main);
        CHECK(r.notes == Notes{"all@5"});
    }
}

} // TEST_SUITE
