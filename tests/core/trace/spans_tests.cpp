#include "core/trace/spans.hpp"
#include "tests/support/sample_traces.hpp"
#include "tests/support/trace_builder.hpp"

#include <doctest/doctest.h>

using core::EventId;
using core::EventKind;
using core::Span;
using core::SpanKind;
using core::Spans;
using core::TaskId;
using core::WaitKind;
using support::TraceBuilder;
using namespace std::chrono_literals;

namespace {

std::vector<SpanKind> kinds(std::span<const Span> spans) {
    std::vector<SpanKind> result;
    for (const Span& span : spans) {
        result.push_back(span.kind);
    }
    return result;
}

using Kinds = std::vector<SpanKind>;

} // namespace

TEST_SUITE("core/trace/spans") {

TEST_CASE("a task that works and ends is created, runs, sleeps and runs") {
    const auto trace = support::gather_sample();
    const Spans spans(*trace);
    const auto own = spans.of(trace->find_task("task-2"));
    REQUIRE(kinds(own) ==
            Kinds{SpanKind::created, SpanKind::running, SpanKind::sleeping, SpanKind::running});
    CHECK(own[2].begin == 0ms);
    CHECK(own[2].end == 500ms);
    CHECK((*trace)[own[3].last].kind == EventKind::done);
}

TEST_CASE("a sibling cancelled by its group sleeps, runs into its cleanup and ends there") {
    const auto trace = support::group_sample();
    const Spans spans(*trace);
    const auto own = spans.of(trace->find_task("task-5"));
    REQUIRE(kinds(own) == Kinds{SpanKind::created, SpanKind::running, SpanKind::sleeping,
                                SpanKind::stopping, SpanKind::running, SpanKind::cleanup,
                                SpanKind::running});
    CHECK(own[2].begin == 0ms);
    CHECK(own[2].end == 400ms);
    CHECK(own[5].begin == 400ms); // one span, although it sleeps in between
    CHECK(own[5].end == 450ms);
    CHECK((*trace)[own[3].first].kind == EventKind::cancel_requested);
    CHECK((*trace)[own[3].last].kind == EventKind::thrown);
    CHECK((*trace)[own[6].last].kind == EventKind::cancelled);
}

TEST_CASE("spans of a task touch and cover its life from creation to end") {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        CAPTURE(seed);
        const auto trace = support::random_trace(seed, 10, 600);
        const Spans spans(*trace);
        std::size_t total = 0;
        for (const core::TaskInfo& task : trace->tasks()) {
            const auto own = spans.of(task.id);
            total += own.size();
            REQUIRE_FALSE(own.empty());
            CHECK(own.front().first == task.created);
            for (std::size_t i = 0; i < own.size(); ++i) {
                CHECK(own[i].task == task.id);
                CHECK(own[i].begin == (*trace)[own[i].first].at);
                if (i + 1 < own.size()) {
                    CHECK(own[i].last == own[i + 1].first);
                    CHECK(own[i].end == own[i + 1].begin);
                    CHECK(own[i].kind != own[i + 1].kind);
                }
            }
            const EventId last = own.back().last;
            if (last == EventId::none) {
                CHECK(own.back().end == trace->end());
            } else {
                CHECK(core::ends_task((*trace)[last].kind));
            }
        }
        CHECK(total == spans.all().size());
    }
}

TEST_CASE("standing in line for a permit is queued, awaiting a task is waiting") {
    TraceBuilder builder;
    const TaskId main = builder.create("main");
    builder.start(main);
    builder.permit(EventKind::queued, main, "db", 0);
    builder.suspend(main, WaitKind::permit, "db");
    builder.at(10ms);
    builder.resume(main);
    builder.permit(EventKind::acquired, main, "db", 0);
    builder.suspend(main, WaitKind::task, "child");
    builder.at(20ms);
    const Spans spans(builder.trace());
    CHECK(kinds(spans.of(main)) == Kinds{SpanKind::created, SpanKind::running, SpanKind::queued,
                                         SpanKind::running, SpanKind::waiting});
    CHECK(spans.of(main)[4].last == EventId::none);
}

TEST_CASE("a task that waits for one that is slow to stop is stopping all that time") {
    TraceBuilder builder;
    const TaskId main = builder.create("main");
    builder.start(main);
    const TaskId child = builder.create("child", main);
    builder.suspend(main, WaitKind::task, "child", child);
    builder.at(5ms);
    const EventId request = builder.request_cancel(main);
    builder.at(9ms);
    builder.throw_into(main, "CancelledError", request);
    builder.end_cancelled(main);
    const Spans spans(builder.trace());
    const Span& stopping = spans.of(main)[3];
    CHECK(stopping.kind == SpanKind::stopping);
    CHECK(stopping.begin == 5ms);
    CHECK(stopping.end == 9ms);
}

TEST_CASE("a request that comes while a cleanup runs shows, because it will interrupt it") {
    TraceBuilder builder;
    const TaskId main = builder.create("main");
    builder.start(main);
    builder.add(EventKind::cleanup_started, main);
    builder.sleep(main);
    builder.request_cancel(main);
    CHECK(Spans(builder.trace()).of(main).back().kind == SpanKind::stopping);
}

} // TEST_SUITE
