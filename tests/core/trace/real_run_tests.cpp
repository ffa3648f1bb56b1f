#include "core/engine/cleanup.hpp"
#include "core/engine/gather.hpp"
#include "core/engine/runner.hpp"
#include "core/engine/sleep.hpp"
#include "core/engine/task_group.hpp"
#include "core/export/rows.hpp"
#include "core/export/text.hpp"
#include "core/trace/explain.hpp"
#include "core/trace/metrics.hpp"
#include "core/trace/recorder.hpp"
#include "tests/support/sample_traces.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace core;
using namespace std::chrono_literals;

namespace {

std::shared_ptr<const Trace> run(Coro<int> (*main)(Loop&)) {
    VirtualClock clock;
    Recorder recorder;
    Loop loop{clock, &recorder};
    Runner{loop}.run(main(loop));
    return recorder.take();
}

Coro<void> pause(Duration duration) {
    co_await sleep(duration);
}

/// Task i of gather-vs-group at its defaults: works, and fails if it is the third.
Coro<void> work(int i) {
    co_await sleep(i == 3 ? 400ms : 300ms + (i - 1) * 200ms);
    if (i == 3) {
        throw ValueError{"no route to host"};
    }
}

/// The same, with 50 ms of cleanup if it is cancelled.
Coro<void> careful_work(Loop& loop, int i) {
    std::exception_ptr cancelled;
    try {
        co_await work(i);
    } catch (const CancelledError&) {
        cancelled = std::current_exception();
    }
    if (cancelled) {
        const CleanupReport report{loop, cancelled};
        co_await sleep(50ms);
        report.end(nullptr);
        std::rethrow_exception(cancelled);
    }
}

Coro<int> gather_main(Loop& loop) {
    try {
        std::vector<Task<void>> tasks;
        for (int i = 1; i <= 6; ++i) {
            tasks.push_back(loop.create_task(work(i), "task-" + std::to_string(i)));
        }
        co_await gather(loop, std::move(tasks));
    } catch (const std::exception&) {
        loop.error_seen(std::current_exception());
    }
    co_await sleep(1500ms);
    co_return 0;
}

Coro<int> group_main(Loop& loop) {
    try {
        co_await task_group(loop, "batch", [&loop](TaskGroup& group) -> Coro<void> {
            for (int i = 1; i <= 6; ++i) {
                group.create_task(careful_work(loop, i), "task-" + std::to_string(i));
            }
            co_return;
        });
    } catch (const std::exception&) {
        loop.error_seen(std::current_exception());
    }
    co_await sleep(1500ms);
    co_return 0;
}

Coro<int> return_after(Duration duration, int result) {
    co_await sleep(duration);
    co_return result;
}

Coro<void> fail_after(Duration duration) {
    co_await sleep(duration);
    throw Exception{"E1", "bad item 2"};
}

/// The oracle's examples/batch.json.
Coro<int> batch_main(Loop& loop) {
    try {
        co_await task_group(loop, "tg", [&loop](TaskGroup& group) -> Coro<void> {
            group.create_task(return_after(1ms, 1), "item1");
            group.create_task(fail_after(2ms), "item2");
            group.create_task(
                with_cleanup(
                    loop, [] { return return_after(5ms, 3); }, [] { return pause(500us); }),
                "item3");
            co_return;
        });
    } catch (const ExceptionGroup&) {
        co_return -1;
    }
    co_return 0;
}

} // namespace

