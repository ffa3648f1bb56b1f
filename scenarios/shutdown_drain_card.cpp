#include "core/trace/metrics.hpp"
#include "scenarios/programs.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace scenarios {

namespace {

constexpr std::array<std::string_view, 3> strategies{"abrupt", "article", "robust"};

constexpr std::array params{
    Param{.id = "strategy",
          .label = "Strategy",
          .max = 2,
          .initial = 2,
          .help = "What the program does on SIGTERM.",
          .choices = strategies},
    Param{.id = "requests_per_s",
          .label = "Requests",
          .min = 1,
          .max = 200,
          .initial = 20,
          .unit = "/s",
          .help = "How many requests arrive in a second.",
          .logarithmic = true,
          .adjustable = true},
    Param{.id = "request_ms",
          .label = "Request takes",
          .min = 1,
          .max = 5000,
          .initial = 300,
          .unit = "ms",
          .help = "From the arrival of a request to its answer.",
          .logarithmic = true,
          .adjustable = true},
    Param{.id = "sigterm_at_ms",
          .label = "SIGTERM at",
          .max = 10000,
          .initial = 1000,
          .unit = "ms",
          .help = "When the signal arrives; 0: when main has taken its first step."},
    Param{.id = "drain_deadline_ms",
          .label = "Drain deadline",
          .max = 10000,
          .initial = 500,
          .unit = "ms",
          .help = "How long robust waits for the requests in flight.",
          .adjustable = true},
    Param{.id = "second_signal_at_ms",
          .label = "Second signal at",
          .max = 10000,
          .unit = "ms",
          .help = "When somebody loses patience; 0: never."},
    Param{.id = "flush_ms",
          .label = "Log flush takes",
          .max = 2000,
          .initial = 100,
          .unit = "ms",
          .help = "What the access log needs to write its last lines.",
          .adjustable = true},
};

/// Cleanups that a second cancellation interrupted, or that nobody let finish.
std::int64_t broken_cleanups(const core::Trace& trace) {
    std::int64_t broken = 0;
    for (const core::Event& event : trace.events()) {
        if (event.kind == core::EventKind::cleanup_started) {
            ++broken;
        } else if (event.kind == core::EventKind::cleanup_ended) {
            broken -= event.label == core::LabelId::none ? 1 : 0;
        }
    }
    return broken;
}

std::string verdict(const core::Trace& trace, const ParamValues& values) {
    const std::int64_t cut = figure(trace, "requests_cut");
    const std::int64_t broken = broken_cleanups(trace);
    const std::string requests =
        fmt::format("{} of {} {} cut", cut == 0 ? "none" : std::to_string(cut),
                    count_of(figure(trace, "requests_accepted"), "accepted request"), was(cut));
    const std::string log =
        figure(trace, "flushed") == 1 ? "the log was flushed" : "the log was not flushed";
    if (!core::metric(trace, "exit_code")) {
        return fmt::format("Stopped after {}: {}, {}.", to_words(figure(trace, "total_us")),
                           requests, log);
    }
    const std::int64_t code = figure(trace, "exit_code");
    if (values.choice("strategy") == "abrupt") {
        return fmt::format("The process died of SIGTERM: {}, {}; exit code {}.", requests, log,
                           code);
    }
    const std::string length = to_words(figure(trace, "shutdown_us"));
    if (values.choice("strategy") == "article") {
        return fmt::format("Drained for {}, then SystemExit: {}, {}, {} did not finish, and the "
                           "exit code is {}.",
                           length, requests, log, count_of(broken, "cleanup"), code);
    }
    return fmt::format("Shut down in {}: {}, {}; exit code {}.", length, requests, log, code);
}

} // namespace

extern const Scenario shutdown_drain{
    .id = "shutdown-drain",
    .title = "SIGTERM under load",
    .group = "Lessons",
    .lesson = "A service is asked to stop while requests are in flight. Without a handler the "
              "process dies where it stands. The pattern that many tutorials show throws "
              "SystemExit out of a task: the loop is torn down, cleanups are cancelled a second "
              "time, work is lost, and the exit code says that all is well. The robust way stops "
              "accepting, drains with a deadline, cancels and awaits the rest, flushes, and "
              "returns an exit code that tells the truth.",
    .source = "scenarios/shutdown_drain.cpp",
    .twin = "assets/python/shutdown-drain.py",
    .params = params,
    .main = shutdown_drain_main,
    .prepare = shutdown_drain_signals,
    .verdict = verdict,
    .difference = {"strategy", "article", "robust"},
    .curve = {"request_ms", "requests_cut"},
    .questions = shutdown_drain_questions,
    .can_be_live = true,
};

} // namespace scenarios
