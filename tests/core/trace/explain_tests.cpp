#include "core/trace/explain.hpp"
#include "tests/support/sample_traces.hpp"
#include "tests/support/trace_builder.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

using core::EventId;
using core::EventKind;
using core::sentence;
using core::TaskId;
using core::Trace;
using core::WaitKind;
using support::TraceBuilder;
using namespace std::chrono_literals;

namespace {

/// The first event of that kind about that task; none as task: about whomever.
EventId first_of(const Trace& trace, EventKind kind, std::string_view task = {}) {
    for (std::size_t i = 0; i < trace.size(); ++i) {
        const core::Event& event = trace.events()[i];
        if (event.kind == kind && (task.empty() || trace.name(event.task) == task)) {
            return static_cast<EventId>(i);
        }
    }
    FAIL("no such event: ", std::string{core::info(kind).name});
    return EventId::none;
}

std::string told(const Trace& trace, EventKind kind, std::string_view task = {}) {
    return sentence(trace, first_of(trace, kind, task));
}

std::vector<std::string> told(const Trace& trace, const std::vector<EventId>& events) {
    std::vector<std::string> sentences;
    sentences.reserve(events.size());
    for (const EventId event : events) {
        sentences.push_back(sentence(trace, event));
    }
    return sentences;
}

using Sentences = std::vector<std::string>;

} // namespace

