// CPython 3.11.7, test_asyncio/test_taskgroups.py: who may create children, and when.
#include "tests/core/cpython/scopes.hpp"

using namespace core;
using namespace std::chrono_literals;
using doctest::Contains;
using support::EngineRun;
using support::fail_after;
using support::nap;
using support::Notes;
using support::thrown_by;
using support::thrown_by_group;
using support::zero_division;

namespace {

/// Splits in two every 10 ms, as good as for ever.
Coro<void> cell(TaskGroup& group, int& count) {
    ++count;
    co_await sleep(10ms);
    if (count < 1'000'000) {
        group.create_task(cell(group, count));
        group.create_task(cell(group, count));
    }
}

} // namespace

TEST_SUITE("core/cpython/taskgroups") {

// test_taskgroup_23
TEST_CASE("a group forgets a child as soon as it has ended") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const auto body = [&](TaskGroup& group) -> Coro<void> {
            for (int i = 0; i < 10; ++i) {
                co_await sleep(10ms);
                group.create_task(nap(35ms));
                CHECK(group.child_count() == std::size_t(i < 4 ? i + 1 : 4));
            }
            co_await sleep(36ms);
            CHECK(group.child_count() == 0);
            r.note("idle");
        };
        co_await task_group(r.loop, "group", body);
        r.note("closed");
    };
    r.run(main);
    CHECK(r.notes == Notes{"idle@136", "closed@136"});
}

// test_taskgroup_24
TEST_CASE("children may create siblings while the parent waits for the end of the group") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        std::vector<Task<void>> late;
        const auto root = [&](TaskGroup& group) -> Coro<void> {
            co_await sleep(10ms);
            late.push_back(group.create_task(nap(10ms)));
            late.push_back(group.create_task(nap(20ms)));
        };
        const auto body = [&](TaskGroup& group) -> Coro<void> {
            group.create_task(root(group));
            co_return;
        };
        r.note(co_await thrown_by_group(r, body));
        REQUIRE(late.size() == 2);
        CHECK_NOTHROW(late[0].result());
        CHECK_NOTHROW(late[1].result());
    };
    r.run(main);
    CHECK(r.notes == Notes{"nothing@30"});
}

// test_taskgroup_25
TEST_CASE("a failure ends a group whose children create children without end") {
    EngineRun r;
    int count = 0;
    const auto main = [&]() -> Coro<void> {
        const auto watch = [&]() -> Coro<void> {
            while (count < 10) {
                co_await sleep(15ms);
            }
            throw Exception{zero_division, {}};
        };
        const auto body = [&](TaskGroup& group) -> Coro<void> {
            group.create_task(cell(group, count));
            group.create_task(watch());
            co_return;
        };
        r.note(co_await thrown_by_group(r, body));
        co_await sleep(100ms);
    };
    r.run(main);
    // 1 + 2 + 4 + 8 + 16 cells: the check at 30 ms came before that instant's split.
    CHECK(count == 31);
    CHECK(r.notes == Notes{"ExceptionGroup[ZeroDivisionError]@45"});
}

// test_taskgroup_task_name
TEST_CASE("a child bears the name that it was created with") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const auto body = [&](TaskGroup& group) -> Coro<void> {
            const Task<void> child = group.create_task(nap(0ms), "anna");
            CHECK(child.name() == "anna");
            co_return;
        };
        co_await task_group(r.loop, "group", body);
    };
    r.run(main);
    CHECK(r.events(EventKind::created).size() == 2);
}

// test_taskgroup_no_create_task_after_failure
TEST_CASE("a group that aborts refuses children and leaves the coroutine to its owner") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const auto late = [&](TaskGroup& group) -> Coro<void> {
            try {
                co_await sleep(1s);
            } catch (const CancelledError&) {
                r.note("cancelled");
            }
            Coro<void> refused = fail_after(1ms, zero_division);
            CHECK_THROWS_WITH_AS(group.create_task(std::move(refused)), Contains("shutting down"),
                                 RuntimeError);
            // NOLINTNEXTLINE(bugprone-use-after-move): that it was not taken is what is tested
            const auto run = [&]() -> Coro<void> { co_await refused; };
            r.note(co_await thrown_by(run));
        };
        const auto body = [&](TaskGroup& group) -> Coro<void> {
            group.create_task(fail_after(1ms, zero_division));
            group.create_task(late(group));
            co_return;
        };
        r.note(co_await thrown_by_group(r, body));
    };
    r.run(main);
    CHECK(r.notes ==
          Notes{"cancelled@1", "ZeroDivisionError@2", "ExceptionGroup[ZeroDivisionError]@2"});
}

// test_taskgroup_already_entered
TEST_CASE("a group cannot be entered again within itself") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        const auto body = [&](TaskGroup& group) -> Coro<void> {
            CHECK_THROWS_WITH_AS(group.enter(), Contains("entered already"), RuntimeError);
            group.create_task(nap(5ms));
            co_return;
        };
        r.note(co_await thrown_by_group(r, body));
    };
    r.run(main);
    CHECK(r.notes == Notes{"nothing@5"});
}

// test_taskgroup_double_enter
TEST_CASE("a group cannot be entered again after its end") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        TaskGroup group{r.loop, "group"};
        group.enter();
        co_await group.exit(nullptr);
        CHECK_THROWS_WITH_AS(group.enter(), Contains("entered already"), RuntimeError);
    };
    r.run(main);
    CHECK(r.events(EventKind::group_entered).size() == 1);
}

// test_taskgroup_finished
TEST_CASE("a finished group refuses children and leaves the coroutine to its owner") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        TaskGroup group{r.loop, "group"};
        group.enter();
        co_await group.exit(nullptr);
        Coro<void> refused = nap(3ms);
        CHECK_THROWS_WITH_AS(group.create_task(std::move(refused)), Contains("is finished"),
                             RuntimeError);
        co_await refused;
        r.note("ran");
    };
    r.run(main);
    CHECK(r.notes == Notes{"ran@3"});
}

// test_taskgroup_not_entered
TEST_CASE("a group that nobody has entered refuses children") {
    EngineRun r;
    const auto main = [&]() -> Coro<void> {
        TaskGroup group{r.loop, "group"};
        Coro<void> refused = nap(3ms);
        CHECK_THROWS_WITH_AS(group.create_task(std::move(refused)), Contains("not been entered"),
                             RuntimeError);
        co_await refused;
        r.note("ran");
    };
    r.run(main);
    CHECK(r.notes == Notes{"ran@3"});
    CHECK(r.events(EventKind::created).size() == 1); // main only
}

// test_taskgroup_without_parent_task
TEST_CASE("a group cannot be entered outside of a task, and is not entered then") {
    EngineRun r;
    TaskGroup group{r.loop, "group"};
    r.loop.call_soon([&] {
        CHECK_THROWS_WITH_AS(group.enter(), Contains("needs a task"), RuntimeError);
        r.note("refused");
    });
    const auto main = [&]() -> Coro<void> {
        co_await sleep(0ms);
        Coro<void> refused = nap(3ms);
        CHECK_THROWS_WITH_AS(group.create_task(std::move(refused)), Contains("not been entered"),
                             RuntimeError);
        co_await refused;
        r.note("ran");
    };
    r.run(main);
    CHECK(r.notes == Notes{"refused@0", "ran@3"});
}

} // TEST_SUITE
