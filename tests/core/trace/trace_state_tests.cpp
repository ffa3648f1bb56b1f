#include "core/trace/trace_state.hpp"
#include "tests/support/sample_traces.hpp"
#include "tests/support/trace_builder.hpp"

#include <doctest/doctest.h>

using core::EventId;
using core::EventKind;
using core::TaskId;
using core::TaskPhase;
using core::TraceState;
using core::WaitKind;
using support::TraceBuilder;
using namespace std::chrono_literals;

namespace {

TraceState state_of(const core::Trace& trace) {
    TraceState state;
    for (const core::Event& event : trace.events()) {
        state.apply(event);
    }
    return state;
}

} // namespace

TEST_SUITE("core/trace/trace_state") {

TEST_CASE("before the first event there is nothing") {
    const TraceState state;
    CHECK(state.count() == 0);
    CHECK(state.task_count() == 0);
    CHECK(state.running() == TaskId::none);
    CHECK(state.task(TaskId{1}).phase == TaskPhase::absent);
}

TEST_CASE("a task is created, runs, waits, runs and is done") {
    TraceBuilder builder;
    const TaskId main = builder.create("main");
    CHECK(state_of(builder.trace()).task(main).phase == TaskPhase::created);
    builder.start(main);
    CHECK(state_of(builder.trace()).task(main).phase == TaskPhase::running);
    CHECK(state_of(builder.trace()).running() == main);
    builder.at(7ms);
    const EventId suspension =
        builder.add(EventKind::suspended, main, "pause",
                    {.value = static_cast<std::int32_t>(WaitKind::sleep), .line = 42});
    const TraceState waiting = state_of(builder.trace());
    CHECK(waiting.task(main).phase == TaskPhase::waiting);
    CHECK(waiting.task(main).wait == WaitKind::sleep);
    CHECK(builder.trace().text(waiting.task(main).wait_label) == "pause");
    CHECK(waiting.task(main).line == 42);
    CHECK(waiting.task(main).since == suspension);
    CHECK(waiting.running() == TaskId::none);
    CHECK(waiting.now() == 7ms);
    builder.resume(main);
    CHECK(state_of(builder.trace()).task(main).line == 42); // where the code panel stands
    builder.finish(main, "5");
    const TraceState ended = state_of(builder.trace());
    CHECK(ended.task(main).phase == TaskPhase::done);
    CHECK(builder.trace().text(ended.task(main).outcome) == "5");
    CHECK(ended.running() == TaskId::none);
}

TEST_CASE("a waiting task names the task it waits for, a running one names none") {
    TraceBuilder builder;
    const TaskId main = builder.create("main");
    builder.start(main);
    const TaskId child = builder.create("child", main);
    builder.suspend(main, WaitKind::task, "child", child);
    CHECK(state_of(builder.trace()).task(main).waits_for == child);
    builder.resume(main);
    CHECK(state_of(builder.trace()).task(main).waits_for == TaskId::none);
}

TEST_CASE("a cancel request stays open until the next step of the task") {
    TraceBuilder builder;
    const TaskId main = builder.create("main");
    builder.start(main);
    builder.sleep(main);
    const EventId first = builder.request_cancel(main);
    builder.request_cancel(main, EventId::none, TaskId::none, 2);
    const TraceState asked = state_of(builder.trace());
    CHECK(asked.task(main).stop_request == first); // both merge into one delivery
    CHECK(asked.task(main).cancel_count == 2);
    SUBCASE("delivered") {
        builder.throw_into(main, "CancelledError", first);
    }
    SUBCASE("absorbed: what it awaited returned normally") {
        builder.resume(main);
    }
    SUBCASE("absorbed: the task ended without another await") {
        builder.finish(main);
    }
    CHECK(state_of(builder.trace()).task(main).stop_request == EventId::none);
    CHECK(state_of(builder.trace()).task(main).cancel_count == 2); // bookkeeping, see uncancel
    builder.add(EventKind::uncancelled, main, {}, {.value = 1});
    CHECK(state_of(builder.trace()).task(main).cancel_count == 1);
}

TEST_CASE("a task cancelled before its first step has never run") {
    TraceBuilder builder;
    const TaskId main = builder.create("main");
    const EventId request = builder.request_cancel(main);
    builder.throw_before_start(main, request);
    builder.end_cancelled(main);
    CHECK(state_of(builder.trace()).task(main).never_ran);
    CHECK(state_of(builder.trace()).task(main).phase == TaskPhase::cancelled);
}

TEST_CASE("cleanups nest, and the end of the task ends them all") {
    TraceBuilder builder;
    const TaskId main = builder.create("main");
    builder.start(main);
    builder.add(EventKind::cleanup_started, main);
    builder.add(EventKind::cleanup_started, main);
    builder.add(EventKind::cleanup_ended, main);
    CHECK(state_of(builder.trace()).task(main).cleanup_depth == 1);
    builder.fail(main, "E1: x");
    CHECK(state_of(builder.trace()).task(main).cleanup_depth == 0);
}

TEST_CASE("a resource knows its free permits and who stands in line") {
    TraceBuilder builder;
    const TaskId first = builder.create("first");
    const TaskId second = builder.create("second");
    const TaskId third = builder.create("third");
    builder.permit(EventKind::acquired, first, "db", 0);
    builder.permit(EventKind::queued, second, "db", 0);
    builder.permit(EventKind::queued, third, "db", 0);
    const TraceState full = state_of(builder.trace());
    REQUIRE(full.resources().size() == 1);
    CHECK(full.resources()[0].waiting == 2);
    CHECK(full.task(second).queued);
    CHECK_FALSE(full.task(first).queued);
    builder.permit(EventKind::abandoned, second, "db", 0);
    builder.permit(EventKind::released, first, "db", 1);
    builder.permit(EventKind::acquired, third, "db", 0);
    builder.permit(EventKind::released, third, "db", 1);
    const TraceState free = state_of(builder.trace());
    CHECK(free.resources()[0].waiting == 0);
    CHECK(free.resources()[0].free == 1);
    CHECK_FALSE(free.task(third).queued);
}

TEST_CASE("a counter has the value it was last given") {
    TraceBuilder builder;
    builder.count("in_flight", 1);
    builder.count("requests_accepted", 1);
    builder.count("in_flight", 2);
    const TraceState state = state_of(builder.trace());
    REQUIRE(state.counters().size() == 2);
    CHECK(builder.trace().text(state.counters()[0].name) == "in_flight");
    CHECK(state.counters()[0].value == 2);
    CHECK(state.counters()[1].value == 1);
}

TEST_CASE("at most one task runs, and it is the one that TraceState names") {
    const auto trace = support::random_trace(11, 12, 3000);
    TraceState state;
    for (const core::Event& event : trace->events()) {
        state.apply(event);
        std::size_t running = 0;
        for (std::size_t id = 1; id <= state.task_count(); ++id) {
            const bool runs = state.task(TaskId(id)).phase == TaskPhase::running;
            running += runs ? 1U : 0U;
            CHECK(runs == (state.running() == TaskId(id)));
        }
        CHECK(running <= 1);
    }
}

} // TEST_SUITE