TEST_SUITE("core/trace/explain") {

TEST_CASE("the story of a failing group reads like prose") {
    const auto trace = support::group_sample();
    CHECK(told(*trace, EventKind::created, "main") == "the program creates main");
    CHECK(told(*trace, EventKind::created, "task-1") == "main creates task-1");
    CHECK(told(*trace, EventKind::started, "task-1") == "task-1 starts");
    CHECK(told(*trace, EventKind::suspended, "task-1") == "task-1 sleeps");
    CHECK(told(*trace, EventKind::suspended, "main") ==
          "main waits for the children of group batch");
    CHECK(told(*trace, EventKind::resumed, "task-1") == "task-1 wakes up");
    CHECK(told(*trace, EventKind::done, "task-1") == "task-1 is done");
    CHECK(told(*trace, EventKind::failed) == "task-3 fails with ValueError: no route to host");
    CHECK(told(*trace, EventKind::group_child_ended, "task-3") ==
          "group batch notes that task-3 failed");
    CHECK(told(*trace, EventKind::group_aborted) ==
          "group batch asks its 4 unfinished children to stop");
    CHECK(told(*trace, EventKind::cancel_requested, "task-2") ==
          "task-2 is asked to stop (by group batch)");
    CHECK(told(*trace, EventKind::thrown, "task-2") ==
          "task-2 learns of it: CancelledError is thrown where it slept");
    CHECK(told(*trace, EventKind::thrown, "main") ==
          "main learns of it: CancelledError is thrown where it waited for the children of group "
          "batch");
    CHECK(told(*trace, EventKind::cleanup_started, "task-5") == "task-5 starts to clean up");
    CHECK(told(*trace, EventKind::cleanup_ended, "task-5") == "task-5 has cleaned up");
    CHECK(told(*trace, EventKind::cancelled, "task-5") == "task-5 ends, cancelled");
    CHECK(told(*trace, EventKind::group_ended) ==
          "group batch is closed and raises ExceptionGroup[ValueError]");
    CHECK(told(*trace, EventKind::error_seen) ==
          "the code of main sees the error: ExceptionGroup[ValueError]");
    CHECK(told(*trace, EventKind::main_ended) == "the main program is over, result 0");
    CHECK(told(*trace, EventKind::run_ended) == "the run is over");
}

TEST_CASE("an error that arrives from a gathered task says where it struck") {
    const auto trace = support::gather_sample();
    CHECK(told(*trace, EventKind::thrown, "main") ==
          "main gets ValueError: no route to host, thrown where it waited for the tasks that it "
          "gathers");
}

TEST_CASE("a request names who asks") {
    TraceBuilder builder;
    const TaskId main = builder.create("main");
    const TaskId task = builder.create("task-1", main);
    const Trace& trace = builder.trace();
    const EventId step = builder.start(main);
    const auto asked = [&](EventId cause, TaskId by, std::int32_t count = 1) {
        return sentence(trace, builder.request_cancel(task, cause, by, count));
    };
    CHECK(asked(step, main) == "task-1 is asked to stop (by main)");
    CHECK(asked(step, main, 2) == "task-1 is asked to stop again, request 2 (by main)");
    CHECK(asked(step, task) == "task-1 is asked to stop (by itself)");
    const EventId passed_on = builder.request_cancel(main);
    CHECK(asked(passed_on, TaskId::none) ==
          "task-1 is asked to stop (passed on by main, which waits for it)");
    const EventId limit = builder.add(EventKind::timeout_fired, task, "deadline");
    CHECK(asked(limit, TaskId::none) == "task-1 is asked to stop (by time limit deadline)");
    const EventId signal = builder.add(EventKind::signal, TaskId::none, "SIGINT");
    CHECK(asked(signal, TaskId::none) == "task-1 is asked to stop (by SIGINT)");
    const EventId deadlock = builder.add(EventKind::deadlock, TaskId::none, {}, {.value = 2});
    CHECK(asked(deadlock, TaskId::none) == "task-1 is asked to stop (to break the deadlock)");
    const EventId child = builder.add(EventKind::group_child_ended, main, "batch");
    CHECK(asked(child, TaskId::none) == "task-1 is asked to stop (by group batch)");
    CHECK(asked(EventId::none, TaskId::none) == "task-1 is asked to stop (from outside)");
    builder.end_main();
    CHECK(asked(EventId::none, TaskId::none) == "task-1 is asked to stop (the program is over)");
}

TEST_CASE("a task that is cancelled before its first step never runs, and the story says so") {
    TraceBuilder builder;
    const TaskId main = builder.create("main");
    const EventId thrown = builder.throw_before_start(main, builder.request_cancel(main));
    CHECK(sentence(builder.trace(), thrown) ==
          "main learns of it before its first step: none of its code runs");
}

TEST_CASE("a time limit that is called limit is not told twice") {
    TraceBuilder builder;
    const TaskId task = builder.create("call-3");
    const EventId limit = builder.add(EventKind::timeout_fired, task, "limit");
    CHECK(sentence(builder.trace(), limit) == "the time limit of call-3 is up");
    const EventId total = builder.add(EventKind::timeout_fired, task, "total");
    CHECK(sentence(builder.trace(), total) == "time limit total of call-3 is up");
}

TEST_CASE("an abort counts the children that it asks, and only those") {
    TraceBuilder builder;
    const TaskId main = builder.create("main");
    const TaskId child = builder.create("child", main);
    const EventId abort = builder.add(EventKind::group_aborted, main, "batch");
    CHECK(sentence(builder.trace(), abort) == "group batch closes early: no child is left to stop");
    builder.request_cancel(main, abort); // the parent, not a child
    builder.request_cancel(child, abort);
    CHECK(sentence(builder.trace(), abort) == "group batch asks its 1 unfinished child to stop");
}

TEST_CASE("every wait is told by what is waited for") {
    TraceBuilder builder;
    const TaskId main = builder.create("main");
    const TaskId child = builder.create("child", main);
    const Trace& trace = builder.trace();
    const auto waits = [&](WaitKind kind, std::string_view label, TaskId target = TaskId::none) {
        return sentence(trace, builder.suspend(main, kind, label, target));
    };
    CHECK(waits(WaitKind::yield, {}) == "main lets others run first");
    CHECK(waits(WaitKind::task, {}, child) == "main waits for child");
    CHECK(waits(WaitKind::wait, {}, child) == "main waits for child");
    CHECK(waits(WaitKind::wait, {}) == "main waits for other tasks");
    CHECK(waits(WaitKind::group, {}) == "main waits for the children of the group");
    CHECK(waits(WaitKind::permit, "db") == "main waits in line for db");
    CHECK(waits(WaitKind::condition, "shutdown") == "main waits for shutdown");
    CHECK(waits(WaitKind::queue, {}) == "main waits for a queue");
    CHECK(waits(WaitKind::io, {}) == "main waits for the network");
    CHECK(waits(WaitKind::future, {}) == "main waits for a future");
}

TEST_CASE("every kind of event has a sentence that begins in lower case and has no full stop") {
    for (const core::EventInfo& info : core::event_infos) {
        CAPTURE(info.name);
        TraceBuilder builder;
        const TaskId main = builder.create("main");
        const EventId id = builder.add(info.kind, main, "label");
        const std::string text = sentence(builder.trace(), id);
        REQUIRE_FALSE(text.empty());
        CHECK((text.front() >= 'a' && text.front() <= 'z'));
        CHECK(text.back() != '.');
        CHECK(text.find("  ") == std::string::npos);
    }
}

TEST_CASE("a cancelled sibling is explained by request, abort and failure, in that order") {
    const auto trace = support::group_sample();
    const EventId thrown = first_of(*trace, EventKind::thrown, "task-5");
    CHECK(told(*trace, core::telling_causes(*trace, thrown)) ==
          Sentences{"task-5 learns of it: CancelledError is thrown where it slept",
                    "task-5 is asked to stop (by group batch)",
                    "group batch asks its 4 unfinished children to stop",
                    "task-3 fails with ValueError: no route to host"});
}

TEST_CASE("a chain of causes runs from the event to its first cause, each one earlier") {
    const auto trace = support::group_sample();
    const EventId request = first_of(*trace, EventKind::cancel_requested, "task-6");
    const auto chain = core::cause_chain(*trace, request);
    REQUIRE(chain.size() == 4);
    CHECK(chain.front() == request);
    CHECK((*trace)[chain[1]].kind == EventKind::group_aborted);
    CHECK((*trace)[chain[2]].kind == EventKind::group_child_ended);
    CHECK((*trace)[chain[3]].kind == EventKind::failed);
    CHECK(std::is_sorted(chain.rbegin(), chain.rend()));
}

TEST_CASE("an explanation ends at a permit given back: what came before is another story") {
    TraceBuilder builder;
    const TaskId main = builder.create("main");
    const TaskId next = builder.create("next", main);
    const EventId failure = builder.fail(main, "E1: x");
    const EventId release =
        builder.add(EventKind::released, main, "db", {.cause = failure, .value = 1});
    const EventId resumed = builder.resume(next, release);
    CHECK(core::telling_causes(builder.trace(), resumed) == std::vector<EventId>{resumed, release});
    CHECK(core::cause_chain(builder.trace(), resumed).size() == 3);
}

TEST_CASE("an error passed on is traced back to the task that failed first") {
    TraceBuilder builder;
    const TaskId main = builder.create("main");
    const TaskId child = builder.create("child", main);
    const EventId first = builder.fail(child, "E1: x");
    const EventId thrown = builder.throw_into(main, "E1: x", first);
    const EventId second = builder.add(EventKind::failed, main, "E1: x", {.cause = thrown});
    CHECK(core::telling_causes(builder.trace(), second) ==
          std::vector<EventId>{second, thrown, first});
}

TEST_CASE("why a task is as it is: asked to stop, failed, or waiting") {
    const auto trace = support::group_sample();
    const auto why = [&](std::string_view task, EventId after) {
        return core::why(*trace, trace->find_task(task), index_of(after) + 1);
    };
    const EventId request = first_of(*trace, EventKind::cancel_requested, "task-5");
    const EventId thrown = first_of(*trace, EventKind::thrown, "task-5");
    const EventId cancelled = first_of(*trace, EventKind::cancelled, "task-5");
    const EventId failed = first_of(*trace, EventKind::failed);
    CHECK(why("task-5", first_of(*trace, EventKind::created, "task-5")) ==
          first_of(*trace, EventKind::created, "task-5"));
    CHECK(why("task-5", failed) == first_of(*trace, EventKind::suspended, "task-5"));
    CHECK(why("task-5", request) == request);
    CHECK(why("task-5", thrown) == thrown);
    CHECK(why("task-5", static_cast<EventId>(index_of(thrown) + 2)) == request); // it cleans up
    CHECK(why("task-5", cancelled) == cancelled);
    CHECK(why("task-3", cancelled) == failed);
    CHECK(core::why(*trace, trace->find_task("task-5"), 1) == EventId::none);
}

TEST_CASE("a cleanup that is over explains nothing any more, nor does one without a request") {
    TraceBuilder builder;
    const TaskId main = builder.create("main");
    builder.start(main);
    builder.add(EventKind::cleanup_started, main);
    const EventId in_cleanup = builder.sleep(main);
    CHECK(core::why(builder.trace(), main, builder.trace().size()) == in_cleanup);
    const EventId request = builder.request_cancel(main);
    builder.throw_into(main, "CancelledError", request);
    builder.add(EventKind::cleanup_started, main, "CancelledError");
    builder.sleep(main);
    CHECK(core::why(builder.trace(), main, builder.trace().size()) == request);
    builder.resume(main);
    builder.add(EventKind::cleanup_ended, main);
    builder.add(EventKind::cleanup_ended, main);
    const EventId afterwards = builder.sleep(main);
    CHECK(core::why(builder.trace(), main, builder.trace().size()) == afterwards);
}

TEST_CASE("a request made while the task itself ran still explains why it waits in vain") {
    TraceBuilder builder;
    const TaskId main = builder.create("main");
    const EventId step = builder.start(main);
    const EventId first = builder.request_cancel(main, step, main);
    builder.request_cancel(main, step, main, 2);
    builder.sleep(main);
    CHECK(core::why(builder.trace(), main, builder.trace().size()) == first);
}

TEST_CASE("a sentence is the same with and without the last suspension at hand") {
    const auto trace = support::random_trace(3, 6, 400);
    for (std::size_t i = 0; i < trace->size(); ++i) {
        const auto id = static_cast<EventId>(i);
        CHECK(sentence(*trace, id) ==
              sentence(*trace, id, core::last_suspension(*trace, (*trace)[id].task, id)));
    }
}

TEST_CASE("turning points are all told, bookkeeping is not") {
    for (const core::EventInfo& info : core::event_infos) {
        CAPTURE(info.name);
        if (core::is_turning_point(info.kind) && info.kind != EventKind::timeout_exited) {
            CHECK(core::is_story(info.kind));
        }
    }
    CHECK(core::is_turning_point(EventKind::failed));
    CHECK(core::is_turning_point(EventKind::cancel_requested));
    CHECK(core::is_turning_point(EventKind::loop_error)); // an error that nobody took
    CHECK_FALSE(core::is_turning_point(EventKind::created));
    CHECK_FALSE(core::is_turning_point(EventKind::counter));
    CHECK_FALSE(core::is_story(EventKind::resumed));
    CHECK_FALSE(core::is_story(EventKind::suspended));
    CHECK(core::is_story(EventKind::mark));
}

TEST_CASE("who waited for another task goes on because that ended, and the chain says so") {
    TraceBuilder b;
    const TaskId main = b.create("main");
    const TaskId loser = b.create("loser", main);
    const EventId request = b.request_cancel(loser, b.start(main), main);
    const EventId thrown = b.throw_into(loser, "CancelledError", request);
    const EventId ended = b.add(EventKind::cancelled, loser, {}, {.cause = thrown});
    const EventId resumed = b.resume(main, ended);
    const EventId done = b.add(EventKind::done, main, {}, {.cause = resumed});
    const std::vector<EventId> told = core::telling_causes(b.trace(), done);
    CHECK(told == std::vector{done, ended, thrown, request});
}

} // TEST_SUITE
