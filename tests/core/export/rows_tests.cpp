#include "core/export/rows.hpp"
#include "tests/support/trace_builder.hpp"

#include <doctest/doctest.h>

using core::EventKind;
using core::TaskId;
using support::TraceBuilder;
using namespace std::chrono_literals;

namespace {

/// The rows of what `write` adds to a trace with a task "main".
template <class Write>
std::string rows_of(Write write) {
    TraceBuilder builder;
    const TaskId main = builder.create("main");
    const std::size_t before = core::to_rows(builder.trace()).size();
    builder.at(1500us);
    write(builder, main);
    return core::to_rows(builder.trace()).substr(before);
}

/// The row of one event about main.
std::string row_of(EventKind kind, std::string_view label, support::Fields fields = {}) {
    return rows_of([&](TraceBuilder& b, TaskId main) { b.add(kind, main, label, fields); });
}

} // namespace

TEST_SUITE("core/export/rows") {

TEST_CASE("every event of a task has its row, keys in the order of the format") {
    CHECK(rows_of([](TraceBuilder& b, TaskId main) { b.create("child", main); }) ==
          R"({"t":1500,"ev":"create","task":"child","by":"main"})"
          "\n");
    CHECK(row_of(EventKind::started, "") == R"({"t":1500,"ev":"start","task":"main"})"
                                            "\n");
    CHECK(row_of(EventKind::resumed, "") == R"({"t":1500,"ev":"resume","task":"main"})"
                                            "\n");
    CHECK(row_of(EventKind::thrown, "CancelledError", {.value = 1}) ==
          R"({"t":1500,"ev":"throw","task":"main","exc":"CancelledError","first":true})"
          "\n");
    CHECK(row_of(EventKind::suspended, "batch") ==
          R"({"t":1500,"ev":"suspend","task":"main","on":"batch"})"
          "\n");
    CHECK(row_of(EventKind::suspended, "") == R"({"t":1500,"ev":"suspend","task":"main","on":"-"})"
                                              "\n");
    CHECK(row_of(EventKind::done, "7") == R"({"t":1500,"ev":"done","task":"main","val":7})"
                                          "\n");
    CHECK(row_of(EventKind::done, "") == R"({"t":1500,"ev":"done","task":"main","val":null})"
                                         "\n");
    CHECK(row_of(EventKind::cancelled, "") == R"({"t":1500,"ev":"cancelled","task":"main"})"
                                              "\n");
    CHECK(row_of(EventKind::cancel_requested, "", {.value = 2}) ==
          R"({"t":1500,"ev":"cancel","task":"main","by":"loop","count":2})"
          "\n");
    CHECK(row_of(EventKind::uncancelled, "", {.value = 1}) ==
          R"({"t":1500,"ev":"uncancel","task":"main","count":1})"
          "\n");
}

TEST_CASE("errors of the engine's types stand without their message, user errors with it") {
    const auto fail = [](std::string_view error) {
        const std::string row = row_of(EventKind::failed, error);
        constexpr std::string_view begin = R"({"t":1500,"ev":"fail","task":"main","exc":)";
        CHECK(row.starts_with(begin));
        return row.substr(begin.size(), row.size() - begin.size() - 2);
    };
    CHECK(fail("ValueError: no route") == R"("ValueError")");
    CHECK(fail("SystemExit") == R"("SystemExit")");
    CHECK(fail("E1: x") == R"("E1: x")");
    CHECK(fail("ValueErrorOfMine: x") == R"("ValueErrorOfMine: x")");
    CHECK(fail("ExceptionGroup[E1: a,E2: b]") == R"("ExceptionGroup[E1: a,E2: b]")");
}

TEST_CASE("groups and time limits have their rows") {
    const auto rows = rows_of([](TraceBuilder& b, TaskId main) {
        const std::uint32_t error = b.text("E1: x");
        b.add(EventKind::group_entered, main, "tg");
        b.add(EventKind::group_exiting, main, "tg", {.value = 3});
        b.add(EventKind::group_exiting, main, "tg", {.other = error, .value = 0});
        b.add(EventKind::group_child_ended, main, "tg");
        b.add(EventKind::group_aborted, main, "tg", {.value = 2});
        b.add(EventKind::group_ended, main, "tg", {.other = error});
        b.add(EventKind::timeout_entered, main, "limit");
        b.add(EventKind::timeout_fired, main, "limit");
        b.add(EventKind::timeout_exited, main, "limit", {.value = 1});
    });
    CHECK(rows == R"({"t":1500,"ev":"group_enter","group":"tg"}
{"t":1500,"ev":"group_exit","group":"tg","exc":null,"children":3}
{"t":1500,"ev":"group_exit","group":"tg","exc":"E1: x","children":0}
{"t":1500,"ev":"group_child","group":"tg","task":"main"}
{"t":1500,"ev":"group_abort","group":"tg"}
{"t":1500,"ev":"group_end","group":"tg","exc":"E1: x"}
{"t":1500,"ev":"timeout_fire","timeout":"limit"}
{"t":1500,"ev":"timeout_exit","timeout":"limit","fired":true,"exc":null}
)");
}

TEST_CASE("the run's own rows name who is unfinished and whose error nobody looked at") {
    const auto rows = rows_of([](TraceBuilder& b, TaskId main) {
        const std::uint32_t error = b.text("ValueError: x");
        const TaskId child = b.create("child", main);
        b.add(EventKind::signal, TaskId::none, "SIGTERM");
        b.add(EventKind::deadlock, TaskId::none, {}, {.value = 2});
        b.add(EventKind::bound_reached, TaskId::none, {}, {.value = 9});
        b.fail(child, "ValueError: x");
        b.add(EventKind::main_ended, main, "SystemExit", {.value = 1});
        b.add(EventKind::loop_error, TaskId::none, "bad callback", {.other = error});
        b.add(EventKind::loop_error, child, "Task exception was never retrieved", {.other = error});
        b.add(EventKind::loop_error, main, "Task was destroyed but it is pending!");
        b.add(EventKind::run_ended, TaskId::none, "SystemExit", {.value = 1});
    });
    CHECK(rows == R"({"t":1500,"ev":"create","task":"child","by":"main"}
{"t":1500,"ev":"signal","sig":"SIGTERM"}
{"t":1500,"ev":"deadlock","pending":["main","child"]}
{"t":1500,"ev":"bound"}
{"t":1500,"ev":"fail","task":"child","exc":"ValueError"}
{"t":1500,"ev":"main_end","exc":"SystemExit"}
{"t":1500,"ev":"loop_error","msg":"bad callback","exc":"ValueError"}
{"t":1500,"ev":"end","teardown":"SystemExit","pending":["main"],"unretrieved":["child"]}
)");
}

TEST_CASE("counters, marks, cleanups and permits have no row") {
    for (const EventKind kind :
         {EventKind::counter, EventKind::mark, EventKind::error_seen, EventKind::cleanup_started,
          EventKind::cleanup_ended, EventKind::queued, EventKind::acquired, EventKind::abandoned,
          EventKind::released, EventKind::timeout_entered}) {
        CAPTURE(core::info(kind).name);
        CHECK(row_of(kind, "x").empty());
    }
}

TEST_CASE("rows are ASCII whatever the names are") {
    CHECK(rows_of([](TraceBuilder& b, TaskId main) { b.create("tâche \"1\"", main); }) ==
          R"({"t":1500,"ev":"create","task":"t\u00e2che \"1\"","by":"main"})"
          "\n");
}

} // TEST_SUITE
