#include "core/base/bytes.hpp"
#include "core/export/json.hpp"
#include "core/trace/seeker.hpp"
#include "core/trace/spans.hpp"
#include "core/trace/trace_bytes.hpp"
#include "scenarios/run.hpp"
#include "tests/conformance/interpreter.hpp"
#include "tests/support/golden_programs.hpp"
#include "tests/support/sample_traces.hpp"
#include "tests/support/trace_builder.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <random>

using core::EventKind;
using core::TaskId;
using core::WaitKind;

namespace {

core::Trace const& again(const core::Trace& trace, std::shared_ptr<const core::Trace>& kept) {
    const auto read = core::trace_from_bytes(core::to_bytes(trace));
    REQUIRE_MESSAGE(read, read.error().message);
    kept = read.value();
    return *kept;
}

/// Checks that nothing of the trace got lost on the way into bytes and back.
void check_round_trip(const core::Trace& trace) {
    std::shared_ptr<const core::Trace> kept;
    const core::Trace& read = again(trace, kept);
    CHECK(core::to_json(read, {}) == core::to_json(trace, {}));
    CHECK(read.end() == trace.end());
    CHECK(core::to_bytes(read) == core::to_bytes(trace));
}

/// What is wrong with a trace that a builder has written.
std::string error_of(const core::Trace& trace) {
    const auto read = core::trace_from_bytes(core::to_bytes(trace));
    return read ? "nothing" : read.error().message;
}

} // namespace

TEST_SUITE("core/trace/trace_bytes") {

TEST_CASE("a trace that was written and read tells the same, whatever the scenario") {
    for (const scenarios::Scenario* scenario : scenarios::all()) {
        CAPTURE(scenario->id);
        check_round_trip(*scenarios::run(scenarios::RunSpec{*scenario}));
    }
    check_round_trip(core::Trace{});
}

TEST_CASE("every trace that the engine makes of 200 programs can be written and read") {
    for (const support::GoldenProgram& golden : support::golden_programs()) {
        CAPTURE(golden.seed);
        core::Recorder recorder;
        conformance::run_watched(golden.program, recorder, [](core::Loop&) {});
        check_round_trip(*recorder.take());
    }
}

TEST_CASE("names of source files live as long as the trace that was read") {
    support::TraceBuilder builder;
    builder.create("main");
    builder.add(EventKind::started, core::main_task);
    builder.add(EventKind::suspended, core::main_task, "sleep",
                {.value = 1, .file = "scenarios/somewhere.cpp", .line = 12});
    std::shared_ptr<const core::Trace> kept;
    again(builder.trace(), kept);
    CHECK(kept->file(kept->events().back().file) == "scenarios/somewhere.cpp");
}

TEST_CASE("no beginning of a trace's bytes is taken for a trace") {
    const std::string bytes = core::to_bytes(*support::group_sample());
    for (std::size_t length = 0; length < bytes.size(); ++length) {
        CAPTURE(length);
        const auto read = core::trace_from_bytes(std::string_view{bytes}.substr(0, length));
        REQUIRE_FALSE(read);
        CHECK(read.error().message == "it is cut short");
    }
    CHECK(core::trace_from_bytes(bytes + "x").error().message ==
          "it is damaged: something follows the last event");
}

TEST_CASE("bytes that were changed anywhere give an error or a sound trace") {
    const std::string good = core::to_bytes(*support::random_trace(7, 9, 200));
    std::mt19937_64 random{1};
    std::size_t read_well = 0;
    for (int i = 0; i < 20'000; ++i) {
        std::string bytes = good;
        for (std::uint64_t n = random() % 3 + 1; n-- > 0;) {
            bytes[random() % bytes.size()] = static_cast<char>(random());
        }
        const auto read = core::trace_from_bytes(bytes);
        if (read) {
            ++read_well;
            const core::Trace& trace = *read.value();
            const core::Spans spans{trace};
            const core::Seeker seeker{trace};
            CHECK(seeker.at(trace.size()).count() == trace.size());
        }
    }
    CHECK(read_well > 1000);
    CHECK(read_well < 19'000);
}

TEST_CASE("a count that the bytes cannot hold is found out before anything is taken for it") {
    for (const bool is_labels : {true, false}) {
        core::ByteWriter out;
        out.number(std::uint16_t{1});
        out.number(std::uint8_t{0}); // kinds
        out.number(std::uint8_t{0}); // files
        out.number(is_labels ? UINT32_MAX : 0U);
        if (!is_labels) {
            out.number(UINT32_MAX);
        }
        CHECK(core::trace_from_bytes(std::move(out).take()).error().message == "it is cut short");
    }
}

TEST_CASE("a later version is told from damage") {
    core::ByteWriter version;
    version.number(std::uint16_t{9});
    version.number(std::uint8_t{0});
    CHECK(core::trace_from_bytes(std::move(version).take()).error().message ==
          "it was saved by a newer version of Async Lab (events of version 9, this one knows "
          "version 1)");
    core::ByteWriter kind;
    kind.number(std::uint16_t{1});
    kind.number(std::uint8_t{1});
    kind.text("teleported");
    CHECK(core::trace_from_bytes(std::move(kind).take()).error().message ==
          "it was saved by a newer version of Async Lab: this one does not know the event "
          "'teleported'");
}

TEST_CASE("what no loop would record is refused with the reason") {
    const auto wrong = [](auto write) {
        support::TraceBuilder builder;
        builder.create("main");
        builder.start(core::main_task);
        write(builder);
        return error_of(builder.trace());
    };
    const TaskId nobody = static_cast<TaskId>(7);
    const std::string damaged = "it is damaged: event 2 ";
    CHECK(wrong([&](auto& b) { b.start(nobody); }) ==
          damaged + "is about a task that does not exist");
    CHECK(wrong([&](auto& b) { b.add(EventKind::cleanup_started, TaskId::none); }) ==
          damaged + "is about no task");
    CHECK(wrong([&](auto& b) { b.resume(core::main_task, static_cast<core::EventId>(2)); }) ==
          damaged + "comes before its cause");
    CHECK(wrong([&](auto& b) { b.suspend(core::main_task, WaitKind::task, "", nobody); }) ==
          damaged + "names a task that does not exist");
    CHECK(wrong([&](auto& b) { b.suspend(core::main_task, static_cast<WaitKind>(11)); }) ==
          damaged + "waits for something unknown");
    CHECK(wrong([&](auto& b) { b.add(EventKind::mark, core::main_task, "x", {.other = 1}); }) ==
          damaged + "carries more than its kind has room for");
    CHECK(wrong([&](auto& b) { b.permit(EventKind::acquired, core::main_task, "s", -1); }) ==
          damaged + "counts an impossible number of permits");
    CHECK(wrong([&](auto& b) {
              b.at(core::Duration{5});
              b.sleep(core::main_task);
              b.at(core::Duration{4});
              b.resume(core::main_task);
          }) == "it is damaged: event 3 happens before the one before it");
    CHECK(wrong([&](auto& b) {
              b.at(core::Instant::max());
              b.sleep(core::main_task);
          }) == damaged + "happens too late for any run");
    CHECK(wrong([&](auto& b) {
              b.finish(core::main_task);
              b.resume(core::main_task);
          }) == "it is damaged: event 3 is a step of a task that has ended");
    CHECK(wrong([&](auto& b) {
              for (int i = 0; i <= 1000; ++i) {
                  b.count(fmt::format("counter {}", i), i);
              }
          }) == "it is damaged: event 1002 is of more than 1000 counters and resources");
}

} // TEST_SUITE