TEST_SUITE("core/trace/real_run") {

TEST_CASE("an engine run of gather draws the picture of the hand-made one") {
    const auto trace = run(gather_main);
    CHECK(metric(*trace, "tasks_leaked") == 4);
    CHECK(metric(*trace, "error_visible_us") == 400'000);
    CHECK(to_text(*trace) == to_text(*support::gather_sample()));
}

TEST_CASE("an engine run of a task group draws the picture of the hand-made one") {
    const auto trace = run(group_main);
    CHECK(metric(*trace, "tasks_leaked") == 0);
    CHECK(metric(*trace, "tasks_cancelled") == 4);
    CHECK(metric(*trace, "error_visible_us") == 450'000);
    CHECK(to_text(*trace) == to_text(*support::group_sample()));
}

TEST_CASE("the engine's own causes lead from a cancelled sibling to the failure behind it") {
    const auto trace = run(group_main);
    const TaskId sibling = trace->find_task("task-5");
    std::vector<std::string> told;
    for (const EventId id : telling_causes(*trace, why(*trace, sibling, trace->size()))) {
        told.push_back(sentence(*trace, id));
    }
    CHECK(told ==
          std::vector<std::string>{"task-5 ends, cancelled",
                                   "task-5 learns of it: CancelledError is thrown where it slept",
                                   "task-5 is asked to stop (by group batch)",
                                   "group batch asks its 4 unfinished children to stop",
                                   "task-3 fails with ValueError: no route to host"});
}

// Row for row what CPython 3.11.7 did under the oracle (examples/batch.trace) without the
// interpreter's own rows. Two texts differ by design: `on` is a name here and a statement
// there, and a user error is "E1: message" here.
TEST_CASE("rows of an engine run are those of the oracle's batch example") {
    CHECK(to_rows(*run(batch_main)) == R"({"t":0,"ev":"create","task":"main","by":"loop"}
{"t":0,"ev":"start","task":"main"}
{"t":0,"ev":"group_enter","group":"tg"}
{"t":0,"ev":"create","task":"item1","by":"main"}
{"t":0,"ev":"create","task":"item2","by":"main"}
{"t":0,"ev":"create","task":"item3","by":"main"}
{"t":0,"ev":"group_exit","group":"tg","exc":null,"children":3}
{"t":0,"ev":"suspend","task":"main","on":"tg"}
{"t":0,"ev":"start","task":"item1"}
{"t":0,"ev":"suspend","task":"item1","on":"-"}
{"t":0,"ev":"start","task":"item2"}
{"t":0,"ev":"suspend","task":"item2","on":"-"}
{"t":0,"ev":"start","task":"item3"}
{"t":0,"ev":"suspend","task":"item3","on":"-"}
{"t":1000,"ev":"resume","task":"item1"}
{"t":1000,"ev":"done","task":"item1","val":1}
{"t":1000,"ev":"group_child","group":"tg","task":"item1"}
{"t":2000,"ev":"resume","task":"item2"}
{"t":2000,"ev":"fail","task":"item2","exc":"E1: bad item 2"}
{"t":2000,"ev":"group_child","group":"tg","task":"item2"}
{"t":2000,"ev":"group_abort","group":"tg"}
{"t":2000,"ev":"cancel","task":"item3","by":"loop","count":1}
{"t":2000,"ev":"cancel","task":"main","by":"loop","count":1}
{"t":2000,"ev":"throw","task":"item3","exc":"CancelledError","first":false}
{"t":2000,"ev":"suspend","task":"item3","on":"-"}
{"t":2000,"ev":"throw","task":"main","exc":"CancelledError","first":false}
{"t":2000,"ev":"suspend","task":"main","on":"tg"}
{"t":2500,"ev":"resume","task":"item3"}
{"t":2500,"ev":"cancelled","task":"item3"}
{"t":2500,"ev":"group_child","group":"tg","task":"item3"}
{"t":2500,"ev":"resume","task":"main"}
{"t":2500,"ev":"group_end","group":"tg","exc":"ExceptionGroup[E1: bad item 2]"}
{"t":2500,"ev":"done","task":"main","val":-1}
{"t":2500,"ev":"main_end","val":-1}
{"t":2500,"ev":"end","teardown":null,"pending":[],"unretrieved":[]}
)");
}

TEST_CASE("tasks that the end of main leaves behind are cancelled and counted as leaked") {
    const auto trace = run([](Loop& loop) -> Coro<int> {
        const Task<void> forgotten = loop.create_task(pause(9s), "forgotten");
        co_await sleep(10ms);
        co_return 3;
    });
    CHECK(metric(*trace, "total_us") == 10'000);
    CHECK(metric(*trace, "tasks_leaked") == 1);
    CHECK(metric(*trace, "tasks_cancelled") == 1);
    const std::string story = to_story(*trace);
    CHECK(story.find("forgotten is asked to stop (the program is over)") != std::string::npos);
    CHECK(story.find("the main program is over, result 3") != std::string::npos);
}

TEST_CASE("an error that nobody looks at is named at the end of the run") {
    const auto trace = run([](Loop& loop) -> Coro<int> {
        loop.create_task(fail_after(1ms), "unseen");
        co_await sleep(5ms);
        co_return 0;
    });
    CHECK(to_rows(*trace).ends_with("{\"t\":5000,\"ev\":\"end\",\"teardown\":null,\"pending\":[],"
                                    "\"unretrieved\":[\"unseen\"]}\n"));
    CHECK(to_story(*trace).find("the loop reports about unseen: Task exception was never "
                                "retrieved (E1: bad item 2)") != std::string::npos);
}

} // TEST_SUITE
