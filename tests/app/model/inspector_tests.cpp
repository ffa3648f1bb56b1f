#include "app/model/inspector.hpp"
#include "scenarios/run.hpp"
#include "tests/support/sample_traces.hpp"
#include "tests/support/scenario_runs.hpp"
#include "tests/support/trace_builder.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace std::chrono_literals;
using core::TaskId;
using support::TraceBuilder;

namespace {

core::TraceState state_at(const core::Trace& trace, std::size_t count) {
    core::TraceState state;
    for (const core::Event& event : trace.events().first(count)) {
        state.apply(event);
    }
    return state;
}

app::Inspection inspect(const core::Trace& trace, std::string_view task, std::size_t count) {
    return app::inspect(trace, state_at(trace, count), trace.find_task(task));
}

const app::Fact* fact(const app::Inspection& about, std::string_view name) {
    const auto found = std::find_if(about.facts.begin(), about.facts.end(),
                                    [&](const app::Fact& f) { return f.name == name; });
    return found == about.facts.end() ? nullptr : &*found;
}

std::string value(const app::Inspection& about, std::string_view name) {
    const app::Fact* found = fact(about, name);
    return found == nullptr ? "(none)" : found->value;
}

} // namespace

TEST_SUITE("app/model/inspector") {

TEST_CASE("nothing selected, nothing said") {
    const auto trace = support::gather_sample();
    CHECK(app::inspect(*trace, state_at(*trace, 5), TaskId::none).name.empty());
}

TEST_CASE("a task that is still to come says so and has no facts") {
    const auto trace = support::gather_sample();
    const app::Inspection about = inspect(*trace, "task-3", 1);
    CHECK(about.name == "task-3");
    CHECK(about.state_text == "not created yet");
    CHECK(about.facts.empty());
    CHECK(about.why.empty());
}

TEST_CASE("a sleeping task tells since when, for how long it lives and who made it") {
    const auto trace = support::gather_sample();
    const app::Inspection about = inspect(*trace, "task-6", trace->count_until(500ms));
    CHECK(about.state == app::Role::sleeping);
    CHECK(about.state_text == "sleeps");
    CHECK(value(about, "Since") == "0 ms");
    CHECK(value(about, "Has lived for") == "500 ms");
    CHECK(value(about, "Created by") == "main");
    CHECK(fact(about, "Created by")->task == trace->find_task("main"));
}

TEST_CASE("the line of a task is told by the name of its file, without folders") {
    const auto trace = support::run("gather-vs-group");
    const std::string line = value(inspect(*trace, "task-1", trace->count_until(100ms)), "Line");
    CHECK(line.starts_with("gather_vs_group.cpp:"));
}

TEST_CASE("a failed task tells its error, its end, and the failure is its own why") {
    const auto trace = support::gather_sample();
    const app::Inspection about = inspect(*trace, "task-3", trace->size());
    CHECK(about.state == app::Role::failed);
    CHECK(about.state_text == "failed with ValueError: no route to host");
    CHECK(value(about, "Ended at") == "400 ms");
    CHECK(value(about, "Lived for") == "400 ms");
    CHECK(value(about, "Error") == "ValueError: no route to host");
    REQUIRE_FALSE(about.why.empty());
    CHECK((*trace)[about.why[0].event].kind == core::EventKind::failed);
}

TEST_CASE("a cancelled task's chain of causes leads from the request to the failure") {
    const auto trace = scenarios::run(support::spec_of("gather-vs-group mode=task-group"));
    const app::Inspection about = inspect(*trace, "task-5", trace->count_until(400ms));
    CHECK(about.state == app::Role::cleanup);
    CHECK(value(about, "Cancel requests") == "1");
    std::vector<core::EventKind> kinds;
    for (const app::Cause& cause : about.why) {
        kinds.push_back((*trace)[cause.event].kind);
        CHECK(cause.time == "400 ms");
        CHECK_FALSE(cause.text.empty());
    }
    using core::EventKind;
    const std::vector chain{EventKind::cancel_requested, EventKind::group_aborted,
                            EventKind::failed};
    CHECK(std::search(kinds.begin(), kinds.end(), chain.begin(), chain.end()) != kinds.end());
}

TEST_CASE("asked to stop, and when, is told until the task learns of it") {
    TraceBuilder b;
    const TaskId task = b.create("task");
    b.start(task);
    b.sleep(task);
    b.at(30ms);
    const auto request = b.request_cancel(task);
    b.at(50ms);
    b.throw_into(task, "CancelledError", request);
    const core::Trace& trace = b.trace();
    const app::Inspection before = inspect(trace, "task", trace.size() - 1);
    CHECK(before.state == app::Role::stopping);
    CHECK(value(before, "Asked to stop") == "30 ms");
    CHECK(fact(before, "Asked to stop")->event == request);
    CHECK(value(inspect(trace, "task", trace.size()), "Asked to stop") == "(none)");
}

TEST_CASE("what a task waits for is a sentence and a link") {
    TraceBuilder b;
    const TaskId main = b.create("main");
    const TaskId child = b.create("child", main);
    b.suspend(main, core::WaitKind::task, "child", child);
    b.permit(core::EventKind::queued, child, "permits", 0);
    b.suspend(child, core::WaitKind::permit, "permits");
    const core::Trace& trace = b.trace();
    const app::Inspection about = inspect(trace, "main", trace.size());
    CHECK(about.state_text == "waits for child");
    REQUIRE(fact(about, "Waits for") != nullptr);
    CHECK(fact(about, "Waits for")->task == child);
    CHECK(inspect(trace, "child", trace.size()).state_text == "in line for permits");
}

TEST_CASE("a task cancelled before it ran says so") {
    TraceBuilder b;
    const TaskId task = b.create("task");
    b.throw_before_start(task, b.request_cancel(task));
    b.end_cancelled(task);
    const app::Inspection about = inspect(b.trace(), "task", b.trace().size());
    CHECK(about.state == app::Role::never_ran);
    CHECK(about.state_text == "cancelled before it ran");
}

TEST_CASE("every task of any trace can be inspected at every cursor") {
    const auto trace = support::random_trace(9, 8, 400);
    core::TraceState state;
    for (const core::Event& event : trace->events()) {
        state.apply(event);
        for (const core::TaskInfo& task : trace->tasks()) {
            const app::Inspection about = app::inspect(*trace, state, task.id);
            REQUIRE_FALSE(about.state_text.empty());
            for (const app::Cause& cause : about.why) {
                REQUIRE(core::index_of(cause.event) < state.count()); // never from the future
            }
        }
    }
}

} // TEST_SUITE
