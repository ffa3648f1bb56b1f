#include "tests/support/cancel_sweep.hpp"
#include "tests/support/trace_builder.hpp"

#include <doctest/doctest.h>

using core::EventKind;
using core::TaskId;
using support::flaw_of;
using support::TraceBuilder;

namespace {

/// One task that waited and is done; the run is over.
struct Sound {
    TraceBuilder builder;
    TaskId task = builder.create("main");

    Sound() {
        builder.start(task);
        builder.sleep(task);
        builder.resume(task);
    }
    void end(std::int32_t unfinished) {
        builder.end_main();
        builder.add(EventKind::run_ended, TaskId::none, {}, {.value = unfinished});
    }
};

} // namespace

TEST_SUITE("support/cancel_sweep") {

TEST_CASE("a sound trace has no flaw") {
    Sound trace;
    trace.builder.finish(trace.task);
    trace.end(0);
    CHECK(flaw_of(trace.builder.trace()) == "");
}

TEST_CASE("a task that never ends, ends twice or goes on after its end is a flaw") {
    Sound endless;
    endless.builder.sleep(endless.task);
    endless.end(1);
    CHECK(flaw_of(endless.builder.trace()) == "'run_ended' of loop comes before the end of a task");
    Sound twice;
    twice.builder.finish(twice.task);
    twice.builder.end_cancelled(twice.task);
    twice.end(0);
    CHECK(flaw_of(twice.builder.trace()) ==
          "'cancelled' of main does not fit what the task did before");
    Sound undead;
    undead.builder.finish(undead.task);
    undead.builder.resume(undead.task);
    undead.end(0);
    CHECK(flaw_of(undead.builder.trace()) ==
          "'resumed' of main does not fit what the task did before");
}

TEST_CASE("a permit that is not given back, a clock that goes back, no end: all are flaws") {
    Sound greedy;
    greedy.builder.permit(EventKind::acquired, greedy.task, "door", 0);
    greedy.builder.finish(greedy.task);
    greedy.end(0);
    CHECK(flaw_of(greedy.builder.trace()) ==
          "'run_ended' of loop finds 1 permits of 'door' not given back");
    Sound early;
    early.builder.at(core::Instant{-1});
    early.builder.finish(early.task);
    early.end(0);
    CHECK(flaw_of(early.builder.trace()) == "'done' of main is earlier than the event before");
    CHECK(flaw_of(Sound{}.builder.trace()) == "the run has no end");
}

} // TEST_SUITE
