#include "core/export/json.hpp"
#include "tests/support/sample_traces.hpp"
#include "tests/support/trace_builder.hpp"

#include <doctest/doctest.h>

using core::EventId;
using core::EventKind;
using core::TaskId;
using core::WaitKind;
using support::TraceBuilder;
using namespace std::chrono_literals;

TEST_SUITE("core/export/json") {

TEST_CASE("a run is one object with spec, metrics, findings, tasks and events") {
    TraceBuilder builder;
    const TaskId main = builder.create("main");
    const EventId step = builder.start(main);
    const TaskId child = builder.create("child \"1\"", main);
    builder.add(
        EventKind::suspended, main, "",
        {.other = 2, .value = static_cast<int>(WaitKind::task), .file = "a/b.cpp", .line = 12});
    builder.at(2500us);
    builder.request_cancel(child, step, main);
    builder.throw_before_start(child, step);
    builder.end_cancelled(child);
    builder.add(EventKind::group_ended, main, "batch", {.other = builder.text("E1: x")});
    builder.end_main();
    CHECK(core::to_json(builder.trace(), {{"scenario", "\"demo\""}, {"seed", "1"}}) ==
          R"({
  "schema": 1,
  "spec": {
    "scenario": "demo",
    "seed": 1
  },
  "metrics": {
    "total_us": 2500,
    "tasks_created": 1,
    "tasks_completed": 0,
    "tasks_failed": 0,
    "tasks_cancelled": 1,
    "tasks_leaked": 0
  },
  "findings": [],
  "tasks": [
    {"id":1,"name":"main","parent":0,"created_us":0,"ended_us":null,"outcome":null},
    {"id":2,"name":"child \"1\"","parent":1,"created_us":0,"ended_us":2500,"outcome":"cancelled"}
  ],
  "events": [
    {"t":0,"kind":"created","task":1,"label":"main"},
    {"t":0,"kind":"started","task":1},
    {"t":0,"kind":"created","task":2,"label":"child \"1\"","by":1},
    {"t":0,"kind":"suspended","task":1,"target":2,"value":3,"file":"a/b.cpp","line":12},
    {"t":2500,"kind":"cancel_requested","task":2,"cause":1,"by":1,"value":1},
    {"t":2500,"kind":"thrown","task":2,"cause":1,"label":"CancelledError","value":1},
    {"t":2500,"kind":"cancelled","task":2},
    {"t":2500,"kind":"group_ended","task":1,"label":"batch","error":"E1: x"},
    {"t":2500,"kind":"main_ended","label":"0","value":0}
  ]
}
)");
}

TEST_CASE("an empty trace is an object with empty parts") {
    CHECK(core::to_json(core::Trace{}, {}) == R"({
  "schema": 1,
  "spec": {},
  "metrics": {},
  "findings": [],
  "tasks": [],
  "events": []
}
)");
}

TEST_CASE("a finding tells kind, place, task, sentence and lesson") {
    TraceBuilder builder;
    const TaskId main = builder.create("main");
    const TaskId child = builder.create("child", main);
    builder.at(1500us);
    builder.end_main();
    builder.end_cancelled(child);
    CHECK(core::to_json(builder.trace(), {})
              .find(R"("findings": [
    {"kind":"outlives-caller","t":1500,"event":2,"task":2,"text":)"
                    R"("child still ran when the main program was )"
                    R"(over at 1.5 ms.","lesson":"gather-vs-group"}
  ],)") != std::string::npos);
}

TEST_CASE("every field that an event has is in its line") {
    for (const core::EventInfo& info : core::event_infos) {
        CAPTURE(info.name);
        TraceBuilder builder;
        const TaskId main = builder.create("main");
        builder.add(info.kind, main, "text", {.other = builder.text("text"), .value = 9});
        const std::string json = core::to_json(builder.trace(), {});
        const std::string line = json.substr(json.rfind("    {"));
        CHECK(line.find(info.name) != std::string::npos);
        CHECK((line.find("\"value\":9") != std::string::npos) ==
              (info.fields.find("value = ") != std::string_view::npos));
        const bool has_other = line.find("\"by\":") != std::string::npos ||
                               line.find("\"target\":") != std::string::npos ||
                               line.find("\"error\":\"text\"") != std::string::npos;
        CHECK(has_other == (info.fields.find("other = ") != std::string_view::npos));
    }
}

} // TEST_SUITE
