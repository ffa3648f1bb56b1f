// CPython 3.11.7, test_asyncio/test_taskgroups.py: groups that are cancelled from outside.
#include "tests/core/cpython/scopes.hpp"

using namespace core;
using namespace std::chrono_literals;
using support::custom_error;
using support::ending_if_cancelled_after;
using support::EngineRun;
using support::error_of;
using support::fail_after;
using support::fail_in_cleanup;
using support::nap;
using support::Notes;
using support::noting_nap;
using support::slow_to_stop;
using support::zero_division;

TEST_SUITE("core/cpython/taskgroups") {

// test_cancellation
TEST_CASE("cancelling a parent that waits for its children cancels every one of them") {
    EngineRun r;
    const auto body = [&](TaskGroup& group) -> Coro<void> {
        for (const char* name : {"a", "b", "c", "d", "e"}) {
            group.create_task(noting_nap(r, 100ms, name));
        }
        co_return;
    };
    const auto parent = [&] { return task_group(r.loop, "group", body); };
    const auto main = [&]() -> Coro<void> {
        r.note(co_await ending_if_cancelled_after(r, 10ms, parent));
    };
    r.run(main);
    CHECK(r.notes == Notes{"a cancelled@10", "b cancelled@10", "c cancelled@10", "d cancelled@10",
                           "e cancelled@10", "CancelledError@10"});
}

// test_taskgroup_07
TEST_CASE("cancelling a parent within the body cancels the body first and then every child") {
    EngineRun r;
    const auto body = [&](TaskGroup& group) -> Coro<void> {
        for (const char* name : {"a", "b", "c", "d", "e"}) {
            group.create_task(noting_nap(r, 100ms, name));
        }
        co_await noting_nap(r, 200ms, "body");
    };
    const auto parent = [&] { return task_group(r.loop, "group", body); };
    const auto main = [&]() -> Coro<void> {
        r.note(co_await ending_if_cancelled_after(r, 10ms, parent));
    };
    r.run(main);
    CHECK(r.notes == Notes{"body cancelled@10", "a cancelled@10", "b cancelled@10",
                           "c cancelled@10", "d cancelled@10", "e cancelled@10",
                           "CancelledError@10"});
}

// test_taskgroup_08
TEST_CASE("children that fail in their cleanup turn an outside cancellation into their errors") {
    EngineRun r;
    const auto body = [&](TaskGroup& group) -> Coro<void> {
        for (int i = 0; i < 5; ++i) {
            group.create_task(fail_in_cleanup(200ms, zero_division));
        }
        co_await noting_nap(r, 200ms, "body");
    };
    const auto parent = [&] { return task_group(r.loop, "group", body); };
    const auto main = [&]() -> Coro<void> {
        r.note(co_await ending_if_cancelled_after(r, 10ms, parent));
    };
    r.run(main);
    CHECK(r.notes == Notes{"body cancelled@10",
                           "ExceptionGroup[ZeroDivisionError,ZeroDivisionError,ZeroDivisionError,"
                           "ZeroDivisionError,ZeroDivisionError]@10"});
}

// test_taskgroup_11
TEST_CASE("errors of a cancelled inner group are one member of the outer group") {
    EngineRun r;
    const auto inner_body = [](TaskGroup& inner) -> Coro<void> {
        for (int i = 0; i < 5; ++i) {
            inner.create_task(fail_in_cleanup(200ms, zero_division));
        }
        co_await sleep(200ms);
    };
    const auto outer_body = [&](TaskGroup&) -> Coro<void> {
        co_await task_group(r.loop, "inner", inner_body);
        r.note("went on");
    };
    const auto parent = [&] { return task_group(r.loop, "outer", outer_body); };
    const auto main = [&]() -> Coro<void> {
        r.note(co_await ending_if_cancelled_after(r, 10ms, parent));
    };
    r.run(main);
    CHECK(r.notes == Notes{"ExceptionGroup[ExceptionGroup[ZeroDivisionError,ZeroDivisionError,"
                           "ZeroDivisionError,ZeroDivisionError,ZeroDivisionError]]@10"});
}

// test_taskgroup_12
TEST_CASE("a child of the outer group that ends quietly adds nothing to the inner group's errors") {
    EngineRun r;
    const auto inner_body = [](TaskGroup& inner) -> Coro<void> {
        for (int i = 0; i < 5; ++i) {
            inner.create_task(fail_in_cleanup(200ms, zero_division));
        }
        co_await sleep(200ms);
    };
    const auto outer_body = [&](TaskGroup& outer) -> Coro<void> {
        outer.create_task(noting_nap(r, 200ms, "outer child"));
        co_await task_group(r.loop, "inner", inner_body);
        r.note("went on");
    };
    const auto parent = [&] { return task_group(r.loop, "outer", outer_body); };
    const auto main = [&]() -> Coro<void> {
        r.note(co_await ending_if_cancelled_after(r, 10ms, parent));
    };
    r.run(main);
    CHECK(r.notes == Notes{"outer child cancelled@10",
                           "ExceptionGroup[ExceptionGroup[ZeroDivisionError,ZeroDivisionError,"
                           "ZeroDivisionError,ZeroDivisionError,ZeroDivisionError]]@10"});
}

// test_taskgroup_15
TEST_CASE("a child that fails while the cancelled body cleans up interrupts the cleanup") {
    EngineRun r;
    const auto body = [](TaskGroup& group) -> Coro<void> {
        group.create_task(fail_after(30ms, zero_division));
        co_await slow_to_stop(1s, 50ms);
    };
    const auto parent = [&] { return task_group(r.loop, "group", body); };
    const auto main = [&]() -> Coro<void> {
        const Task<void> task = r.loop.create_task(parent(), "parent");
        co_await sleep(10ms);
        CHECK_FALSE(task.done());
        task.cancel();
        r.note(co_await error_of(task));
        CHECK(task.cancelling() == 1); // the outside request; the group took back its own
    };
    r.run(main);
    CHECK(r.notes == Notes{"ExceptionGroup[ZeroDivisionError]@30"});
}

// test_taskgroup_16
TEST_CASE("the same holds if the cancellation comes through a task that awaits the parent") {
    EngineRun r;
    const auto body = [](TaskGroup& group) -> Coro<void> {
        group.create_task(fail_after(30ms, zero_division));
        co_await slow_to_stop(1s, 50ms);
    };
    const auto parent = [&] { return task_group(r.loop, "group", body); };
    const auto grandparent = [&]() -> Coro<void> {
        const Task<void> task = r.loop.create_task(parent(), "parent");
        co_await task;
        r.note("went on");
    };
    const auto main = [&]() -> Coro<void> {
        r.note(co_await ending_if_cancelled_after(r, 10ms, grandparent));
    };
    r.run(main);
    CHECK(r.notes == Notes{"ExceptionGroup[ZeroDivisionError]@30"});
}

// test_taskgroup_17
TEST_CASE("a cancellation from outside passes through a group without children") {
    EngineRun r;
    const auto body = [&](TaskGroup&) -> Coro<void> { co_await noting_nap(r, 200ms, "body"); };
    const auto parent = [&] { return task_group(r.loop, "group", body); };
    const auto main = [&]() -> Coro<void> {
        r.note(co_await ending_if_cancelled_after(r, 10ms, parent));
    };
    r.run(main);
    CHECK(r.notes == Notes{"body cancelled@10", "CancelledError@10"});
}

// test_taskgroup_18
TEST_CASE("a body that answers an outside cancellation with an error makes a group of one") {
    EngineRun r;
    const auto body = [&](TaskGroup&) -> Coro<void> {
        try {
            co_await sleep(200ms);
        } catch (const CancelledError&) {
            r.note("body cancelled");
        }
        throw Exception{custom_error, {}};
    };
    const auto parent = [&] { return task_group(r.loop, "group", body); };
    const auto main = [&]() -> Coro<void> {
        r.note(co_await ending_if_cancelled_after(r, 10ms, parent));
    };
    r.run(main);
    CHECK(r.notes == Notes{"body cancelled@10", "ExceptionGroup[CustomError]@10"});
}

// test_taskgroup_22
TEST_CASE("a parent cancelled while its children sleep ends cancelled, and so do they") {
    EngineRun r;
    std::vector<Task<void>> children;
    const auto body = [&](TaskGroup& group) -> Coro<void> {
        children.push_back(group.create_task(nap(100ms)));
        children.push_back(group.create_task(nap(200ms)));
        co_return;
    };
    const auto parent = [&] { return task_group(r.loop, "group", body); };
    const auto main = [&]() -> Coro<void> {
        const Task<void> task = r.loop.create_task(parent(), "parent");
        co_await sleep(5ms);
        task.cancel();
        r.note(co_await error_of(task));
        CHECK(task.cancelled());
        CHECK(task.cancelling() == 1);
        CHECK(children[0].cancelled());
        CHECK(children[1].cancelled());
    };
    r.run(main);
    CHECK(r.notes == Notes{"CancelledError@5"});
}

} // TEST_SUITE
