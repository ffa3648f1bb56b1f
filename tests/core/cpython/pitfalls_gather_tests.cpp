// The pitfalls of gather() and shield(), with what CPython 3.11, 3.12 and 3.13 answer.
#include "core/engine/gather.hpp"
#include "core/engine/shield.hpp"
#include "tests/core/cpython/tasks.hpp"

#include <doctest/doctest.h>

using namespace core;
using namespace std::chrono_literals;
using support::error_of;
using support::Notes;
using tasks::error_after;
using tasks::name_of;
using tasks::reports;
using tasks::text_after;
using tasks::VersionRun;
using tasks::versions;

TEST_SUITE("core/pitfalls") {

// gather_leaves_siblings_running
TEST_CASE("gather throws at the first failure and its siblings go on to their end") {
    for (const Version version : versions) {
        CAPTURE(name_of(version));
        VersionRun r{version};
        const auto sibling = [&]() -> Coro<int> {
            co_await sleep(50ms);
            r.note("sibling finished");
            co_return 1;
        };
        const auto main = [&]() -> Coro<void> {
            std::vector<Task<int>> both;
            both.push_back(r.loop.create_task(error_after(10ms, "x")));
            both.push_back(r.loop.create_task(sibling()));
            const auto all = gather(r.loop, both);
            r.note(co_await error_of(all));
            CHECK(co_await both[1] == 1);
        };
        r.run(main);
        CHECK(r.notes == Notes{"ValueError: x@10", "sibling finished@50"});
    }
}

// gather_second_error_is_silent
TEST_CASE("the second failure under a gather is seen by nobody and reported to nobody") {
    for (const Version version : versions) {
        CAPTURE(name_of(version));
        VersionRun r{version};
        const auto main = [&]() -> Coro<void> {
            std::vector<Task<int>> both;
            both.push_back(r.loop.create_task(error_after(10ms, "one")));
            both.push_back(r.loop.create_task(error_after(20ms, "two")));
            const auto all = gather(r.loop, both);
            r.note(co_await error_of(all));
            co_await sleep(50ms);
            CHECK(both[1].done());
        };
        r.run(main);
        CHECK(r.notes == Notes{"ValueError: one@10"});
        CHECK(r.events(EventKind::failed).size() == 2);
        CHECK(reports(r).empty());
    }
}

// gather_child_cancelled
TEST_CASE("a cancelled child makes gather throw CancelledError in a task nobody has cancelled") {
    for (const Version version : versions) {
        CAPTURE(name_of(version));
        VersionRun r{version};
        const auto main = [&]() -> Coro<void> {
            std::vector<Task<std::string>> both;
            both.push_back(r.loop.create_task(text_after(50ms, "a")));
            both.push_back(r.loop.create_task(text_after(50ms, "b")));
            const auto all = gather(r.loop, both);
            r.loop.call_at(10ms, [child = both[0]] { child.cancel(); });
            r.note(co_await error_of(all));
            CHECK(r.loop.current_task()->cancelling() == 0);
            CHECK(all.done());
            CHECK_FALSE(all.cancelled());
        };
        r.run(main);
        CHECK(r.notes == Notes{"CancelledError@10"});
    }
}

// gather_duplicates
TEST_CASE("a task gathered twice is one task and gives its result twice") {
    for (const Version version : versions) {
        CAPTURE(name_of(version));
        VersionRun r{version};
        const auto main = [&]() -> Coro<void> {
            const Task<std::string> task = r.loop.create_task(text_after(1ms, "x"));
            const std::vector<Task<std::string>> twice{task, task};
            const std::vector<std::string> results = co_await gather(r.loop, twice);
            CHECK(results == std::vector<std::string>{"x", "x"});
        };
        r.run(main);
        CHECK(r.events(EventKind::created).size() == 2);
    }
}

// shield_outer_cancelled_inner_error_unseen
TEST_CASE("an error behind a shield whose caller was cancelled is reported as never retrieved") {
    for (const Version version : versions) {
        CAPTURE(name_of(version));
        VersionRun r{version};
        const auto caller = [&]() -> Coro<void> {
            co_await shield(r.loop, error_after(20ms, "unseen"), "inner");
        };
        const auto main = [&]() -> Coro<void> {
            const Task<void> task = r.loop.create_task(caller());
            co_await sleep(10ms);
            task.cancel();
            r.note(co_await error_of(task));
            co_await sleep(50ms);
        };
        r.run(main);
        CHECK(r.notes == Notes{"CancelledError@10"});
        CHECK(reports(r) == Notes{"Task exception was never retrieved"});
    }
}

} // TEST_SUITE
