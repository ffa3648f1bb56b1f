// CPython 3.11.7, test_asyncio/test_taskgroups.py: children, their errors and the body's.
#include "tests/core/cpython/scopes.hpp"

using namespace core;
using namespace std::chrono_literals;
using support::custom_error;
using support::EngineRun;
using support::error_of;
using support::fail_after;
using support::fail_in_cleanup;
using support::Notes;
using support::noting_nap;
using support::thrown_by_group;
using support::value_after;
using support::zero_division;

namespace {

/// Not derived from std::exception, as Python's BaseException is no Exception.
struct BaseError {};

} // namespace

TEST_SUITE("core/cpython/taskgroups") {

// test_taskgroup_01
TEST_CASE("a task group ends when its last child has ended, and every result is there") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        std::vector<Task<int>> children;
        const auto body = [&](TaskGroup& group) -> Coro<void> {
            children.push_back(group.create_task(value_after(10ms, 3)));
            children.push_back(group.create_task(value_after(25ms, 5)));
            co_return;
        };
        co_await task_group(r.loop, "group", body);
        r.note("closed");
        CHECK(children[0].result() == 3);
        CHECK(children[1].result() == 5);
    };
    r.run(main);
    CHECK(r.notes == Notes{"closed@25"});
}

// test_taskgroup_02
TEST_CASE("a group takes a child whose elder sibling has ended already") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        std::vector<Task<int>> children;
        const auto body = [&](TaskGroup& group) -> Coro<void> {
            children.push_back(group.create_task(value_after(10ms, 3)));
            co_await sleep(15ms);
            CHECK(children[0].done());
            children.push_back(group.create_task(value_after(20ms, 5)));
        };
        co_await task_group(r.loop, "group", body);
        r.note("closed");
        CHECK(children[0].result() == 3);
        CHECK(children[1].result() == 5);
    };
    r.run(main);
    CHECK(r.notes == Notes{"closed@35"});
}

// test_taskgroup_03
TEST_CASE("a child that is cancelled by itself disturbs neither the group nor later children") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        std::vector<Task<int>> children;
        const auto body = [&](TaskGroup& group) -> Coro<void> {
            children.push_back(group.create_task(value_after(100ms, 3)));
            co_await sleep(15ms);
            children[0].cancel();
            children.push_back(group.create_task(value_after(20ms, 5)));
        };
        r.note(co_await thrown_by_group(r, body));
        CHECK(children[0].cancelled());
        CHECK(children[1].result() == 5);
        CHECK(r.loop.current_task()->cancelling() == 0);
    };
    r.run(main);
    CHECK(r.notes == Notes{"nothing@35"});
}

// test_taskgroup_04
TEST_CASE("a child's failure cancels its siblings, and the code behind the group does not run") {
    EngineRun r;
    std::optional<Task<void>> sibling;
    const auto body = [&](TaskGroup& group) -> Coro<void> {
        group.create_task(fail_after(10ms, zero_division));
        sibling = group.create_task(noting_nap(r, 100ms, "sibling"));
        co_return;
    };
    const auto parent = [&]() -> Coro<void> {
        co_await task_group(r.loop, "group", body);
        r.note("went on");
    };
    const auto main = [&]() -> Coro<void> {
        const Task<void> task = r.loop.create_task(parent(), "parent");
        r.note(co_await error_of(task));
        CHECK(sibling->cancelled());
        CHECK_FALSE(task.cancelled());
    };
    r.run(main);
    CHECK(r.notes == Notes{"sibling cancelled@10", "ExceptionGroup[ZeroDivisionError]@10"});
}

// test_cancel_children_on_child_error
TEST_CASE("a child's failure cancels its siblings and the body") {
    EngineRun r;
    const auto body = [&](TaskGroup& group) -> Coro<void> {
        for (int i = 0; i < 3; ++i) {
            group.create_task(fail_after(10ms, zero_division));
        }
        group.create_task(noting_nap(r, 100ms, "sibling"));
        co_await noting_nap(r, 200ms, "body");
    };
    const auto parent = [&]() -> Coro<void> {
        co_await task_group(r.loop, "group", body);
        r.note("went on");
    };
    const auto main = [&]() -> Coro<void> {
        const Task<void> task = r.loop.create_task(parent(), "parent");
        r.note(co_await error_of(task));
        CHECK(task.cancelling() == 0);
    };
    r.run(main);
    // All three fail in one pass, before the group learns of the first.
    CHECK(r.notes == Notes{"sibling cancelled@10", "body cancelled@10",
                           "ExceptionGroup[ZeroDivisionError,ZeroDivisionError,"
                           "ZeroDivisionError]@10"});
}

// test_taskgroup_09
TEST_CASE("an error of the body cancels the children that run, and comes in a group") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        std::vector<Task<void>> children;
        const auto body = [&](TaskGroup& group) -> Coro<void> {
            children.push_back(group.create_task(noting_nap(r, 100ms, "first")));
            children.push_back(group.create_task(noting_nap(r, 200ms, "second")));
            co_await sleep(10ms);
            throw Exception{zero_division, {}};
        };
        r.note(co_await thrown_by_group(r, body));
        CHECK(children[0].cancelled());
        CHECK(children[1].cancelled());
    };
    r.run(main);
    CHECK(r.notes == Notes{"first cancelled@10", "second cancelled@10",
                           "ExceptionGroup[ZeroDivisionError]@10"});
}

