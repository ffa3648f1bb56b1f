#include "scenarios/facts.hpp"
#include "scenarios/programs.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace scenarios {

namespace {

using core::Event;
using core::EventKind;

constexpr std::array<std::string_view, 4> modes{"one-group", "nested", "contain", "restart"};
constexpr std::array<std::string_view, 2> off_on{"off", "on"};

constexpr std::array params{
    Param{.id = "mode",
          .label = "Mode",
          .max = 3,
          .help = "Who catches the error of a worker.",
          .choices = modes},
    Param{.id = "services",
          .label = "Services",
          .min = 1,
          .max = 4,
          .initial = 3,
          .help = "How many services main opens."},
    Param{.id = "workers",
          .label = "Workers of each",
          .min = 1,
          .max = 4,
          .initial = 2,
          .help = "How many workers a service has."},
    Param{.id = "work_ms",
          .label = "A worker works",
          .max = 5000,
          .initial = 1000,
          .unit = "ms",
          .help = "How long a worker that does not fail works.",
          .adjustable = true},
    Param{.id = "fail_service",
          .label = "Failing service",
          .max = 4,
          .initial = 2,
          .help = "Number of the service whose first worker fails; 0: nobody fails."},
    Param{.id = "fail_at_ms",
          .label = "Failure after",
          .max = 5000,
          .initial = 300,
          .unit = "ms",
          .help = "How long the failing worker works before it fails."},
    Param{.id = "failures",
          .label = "Failures",
          .min = 1,
          .max = 6,
          .initial = 2,
          .help = "In how many lives of its service that worker fails, in mode restart.",
          .adjustable = true},
    Param{.id = "cleanup_ms",
          .label = "Cleanup",
          .max = 2000,
          .initial = 50,
          .unit = "ms",
          .help = "What a worker that is stopped needs to put things in order.",
          .adjustable = true},
    Param{.id = "cleanup_fails",
          .label = "Cleanup fails",
          .max = 1,
          .help = "Whether that fails as well, with an error of its own.",
          .choices = off_on,
          .adjustable = true},
    Param{.id = "restarts",
          .label = "Restarts",
          .max = 6,
          .initial = 3,
          .help = "How often a supervisor starts its service again before it gives up.",
          .adjustable = true},
    Param{.id = "restart_delay_ms",
          .label = "Pause before a restart",
          .max = 2000,
          .initial = 100,
          .unit = "ms",
          .help = "How long a supervisor waits before it starts its service again.",
          .adjustable = true},
    Param{.id = "linger_ms",
          .label = "Main goes on for",
          .max = 5000,
          .initial = 100,
          .unit = "ms",
          .help = "Main's other work, after it has its services or the error.",
          .adjustable = true},
};

/// How many workers were asked to stop.
std::int64_t stopped_workers(const core::Trace& trace) {
    const auto events = trace.events();
    return std::count_if(events.begin(), events.end(), [&](const Event& event) {
        return event.kind == EventKind::cancel_requested && event.value == 1 &&
               trace.name(event.task).starts_with("worker-");
    });
}

/// "main saw ExceptionGroup[ValueError: bad record] at 350 ms".
std::string what_main_saw(const core::Trace& trace) {
    for (const Event& event : trace.events()) {
        if (event.kind == EventKind::error_seen && event.task == core::main_task) {
            return fmt::format("main saw {} at {}", trace.text(event.label),
                               to_words(core::to_us(event.at)));
        }
    }
    return "main saw no error";
}

std::string verdict(const core::Trace& trace, const ParamValues& values) {
    const std::int64_t workers = values.get("services") * values.get("workers");
    const std::int64_t finished = last_count(trace, "finished");
    const auto failed = next_event(trace, core::EventId{0}, [&](const Event& event) {
        return event.kind == EventKind::failed && trace.name(event.task).starts_with("worker-");
    });
    const std::string result =
        fmt::format("{} of {} finished", finished, count_of(workers, "worker"));
    if (failed == core::EventId::none) {
        return fmt::format("Nobody failed: {}, the last at {}.", result,
                           to_words(us_of(trace, last_end(trace, "worker-"))));
    }
    const std::int64_t stopped = stopped_workers(trace);
    const std::int64_t lives =
        static_cast<std::int64_t>(trace.tasks().size()) - workers - values.get("services") - 1;
    const std::string again =
        values.choice("mode") != "restart"
            ? ""
            : fmt::format(" after {}", count_of(lives / values.get("workers"), "restart"));
    return fmt::format("{} failed at {} and {} {} stopped; {}{}, {}.",
                       trace.name(trace[failed].task), to_words(us_of(trace, failed)),
                       count_of(stopped, "other"), was(stopped), result, again,
                       what_main_saw(trace));
}

} // namespace

extern const Scenario error_boundaries{
    .id = "error-boundaries",
    .title = "How far an error reaches",
    .group = "Cancellation and errors",
    .lesson =
        "One of many workers fails. In one task group that takes everything down: it is what a "
        "group is for. More groups inside of it change only the shape of the error, an "
        "ExceptionGroup in an ExceptionGroup. How far a failure reaches is decided by whoever "
        "catches it: a service that catches the error of its own group loses its own workers and "
        "nobody else's, and a supervisor starts them again, until it gives up and passes the "
        "error on.",
    .source = "scenarios/error_boundaries.cpp",
    .twin = "assets/python/error-boundaries.py",
    .params = params,
    .main = error_boundaries_main,
    .prepare = nullptr,
    .verdict = verdict,
    .difference = {"mode", "nested", "restart"},
    .curve = {"services", "tasks_cancelled"},
    .questions = error_boundaries_questions,
};

} // namespace scenarios
