// The pitfalls of task groups, with what CPython 3.11, 3.12 and 3.13 answer.
#include "core/engine/sleep.hpp"
#include "core/engine/task_group.hpp"
#include "tests/core/cpython/tasks.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <utility>

using namespace core;
using namespace std::chrono_literals;
using support::EngineRun;
using support::error_of;
using support::nap;
using support::Notes;
using support::thrown_by;
using tasks::error_after;
using tasks::name_of;
using tasks::VersionRun;
using tasks::versions;

namespace {

/// Takes its time when it is cancelled.
Coro<void> slow_to_stop(EngineRun& r, Duration cleanup) {
    try {
        co_await sleep(10s);
    } catch (const CancelledError&) {
        r.note("swallowed");
    }
    co_await sleep(cleanup);
}

Coro<int> content_of(std::shared_ptr<int> value) {
    co_return *value;
}

} // namespace

TEST_SUITE("core/pitfalls") {

// group_stale_count
TEST_CASE("a child that fails while the parent waits for it leaves a request, until 3.13") {
    for (const Version version : versions) {
        CAPTURE(name_of(version));
        VersionRun r{version};
        const auto body = [&](TaskGroup& group) -> Coro<void> {
            group.create_task(error_after(10ms, "x"));
            co_return;
        };
        const auto opened = [&] { return task_group(r.loop, "group", body); };
        const auto main = [&]() -> Coro<void> {
            r.note(co_await thrown_by(opened));
            const int stale = version >= Version::v3_13 ? 0 : 1;
            CHECK(r.loop.current_task()->cancelling() == stale);
        };
        r.run(main);
        CHECK(r.notes == Notes{"ExceptionGroup[ValueError: x]@10"});
    }
}

// group_loses_cancel
TEST_CASE("a request from outside is lost on a group that aborts already, until 3.13") {
    for (const Version version : versions) {
        CAPTURE(name_of(version));
        VersionRun r{version};
        const auto body = [&](TaskGroup& group) -> Coro<void> {
            group.create_task(error_after(10ms, "x"));
            group.create_task(slow_to_stop(r, 20ms));
            co_return;
        };
        const auto opened = [&] { return task_group(r.loop, "group", body); };
        const auto parent = [&]() -> Coro<void> {
            r.note(co_await thrown_by(opened));
            co_await sleep(5ms);
            r.note("survived");
        };
        const auto main = [&]() -> Coro<void> {
            const Task<void> task = r.loop.create_task(parent());
            co_await sleep(20ms);
            CHECK(task.cancel());
            r.note(co_await error_of(task));
        };
        r.run(main);
        Notes expected{"swallowed@10", "ExceptionGroup[ValueError: x]@30"};
        if (version >= Version::v3_13) {
            expected.emplace_back("CancelledError@30");
        } else {
            expected.insert(expected.end(), {"survived@35", "nothing@35"});
        }
        CHECK(r.notes == expected);
    }
}

// group_child_cancelled_is_silent
TEST_CASE("cancelling one child is no error of the group, but its result cancels who asks for it") {
    for (const Version version : versions) {
        CAPTURE(name_of(version));
        VersionRun r{version};
        std::vector<Task<void>> child;
        const auto body = [&](TaskGroup& group) -> Coro<void> {
            child.push_back(group.create_task(nap(1s)));
            co_await sleep(5ms);
            child[0].cancel();
        };
        const auto opened = [&] { return task_group(r.loop, "group", body); };
        const auto main = [&]() -> Coro<void> {
            r.note(co_await thrown_by(opened));
            CHECK_THROWS_AS(child[0].result(), CancelledError);
            CHECK(r.loop.current_task()->cancelling() == 0);
        };
        r.run(main);
        CHECK(r.notes == Notes{"nothing@5"});
    }
}

// group_swallowing_child_hangs_exit
TEST_CASE("a child that swallows CancelledError holds back the end of the group and its error") {
    for (const Version version : versions) {
        CAPTURE(name_of(version));
        VersionRun r{version};
        const auto body = [&](TaskGroup& group) -> Coro<void> {
            group.create_task(error_after(10ms, "x"));
            group.create_task(slow_to_stop(r, 100ms));
            co_return;
        };
        const auto opened = [&] { return task_group(r.loop, "group", body); };
        const auto main = [&]() -> Coro<void> { r.note(co_await thrown_by(opened)); };
        r.run(main);
        CHECK(r.notes == Notes{"swallowed@10", "ExceptionGroup[ValueError: x]@110"});
    }
}

// group_create_task_after_abort
TEST_CASE("an aborting group refuses a coroutine; the caller keeps it, until 3.13 destroys it") {
    for (const Version version : versions) {
        CAPTURE(name_of(version));
        VersionRun r{version};
        const auto offer_late = [&](TaskGroup& group) -> Coro<void> {
            try {
                co_await sleep(1s);
            } catch (const CancelledError&) {
                r.note("aborting");
            }
            auto value = std::make_shared<int>(7);
            const std::weak_ptr<int> kept = value;
            Coro<int> refused = content_of(std::move(value));
            CHECK_THROWS_AS(group.create_task(std::move(refused)), RuntimeError);
            CHECK(kept.expired() == (version >= Version::v3_13));
            if (!kept.expired()) {
                CHECK(co_await refused == 7);
            }
        };
        const auto body = [&](TaskGroup& group) -> Coro<void> {
            group.create_task(error_after(10ms, "x"));
            group.create_task(offer_late(group));
            co_return;
        };
        const auto opened = [&] { return task_group(r.loop, "group", body); };
        const auto main = [&]() -> Coro<void> { r.note(co_await thrown_by(opened)); };
        r.run(main);
        CHECK(r.notes == Notes{"aborting@10", "ExceptionGroup[ValueError: x]@10"});
        CHECK(r.events(EventKind::created).size() == 3);
    }
}

// cancelled_error_by_hand
TEST_CASE("a child that throws CancelledError itself counts as cancelled; the group ignores it") {
    for (const Version version : versions) {
        CAPTURE(name_of(version));
        VersionRun r{version};
        std::vector<Task<void>> child;
        const auto throw_it = []() -> Coro<void> {
            throw CancelledError{};
            co_return;
        };
        const auto body = [&](TaskGroup& group) -> Coro<void> {
            child.push_back(group.create_task(throw_it()));
            co_await sleep(5ms);
            r.note("body went on");
        };
        const auto opened = [&] { return task_group(r.loop, "group", body); };
        const auto main = [&]() -> Coro<void> {
            r.note(co_await thrown_by(opened));
            CHECK(child[0].cancelled());
            CHECK(child[0].cancelling() == 0);
        };
        r.run(main);
        CHECK(r.notes == Notes{"body went on@5", "nothing@5"});
    }
}

} // TEST_SUITE
