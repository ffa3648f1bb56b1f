#include "scenarios/programs.hpp"
#include "scenarios/retry_storm_waves.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/words.hpp"

#include <fmt/format.h>

#include <array>

namespace scenarios {

namespace {

constexpr std::array<std::string_view, 3> backoffs{"fixed", "exponential", "full-jitter"};

constexpr std::array params{
    Param{.id = "backoff",
          .label = "Back-off",
          .max = 2,
          .initial = 1,
          .help = "How long a client waits before it tries again.",
          .choices = backoffs,
          .adjustable = true},
    Param{.id = "clients",
          .label = "Clients",
          .min = 1,
          .max = 200,
          .initial = 16,
          .help = "How many requests are wanted, all at the same moment.",
          .logarithmic = true},
    Param{.id = "down_ms",
          .label = "Service is down for",
          .max = 10000,
          .initial = 1000,
          .unit = "ms",
          .help = "So long the service refuses everybody."},
    Param{.id = "capacity",
          .label = "Capacity",
          .min = 1,
          .max = 64,
          .initial = 4,
          .help = "With more calls at a time than this the service refuses the rest.",
          .adjustable = true},
    Param{.id = "latency_ms",
          .label = "Answer takes",
          .min = 1,
          .max = 2000,
          .initial = 50,
          .unit = "ms",
          .help = "What an answer takes, a refusal too.",
          .logarithmic = true,
          .adjustable = true},
    Param{.id = "base_ms",
          .label = "First wait",
          .min = 1,
          .max = 2000,
          .initial = 100,
          .unit = "ms",
          .help = "The wait after the first refusal; with full-jitter its upper limit.",
          .logarithmic = true,
          .adjustable = true},
    Param{.id = "longest_ms",
          .label = "Longest wait",
          .min = 1,
          .max = 20000,
          .initial = 800,
          .unit = "ms",
          .help = "No wait is longer than this.",
          .logarithmic = true,
          .adjustable = true},
    Param{.id = "retries",
          .label = "Retries",
          .max = 50,
          .initial = 20,
          .help = "Who is refused once more than that gives up.",
          .adjustable = true},
};

std::string verdict(const core::Trace& trace, const ParamValues& values) {
    const std::int64_t answered = figure(trace, "requests_completed");
    const std::int64_t refused = figure(trace, "requests_rejected");
    const std::int64_t given_up = values.get("clients") - answered;
    const Wave wave = highest_wave_after_outage(trace);
    return fmt::format(
        "{} of {} answered after {} with {}, {} of them refused; {}{}.", answered,
        count_of(values.get("clients"), "request"), to_words(figure(trace, "total_us")),
        count_of(answered + refused, "call"), refused == 0 ? "none" : std::to_string(refused),
        wave.calls == 0 ? "nobody called once the service was up again"
                        : fmt::format("once the service was up again, up to {} came at a time",
                                      count_of(wave.calls, "call")),
        given_up == 0 ? "" : fmt::format(", and {} in vain", given_up));
}

} // namespace

extern const Scenario retry_storm{
    .id = "retry-storm",
    .title = "Everybody tries again",
    .group = "Under pressure",
    .lesson =
        "A service is down for a moment, and every client tries again. With the same wait for "
        "all they come back together, wave after wave, and each wave is as high as the first: "
        "the service is up again, but takes only a few at a time and refuses the rest. To "
        "double the wait makes the waves rarer, not lower. Jitter, a wait drawn at random up "
        "to the doubled one, spreads them: fewer calls are refused, and all are served sooner.",
    .source = "scenarios/retry_storm.cpp",
    .twin = "assets/python/retry-storm.py",
    .params = params,
    .main = retry_storm_main,
    .prepare = nullptr,
    .verdict = verdict,
    .difference = {"backoff", "exponential", "full-jitter"},
    .curve = {"clients", "requests_rejected"},
    .questions = retry_storm_questions,
};

} // namespace scenarios