// test_taskgroup_10
TEST_CASE("if the body fails before its children took a step, none of them ever runs a line") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        std::vector<Task<void>> children;
        const auto body = [&](TaskGroup& group) -> Coro<void> {
            children.push_back(group.create_task(noting_nap(r, 100ms, "first")));
            children.push_back(group.create_task(noting_nap(r, 200ms, "second")));
            throw Exception{zero_division, {}};
            co_return;
        };
        r.note(co_await thrown_by_group(r, body));
        CHECK(children[0].cancelled());
        CHECK(children[1].cancelled());
    };
    r.run(main);
    CHECK(r.notes == Notes{"ExceptionGroup[ZeroDivisionError]@0"});
}

// test_taskgroup_13
TEST_CASE("a failure in the outer group cancels the inner one, which adds no error of its own") {
    EngineRun r;
    const auto inner_body = [&](TaskGroup& inner) -> Coro<void> {
        inner.create_task(noting_nap(r, 1s, "inner child"));
        co_return;
    };
    const auto outer_body = [&](TaskGroup& outer) -> Coro<void> {
        outer.create_task(fail_after(10ms, "ValueError"));
        co_await task_group(r.loop, "inner", inner_body);
        r.note("went on");
    };
    const auto main = [&]() -> Coro<void> {
        r.note(co_await thrown_by_group(r, outer_body));
        CHECK(r.loop.current_task()->cancelling() == 0);
    };
    r.run(main);
    CHECK(r.notes == Notes{"inner child cancelled@10", "ExceptionGroup[ValueError]@10"});
}

// test_taskgroup_14
TEST_CASE("a failure in the inner group cancels the outer one and is a group within a group") {
    EngineRun r;
    const auto inner_body = [&](TaskGroup& inner) -> Coro<void> {
        inner.create_task(fail_after(10ms, "ValueError"));
        co_return;
    };
    const auto outer_body = [&](TaskGroup& outer) -> Coro<void> {
        outer.create_task(noting_nap(r, 1s, "outer child"));
        co_await task_group(r.loop, "inner", inner_body);
        r.note("went on");
    };
    const auto main = [&]() -> Coro<void> { r.note(co_await thrown_by_group(r, outer_body)); };
    r.run(main);
    CHECK(r.notes ==
          Notes{"outer child cancelled@10", "ExceptionGroup[ExceptionGroup[ValueError]]@10"});
}

// test_taskgroup_19
TEST_CASE("an error with which the body answers its cancellation joins the child's error") {
    EngineRun r;
    const auto body = [&](TaskGroup& group) -> Coro<void> {
        group.create_task(fail_after(10ms, zero_division));
        co_await fail_in_cleanup(1s, custom_error);
    };
    const auto main = [&]() -> Coro<void> {
        const auto opened = [&] { return task_group(r.loop, "group", body); };
        const Task<void> task = r.loop.create_task(opened(), "parent");
        r.note(co_await error_of(task));
    };
    r.run(main);
    CHECK(r.notes == Notes{"ExceptionGroup[ZeroDivisionError,CustomError]@10"});
}

// test_taskgroup_20
TEST_CASE("a KeyboardInterrupt of the body leaves the group bare and displaces other errors") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const auto body = [&](TaskGroup& group) -> Coro<void> {
            group.create_task(fail_after(10ms, zero_division));
            try {
                co_await sleep(1s);
            } catch (const CancelledError&) {
                r.note("interrupted");
            }
            throw KeyboardInterrupt{};
        };
        r.note(co_await thrown_by_group(r, body));
    };
    r.run(main);
    CHECK(r.notes == Notes{"interrupted@10", "KeyboardInterrupt@10"});
}

// test_taskgroup_20a
TEST_CASE("any other base error of the body joins the group, which is a BaseExceptionGroup then") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const auto body = [&](TaskGroup& group) -> Coro<void> {
            group.create_task(fail_after(10ms, zero_division));
            try {
                co_await sleep(1s);
            } catch (const CancelledError&) {
                r.note("interrupted");
            }
            throw BaseError{};
        };
        r.note(co_await thrown_by_group(r, body));
    };
    r.run(main);
    CHECK(r.notes == Notes{"interrupted@10", "BaseExceptionGroup[ZeroDivisionError,BaseError]@10"});
}

// test_taskgroup_21a
TEST_CASE("a base error of a child is gathered and aborts the group as any error does") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const auto failing = []() -> Coro<void> {
            co_await sleep(10ms);
            throw BaseError{};
        };
        const auto body = [&](TaskGroup& group) -> Coro<void> {
            group.create_task(failing());
            co_await fail_in_cleanup(1s, "TypeError");
        };
        r.note(co_await thrown_by_group(r, body));
    };
    r.run(main);
    CHECK(r.notes == Notes{"BaseExceptionGroup[BaseError,TypeError]@10"});
}

// test_taskgroup_context_manager_exit_raises
TEST_CASE("if the body replaces its cancellation by an error the group's request is taken back") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const auto body = [&](TaskGroup& group) -> Coro<void> {
            group.create_task(fail_after(0ms, custom_error));
            co_await fail_in_cleanup(1s, custom_error);
        };
        r.note(co_await thrown_by_group(r, body));
        CHECK(r.loop.current_task()->cancelling() == 0);
        co_await sleep(5ms);
        r.note("went on");
    };
    r.run(main);
    CHECK(r.notes == Notes{"ExceptionGroup[CustomError,CustomError]@0", "went on@5"});
}

} // TEST_SUITE
