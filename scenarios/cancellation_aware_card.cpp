#include "scenarios/facts.hpp"
#include "scenarios/programs.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace scenarios {

namespace {

using core::EventKind;

constexpr std::array<std::string_view, 4> modes{"finally", "shield", "shield-and-wait", "swallow"};

constexpr std::array params{
    Param{.id = "mode",
          .label = "Mode",
          .max = 3,
          .help = "How a worker takes a request to stop.",
          .choices = modes},
    Param{.id = "workers",
          .label = "Workers",
          .min = 1,
          .max = 16,
          .initial = 4,
          .help = "How many workers main starts."},
    Param{.id = "parts",
          .label = "Parts",
          .min = 1,
          .max = 20,
          .initial = 5,
          .help = "The parts of a worker's work, done one after the other."},
    Param{.id = "part_ms",
          .label = "Each part takes",
          .max = 2000,
          .initial = 200,
          .unit = "ms",
          .help = "How long a worker works on each part.",
          .adjustable = true},
    Param{.id = "cancel_at_ms",
          .label = "Asked to stop at",
          .max = 10000,
          .initial = 300,
          .unit = "ms",
          .help = "When main asks all workers to stop."},
    Param{.id = "patience_ms",
          .label = "Asked again after",
          .max = 5000,
          .initial = 250,
          .unit = "ms",
          .help = "How long main waits before it asks a second time; 0: it never does.",
          .adjustable = true},
    Param{.id = "save_ms",
          .label = "Save takes",
          .min = 1,
          .max = 1000,
          .initial = 100,
          .unit = "ms",
          .help = "Worker i needs i times this long to save its work.",
          .adjustable = true},
    Param{.id = "closing_ms",
          .label = "Main goes on for",
          .max = 5000,
          .initial = 100,
          .unit = "ms",
          .help = "Main's last work, after its workers have ended.",
          .adjustable = true},
};

std::int64_t interrupted_saves(const core::Trace& trace) {
    const auto events = trace.events();
    return std::count_if(events.begin(), events.end(), [](const core::Event& event) {
        return event.kind == EventKind::cleanup_ended && event.label != core::LabelId::none;
    });
}

std::int64_t dropped_parts(const core::Trace& trace) {
    const auto events = trace.events();
    return std::count_if(events.begin(), events.end(), [&](const core::Event& event) {
        return event.kind == EventKind::mark &&
               trace.text(event.label).find(" drops a part") != std::string_view::npos;
    });
}

/// What the mode did to the saves.
std::string fate(const core::Trace& trace, const ParamValues& values) {
    const std::string_view mode = values.choice("mode");
    const std::int64_t interrupted = interrupted_saves(trace);
    if (mode == "swallow") {
        return fmt::format("{} {} dropped, and {} ended as done, not as cancelled",
                           count_of(dropped_parts(trace), "part"), was(dropped_parts(trace)),
                           count_of(count_ends(trace, EventKind::done, "worker-"), "worker"));
    }
    if (mode == "finally") {
        return fmt::format("{} {} interrupted", count_of(interrupted, "save"), was(interrupted));
    }
    if (mode == "shield" && interrupted > 0) {
        const std::int64_t cut = count_ends(trace, EventKind::cancelled, "save-");
        return fmt::format("{} {} left behind and {} of them cut by the end of main",
                           count_of(interrupted, "save"), was(interrupted), cut);
    }
    return "every worker waited for its save";
}

std::string verdict(const core::Trace& trace, const ParamValues& values) {
    const auto asked = next_event(trace, core::EventId{0}, [&](const core::Event& event) {
        return event.kind == EventKind::cancel_requested &&
               trace.name(event.task).starts_with("worker-");
    });
    const std::string saves = fmt::format("{} of {} completed", last_count(trace, "saved"),
                                          count_of(values.get("workers"), "save"));
    if (asked == core::EventId::none) {
        return fmt::format("Nobody was asked to stop: the last worker ended at {}, {}.",
                           to_words(us_of(trace, last_end(trace, "worker-"))), saves);
    }
    return fmt::format(
        "Asked to stop at {}, the last worker ended at {}; {}, {}.", to_words(us_of(trace, asked)),
        to_words(us_of(trace, last_end(trace, "worker-"))), saves, fate(trace, values));
}

} // namespace

extern const Scenario cancellation_aware{
    .id = "cancellation-aware",
    .title = "Asked to stop",
    .group = "Cancellation and errors",
    .lesson =
        "A cancelled task gets CancelledError where it waits, and its finally may await to put "
        "things in order. But a second request strikes in the middle of that, and what was not "
        "done by then is never done. shield keeps the save alive, but the worker leaves it "
        "behind, and whether it completes is luck, unless the worker goes on waiting for it. Who "
        "swallows CancelledError works on as if nothing had happened, loses what it was doing, "
        "and ends as done.",
    .source = "scenarios/cancellation_aware.cpp",
    .twin = "assets/python/cancellation-aware.py",
    .params = params,
    .main = cancellation_aware_main,
    .prepare = nullptr,
    .verdict = verdict,
    .difference = {"mode", "finally", "shield-and-wait"},
    .curve = {"cancel_at_ms", "tasks_cancelled"},
    .questions = cancellation_aware_questions,
};

} // namespace scenarios
