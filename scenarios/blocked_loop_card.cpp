#include "scenarios/programs.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace scenarios {

namespace {

constexpr std::array<std::string_view, 4> modes{"on-loop", "thread", "thread-timeout", "slices"};

constexpr std::array params{
    Param{.id = "mode",
          .label = "Mode",
          .max = 3,
          .help = "Where the long call runs, and who waits for it.",
          .choices = modes},
    Param{.id = "reports",
          .label = "Reports",
          .min = 1,
          .max = 8,
          .initial = 2,
          .help = "How many reports are asked for, all after 120 ms."},
    Param{.id = "work_ms",
          .label = "Report takes",
          .max = 2000,
          .initial = 300,
          .unit = "ms",
          .help = "How long the call for a report takes; there is no await in it."},
    Param{.id = "threads",
          .label = "Threads",
          .min = 1,
          .max = 16,
          .initial = 2,
          .help = "How many threads the pool has; further calls stand in line."},
    Param{.id = "patience_ms",
          .label = "Patience",
          .max = 2000,
          .initial = 150,
          .unit = "ms",
          .help = "How long a report waits for its thread, in thread-timeout."},
    Param{.id = "slice_ms",
          .label = "Slice",
          .min = 1,
          .max = 1000,
          .initial = 10,
          .unit = "ms",
          .help = "After so much work others have a turn, in slices."},
    Param{.id = "beat_ms",
          .label = "Heartbeat every",
          .min = 1,
          .max = 1000,
          .initial = 50,
          .unit = "ms",
          .help = "How long the heartbeat sleeps between two beats.",
          .adjustable = true},
    Param{.id = "beats",
          .label = "Heartbeats",
          .min = 1,
          .max = 100,
          .initial = 12,
          .help = "How many there are; main ends with the last one or the last report."},
};

/// What the trace tells about the reports and about who had to wait for them.
struct Facts {
    std::int64_t latest_ms = 0;   ///< by so much the latest heartbeat was late
    std::int64_t reports_us = 0;  ///< the last report was over then, whatever became of it
    std::int64_t given_up = 0;    ///< reports whose time limit was up
    std::int64_t given_up_us = 0; ///< the last of these
    std::int64_t threads_us = 0;  ///< the last thread was free again then
};

Facts facts_of(const core::Trace& trace) {
    Facts facts;
    for (const core::Event& event : trace.events()) {
        const std::string_view label = trace.text(event.label);
        if (event.kind == core::EventKind::counter && label == "late_ms") {
            facts.latest_ms = std::max<std::int64_t>(facts.latest_ms, event.value);
        } else if (event.kind == core::EventKind::counter && label == "in_threads") {
            facts.threads_us = core::to_us(event.at);
        } else if (event.kind == core::EventKind::timeout_fired) {
            ++facts.given_up;
            facts.given_up_us = core::to_us(event.at);
        } else if (core::ends_task(event.kind) && trace.name(event.task).starts_with("report-")) {
            facts.reports_us = core::to_us(event.at);
        }
    }
    return facts;
}

std::string lateness(const Facts& facts) {
    return facts.latest_ms == 0
               ? "the heartbeat was never late"
               : fmt::format("the heartbeat was up to {} late", to_words(facts.latest_ms * 1000));
}

std::string verdict(const core::Trace& trace, const ParamValues& values) {
    const Facts facts = facts_of(trace);
    const std::string reports = count_of(values.get("reports"), "report");
    const std::string over = fmt::format("{} {} over at {}", reports, was(values.get("reports")),
                                         to_words(facts.reports_us));
    const std::string_view mode = values.choice("mode");
    if (mode == "on-loop") {
        return fmt::format("One call kept everybody waiting for {}: {}, and {}.",
                           to_words(figure(trace, "blocked_us")), lateness(facts), over);
    }
    if (mode == "slices") {
        return fmt::format("No slice took longer than {}: {}, and {}.",
                           to_words(figure(trace, "blocked_us")), lateness(facts), over);
    }
    if (facts.given_up > 0) {
        return fmt::format(
            "{} given up, the last at {}, but the threads were at work until {}; {}.",
            fmt::format("{} {}", count_of(facts.given_up, "report"), was(facts.given_up)),
            to_words(facts.given_up_us), to_words(facts.threads_us), lateness(facts));
    }
    return fmt::format("{} did the work: {}, and {}.", count_of(values.get("threads"), "thread"),
                       lateness(facts), over);
}

} // namespace

extern const Scenario blocked_loop{
    .id = "blocked-loop",
    .title = "The blocked loop",
    .group = "Classic traps",
    .lesson = "All tasks share one thread, and only an await lets others run. A call that computes "
              "or waits for 300 ms without one keeps everybody waiting: timers, heartbeats, even "
              "the time limit that was meant to stop it. In a thread of a pool the same call "
              "leaves the loop free; but cancelling whoever waits for it does not stop the thread, "
              "and the program does not end before its threads. Work of one's own can be cut into "
              "slices with sleep(0) between them: it takes as long, but others have a turn after "
              "each, and nobody is late by more than a few slices.",
    .source = "scenarios/blocked_loop.cpp",
    .twin = "assets/python/blocked-loop.py",
    .params = params,
    .main = blocked_loop_main,
    .prepare = nullptr,
    .verdict = verdict,
    .difference = {"mode", "on-loop", "thread"},
    .curve = {"work_ms", "blocked_us"},
    .questions = blocked_loop_questions,
};

} // namespace scenarios
