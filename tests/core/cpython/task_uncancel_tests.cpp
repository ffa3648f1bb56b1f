// The rules of Task.cancelling() and Task.uncancel() that CPython 3.11.7 tests in test_tasks.py.
#include "core/engine/sleep.hpp"
#include "tests/core/cpython/tasks.hpp"

#include <doctest/doctest.h>

#include <exception>

using namespace core;
using namespace std::chrono_literals;
using support::EngineRun;
using support::nap;
using support::Notes;

namespace {

/// Cancels a task at a given time, unless it dies before.
class Alarm final : private Timer {
public:
    Alarm(TaskBase& task, Instant when) : m_task(task) { task.loop().arm(*this, when); }
    ~Alarm() { m_task.loop().disarm(*this); }

    bool rang() const { return m_rang; }

private:
    void run() override {
        m_rang = true;
        m_task.cancel();
    }

    TaskBase& m_task;
    bool m_rang = false;
};

/// A time limit made by hand from cancel() and uncancel(): the block is a sleep, and code follows
/// that the limit is not to affect.
Coro<void> request_with_limit(EngineRun& r, Duration request, Duration limit) {
    TaskBase& task = *r.loop.current_task();
    bool is_timeout = false;
    {
        const Alarm alarm{task, r.loop.now() + limit};
        std::exception_ptr error;
        try {
            co_await sleep(request);
            r.note("block finished");
        } catch (const CancelledError&) {
            error = std::current_exception();
        }
        // Only who called cancel() calls uncancel(); only a count of 0 makes it a timeout.
        is_timeout = alarm.rang() && task.uncancel() == 0 && error != nullptr;
        if (error && !is_timeout) {
            std::rethrow_exception(error);
        }
    }
    r.note(is_timeout ? "timed out" : "in time");
    co_await support::next_pass();
    r.note("unrelated code");
}

} // namespace

TEST_SUITE("core/cpython/tasks") {

// test_cancelling
TEST_CASE("cancelling() tells that a task was asked to stop, and it may be asked again") {
    EngineRun r;
    const Task<void> task = r.loop.create_task(nap(10s));
    CHECK(task.cancelling() == 0);
    CHECK(task.cancel());
    CHECK(task.cancelling() == 1);
    CHECK(task.cancel());
    CHECK(task.cancelling() == 2);
    r.loop.run_until(task.object());
    CHECK(task.cancelled());
    CHECK_THROWS_AS(task.result(), CancelledError);
}

// test_uncancel_basic
TEST_CASE("uncancel takes one request back, and a finished task stays cancelled all the same") {
    EngineRun r;
    const auto body = [&]() -> Coro<void> {
        try {
            co_await sleep(10s);
        } catch (const CancelledError&) {
            CHECK(r.loop.current_task()->uncancel() == 0);
        }
        co_await sleep(10s);
    };
    const auto main = [&]() -> Coro<void> {
        const Task<void> task = r.loop.create_task(body());
        co_await sleep(10ms);
        CHECK(task.cancel());
        CHECK(task.cancelling() == 1);
        CHECK_FALSE(task.cancelled());
        co_await sleep(10ms);
        CHECK(task.cancelling() == 0);
        CHECK_FALSE(task.done());

        CHECK(task.cancel());
        CHECK(task.cancelling() == 1);
        CHECK_FALSE(task.cancelled());
        r.note(co_await support::error_of(task));
        CHECK(task.cancelled());
        CHECK(task.uncancel() == 0);
        CHECK(task.cancelled());
        CHECK(task.done());
    };
    r.run(main);
    CHECK(r.notes == Notes{"CancelledError@20"});
}

// test_uncancel_structured_blocks
TEST_CASE("a scope that cancels its task and uncancels it leaves the code behind it unharmed") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const Task<void> late = r.loop.create_task(request_with_limit(r, 10s, 100ms));
        co_await late;
        CHECK(late.cancelling() == 0);
        const Task<void> fast = r.loop.create_task(request_with_limit(r, 0ms, 10s));
        co_await fast;
        CHECK(fast.cancelling() == 0);
    };
    r.run(main);
    CHECK(r.notes == Notes{"timed out@100", "unrelated code@100", "block finished@100",
                           "in time@100", "unrelated code@100"});
}

} // TEST_SUITE
