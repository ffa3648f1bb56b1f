#include "core/trace/lint.hpp"
#include "tests/support/trace_builder.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>

using core::EventId;
using core::EventKind;
using core::FindingKind;
using core::TaskId;
using core::WaitKind;
using support::TraceBuilder;
using namespace std::chrono_literals;

namespace {

/// The only finding of a trace, which must be of that kind.
core::Finding only(const core::Trace& trace, FindingKind kind) {
    const auto found = core::findings(trace);
    std::string all;
    for (const core::Finding& finding : found) {
        all += finding.text + "\n";
    }
    CAPTURE(all);
    REQUIRE(found.size() == 1);
    CHECK(found[0].kind == kind);
    return found[0];
}

/// A trace that begins with main, which has taken its first step.
struct Program : TraceBuilder {
    TaskId main = create("main");
    EventId begun = start(main);

    TaskId child(std::string_view name) {
        const TaskId task = create(name, main);
        start(task);
        return task;
    }
    /// The task is asked to stop, and learns of it at once.
    EventId stop(TaskId task) { return throw_into(task, "CancelledError", request_cancel(task)); }
    void end() {
        finish(main);
        end_main();
    }
};

} // namespace

TEST_SUITE("core/trace/lint") {

TEST_CASE("every kind has a name, a heading, a sentence and a lesson of its own") {
    std::set<std::string_view> names;
    for (const core::FindingInfo& row : core::finding_infos) {
        CAPTURE(row.name);
        names.insert(row.name);
        CHECK_FALSE(row.title.empty());
        CHECK(row.meaning.back() == '.');
        CHECK_FALSE(row.lesson.empty());
    }
    CHECK(names.size() == core::finding_infos.size());
}

TEST_CASE("an error that only the loop reports was never looked at") {
    Program program;
    const TaskId mail = program.child("mail-1");
    program.sleep(mail);
    program.at(250ms);
    program.resume(mail);
    const EventId failed = program.fail(mail, "ValueError: no route");
    program.at(300ms);
    program.end();
    program.add(EventKind::loop_error, mail, "Task exception was never retrieved",
                {.other = program.text("ValueError: no route")});
    const core::Finding finding = only(program.trace(), FindingKind::error_ignored);
    CHECK(finding.event == failed);
    CHECK(finding.task == mail);
    CHECK(finding.text == "mail-1 failed at 250 ms with ValueError: no route, and nobody ever "
                          "looked at the error.");
}

TEST_CASE("an error that the loop reports about no task is a finding at the report") {
    Program program;
    program.end();
    program.at(10ms);
    const EventId told = program.add(EventKind::loop_error, TaskId::none, "exception in a callback",
                                     {.other = program.text("KeyError")});
    const core::Finding finding = only(program.trace(), FindingKind::error_ignored);
    CHECK(finding.event == told);
    CHECK(finding.text == "The loop reported KeyError at 10 ms: exception in a callback.");
}

TEST_CASE("what the loop reports about main, or without an error, is no ignored error") {
    Program program;
    program.fail(program.main, "SystemExit");
    program.end_main("SystemExit");
    program.add(EventKind::loop_error, program.main, "Task exception was never retrieved",
                {.other = program.text("SystemExit")});
    program.add(EventKind::loop_error, program.main, "Task was destroyed but it is pending!");
    CHECK(core::findings(program.trace()).empty());
}

TEST_CASE("who fails after it was left behind has nobody who looks at the error") {
    Program program;
    const TaskId first = program.child("task-1");
    const TaskId second = program.child("task-2");
    program.suspend(program.main, WaitKind::gather);
    program.at(10ms);
    program.fail(first, "ValueError");
    program.add(EventKind::error_seen, program.main, "ValueError");
    program.at(20ms);
    program.fail(second, "KeyError");
    program.end();
    const auto found = core::findings(program.trace());
    REQUIRE(found.size() == 2);
    CHECK(found[0].kind == FindingKind::outlives_caller);
    CHECK(found[0].text == "task-2 still ran when main had seen the error at 10 ms and went on, "
                           "and nobody awaited it any more.");
    CHECK(found[1].text == "task-2 failed at 20 ms with KeyError, and nobody ever looked at the "
                           "error.");
}

TEST_CASE("of many ignored errors the first is told in full, of the others the names") {
    Program program;
    for (const char* name : {"a", "b", "c"}) {
        program.fail(program.child(name), "ValueError");
    }
    program.end();
    for (std::uint32_t task = 2; task <= 4; ++task) {
        program.add(EventKind::loop_error, TaskId{task}, "Task exception was never retrieved",
                    {.other = program.text("ValueError")});
    }
    CHECK(
        only(program.trace(), FindingKind::error_ignored).text ==
        "a failed at 0 ms with ValueError, and nobody ever looked at the error, nor at what b and "
        "c failed with.");
}

TEST_CASE("tasks that still run when the main program is over are told by name and number") {
    Program program;
    for (const char* name : {"a", "b", "c", "d"}) {
        program.sleep(program.child(name));
    }
    program.at(1500ms);
    program.end();
    CHECK(only(program.trace(), FindingKind::outlives_caller).text ==
          "a, b and 2 others still ran when the main program was over at 1.5 s.");
}

TEST_CASE("a task that ends normally after it learned of a request has swallowed it") {
    Program program;
    const TaskId worker = program.child("worker");
    program.sleep(worker);
    program.at(100ms);
    const EventId learned = program.stop(worker);
    program.suspend(worker, WaitKind::queue);
    program.at(250ms);
    program.resume(worker);
    program.finish(worker);
    program.end();
    const core::Finding finding = only(program.trace(), FindingKind::cancel_swallowed);
    CHECK(finding.event == learned);
    CHECK(finding.text == "worker learned at 100 ms that it should stop, and ended normally at "
                          "250 ms as if nothing had been said.");
}

TEST_CASE("a task that sleeps on after it learned of a request has swallowed it") {
    Program program;
    const TaskId worker = program.child("worker");
    program.sleep(worker);
    program.at(100ms);
    program.stop(worker);
    program.sleep(worker);
    program.at(200ms);
    program.throw_into(worker, "CancelledError",
                       program.request_cancel(worker, EventId::none, TaskId::none, 2));
    program.end_cancelled(worker);
    program.end();
    CHECK(only(program.trace(), FindingKind::cancel_swallowed).text ==
          "worker learned at 100 ms that it should stop, and went to sleep again at 100 ms as if "
          "nothing had been said.");
}

TEST_CASE("who cleans up, takes the request back or passes it on has swallowed nothing") {
    Program program;
    const TaskId tidy = program.child("tidy");
    program.stop(tidy);
    program.add(EventKind::cleanup_started, tidy, "CancelledError");
    program.sleep(tidy);
    program.resume(tidy);
    program.add(EventKind::cleanup_ended, tidy);
    program.end_cancelled(tidy);

    const TaskId timed = program.child("timed");
    program.stop(timed);
    program.add(EventKind::uncancelled, timed, {}, {.value = 0});
    program.sleep(timed);
    program.resume(timed);
    program.finish(timed);

    const TaskId parent = program.child("parent"); // its own group wants it to leave the body
    program.throw_into(
        parent, "CancelledError",
        program.request_cancel(parent, program.add(EventKind::group_aborted, parent, "group")));
    program.suspend(parent, WaitKind::group);
    program.resume(parent);
    program.sleep(parent);
    program.resume(parent);
    program.finish(parent);

    const TaskId ready = program.child("ready"); // ends before it learns of it
    program.request_cancel(ready);
    program.finish(ready);
    program.end();
    CHECK(core::findings(program.trace()).empty());
}

TEST_CASE("who is woken to break a deadlock, or by Ctrl-C, may end normally") {
    for (const EventKind why : {EventKind::deadlock, EventKind::signal}) {
        Program program;
        program.suspend(program.main, WaitKind::future);
        const EventId woken = program.add(why, TaskId::none, "SIGINT", {.value = 1});
        program.throw_into(program.main, "CancelledError",
                           program.request_cancel(program.main, woken));
        program.end();
        const auto found = core::findings(program.trace());
        CHECK(std::none_of(found.begin(), found.end(), [](const core::Finding& finding) {
            return finding.kind == FindingKind::cancel_swallowed;
        }));
    }
}

TEST_CASE("cleanups that are cancelled, and those that never end, are two findings") {
    Program program;
    const TaskId one = program.child("one");
    const TaskId two = program.child("two");
    program.at(10ms);
    program.add(EventKind::cleanup_started, one, "CancelledError");
    program.at(20ms);
    program.add(EventKind::cleanup_started, two, "CancelledError");
    program.at(30ms);
    const EventId cut = program.add(EventKind::cleanup_ended, one, "CancelledError");
    program.end_cancelled(one);
    program.suspend(program.main, WaitKind::task, {}, two); // so that nobody is left behind
    const auto found = core::findings(program.trace());
    REQUIRE(found.size() == 2);
    CHECK(found[0].text == "The cleanup of two never came to an end after it had begun at 20 ms.");
    CHECK(found[1].text == "The cleanup of one was cancelled halfway at 30 ms.");
    CHECK(found[1].event == cut);
}

TEST_CASE("a cleanup that ends with an error of its own was not interrupted") {
    Program program;
    const TaskId task = program.child("task");
    program.add(EventKind::cleanup_started, task, "CancelledError");
    program.add(EventKind::cleanup_ended, task, "ValueError");
    program.fail(task, "ValueError");
    program.end();
    CHECK(core::findings(program.trace()).empty());
}

namespace {

/// A task takes the only permit, tells `use` of it, and sleeps; another one stands in line.
Program held_permit(std::string_view use, std::int32_t value) {
    Program program;
    program.count(use, 1); // so that it falls, or grows
    const TaskId holder = program.child("holder");
    program.permit(EventKind::acquired, holder, "permit", 0);
    program.add(EventKind::counter, holder, use, {.value = value});
    program.at(5ms);
    program.sleep(holder);
    const TaskId other = program.child("other");
    program.permit(EventKind::queued, other, "permit", 0);
    program.suspend(other, WaitKind::permit, "permit");
    program.at(105ms);
    program.resume(holder);
    program.permit(EventKind::released, holder, "permit", 1);
    program.finish(holder);
    program.resume(other);
    program.permit(EventKind::acquired, other, "permit", 0);
    program.permit(EventKind::released, other, "permit", 1);
    program.finish(other);
    program.end();
    return program;
}

} // namespace

TEST_CASE("a permit is held for nothing by who sleeps after its call was refused or is over") {
    for (const auto& [use, value] : {std::pair{"requests_rejected", 2}, {"in_flight", 0}}) {
        const std::string_view about{use}; // a binding cannot be captured
        CAPTURE(about);
        const Program program = held_permit(use, value);
        CHECK(only(program.trace(), FindingKind::permit_held).text ==
              "holder slept for 100 ms with a permit of permit and no use for it, while others "
              "stood in line; it began at 5 ms.");
    }
}

TEST_CASE("a permit is held for good by who sleeps as its call") {
    CHECK(core::findings(held_permit("in_flight", 2).trace()).empty());
    CHECK(core::findings(held_permit("something_else", 2).trace()).empty());
}

TEST_CASE("a deadlock tells who waits for whom") {
    Program program;
    const TaskId a = program.child("a");
    const TaskId b = program.child("b");
    program.permit(EventKind::acquired, a, "lock-1", 0);
    program.permit(EventKind::acquired, b, "lock-2", 0);
    program.permit(EventKind::queued, a, "lock-2", 0);
    program.suspend(a, WaitKind::permit, "lock-2");
    program.permit(EventKind::queued, b, "lock-1", 0);
    program.suspend(b, WaitKind::permit, "lock-1");
    program.suspend(program.main, WaitKind::task, {}, a);
    program.at(50ms);
    const EventId stuck = program.add(EventKind::deadlock, TaskId::none, {}, {.value = 3});
    const core::Finding finding = only(program.trace(), FindingKind::deadlock);
    CHECK(finding.event == stuck);
    CHECK(finding.text == "For ever from 50 ms on: a waits for lock-2, which b holds; b waits for "
                          "lock-1, which a holds.");
}

TEST_CASE("who takes a semaphore twice waits for itself") {
    Program program;
    program.permit(EventKind::acquired, program.main, "permit", 0);
    program.permit(EventKind::queued, program.main, "permit", 0);
    program.suspend(program.main, WaitKind::permit, "permit");
    program.add(EventKind::deadlock, TaskId::none, {}, {.value = 1});
    CHECK(only(program.trace(), FindingKind::deadlock).text ==
          "For ever from 0 ms on: main waits for permit, of which it holds a permit already.");
}

TEST_CASE("a deadlock without a ring tells that nobody was left to wake them") {
    Program program;
    program.suspend(program.main, WaitKind::future);
    program.add(EventKind::deadlock, TaskId::none, {}, {.value = 1});
    CHECK(only(program.trace(), FindingKind::deadlock).text ==
          "From 0 ms on for ever: 1 task waited, and nothing was left that could wake it.");
}

TEST_CASE("a step in which much time passes blocks the loop; a shorter one does not") {
    for (const auto length : {99ms, 100ms}) {
        Program program;
        const TaskId report = program.child("report");
        program.at(length);
        program.sleep(report);
        program.resume(report);
        program.finish(report);
        program.resume(program.main);
        program.end();
        if (length < core::blocking_step) {
            CHECK(core::findings(program.trace()).empty());
        } else {
            CHECK(only(program.trace(), FindingKind::loop_blocked).text ==
                  "report blocked the loop for 100 ms from 0 ms on: nobody else could take a "
                  "step.");
        }
    }
}

TEST_CASE("of many blocks there is one finding, with their number and lengths") {
    Program program;
    const TaskId report = program.child("report");
    for (const auto until : {100ms, 300ms}) {
        program.at(until);
        program.sleep(report);
        program.resume(report);
    }
    program.finish(report);
    program.end();
    CHECK(only(program.trace(), FindingKind::loop_blocked).text ==
          "report blocked the loop 2 times, for 300 ms in all and 200 ms at the longest, first at "
          "0 ms: nobody else could take a step.");
}

TEST_CASE("a run that goes on has no findings yet") {
    Program program;
    program.sleep(program.child("task"));
    program.end();
    CHECK(core::findings(program.trace()).size() == 1);
    core::Recorder recorder;
    for (const core::Event& event : program.trace().events()) {
        core::Event copy = event;
        copy.label = recorder.label(program.trace().text(event.label));
        recorder.on_event(copy);
    }
    CHECK(core::findings(*recorder.copy(1s)).empty());
}

} // TEST_SUITE
