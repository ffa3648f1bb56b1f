#include "scenarios/programs.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace scenarios {

namespace {

constexpr std::array<std::string_view, 4> limiters{"none", "semaphore", "token-bucket",
                                                   "worker-queue"};
constexpr std::array<std::string_view, 2> off_on{"off", "on"};

constexpr std::array params{
    Param{.id = "limiter",
          .label = "Limiter",
          .max = 3,
          .initial = 1,
          .help = "Who holds the calls back.",
          .choices = limiters},
    Param{.id = "requests",
          .label = "Requests",
          .min = 1,
          .max = 500,
          .initial = 24,
          .help = "All of them are wanted at the same moment.",
          .logarithmic = true},
    Param{.id = "limit",
          .label = "Limit",
          .min = 1,
          .max = 64,
          .initial = 4,
          .help = "Permits of the semaphore; workers, and at the start also places of the queue.",
          .adjustable = true},
    Param{.id = "latency_ms",
          .label = "Call takes",
          .min = 1,
          .max = 5000,
          .initial = 200,
          .unit = "ms",
          .help = "What a call takes.",
          .logarithmic = true,
          .adjustable = true},
    Param{.id = "capacity",
          .label = "Capacity",
          .min = 1,
          .max = 64,
          .initial = 8,
          .help = "With more calls in flight than this the service answers 503 at once.",
          .adjustable = true},
    Param{.id = "rate_per_s",
          .label = "Token rate",
          .min = 1,
          .max = 1000,
          .initial = 20,
          .unit = "/s",
          .help = "Tokens that the bucket gets in a second.",
          .logarithmic = true,
          .adjustable = true},
    Param{.id = "burst",
          .label = "Burst",
          .min = 1,
          .max = 64,
          .initial = 4,
          .help = "Tokens that fit into the bucket.",
          .adjustable = true},
    Param{.id = "retries",
          .label = "Retries",
          .max = 5,
          .help = "How often a request tries again after a 503.",
          .adjustable = true},
    Param{.id = "hold_permit_during_backoff",
          .label = "Hold permit during back-off",
          .max = 1,
          .help = "Whether a request keeps its permit while it waits for its next try.",
          .choices = off_on,
          .adjustable = true},
};

std::string verdict(const core::Trace& trace, const ParamValues& values) {
    const std::int64_t rejected = figure(trace, "requests_rejected");
    return fmt::format(
        "{} of {} answered after {} with {} tasks; at most {} in flight, {} came "
        "back with 503.",
        figure(trace, "requests_completed"), count_of(values.get("requests"), "request"),
        to_words(figure(trace, "total_us")), figure(trace, "tasks_created"),
        count_of(figure(trace, "peak_in_flight"), "call"), count_of(rejected, "call"));
}

} // namespace

extern const Scenario semaphore_throttle{
    .id = "semaphore-throttle",
    .title = "Too many calls at once",
    .group = "Lessons",
    .lesson = "Many calls go to a service that takes only a few at a time. A semaphore bounds how "
              "many are in flight, not how many there are per second: the faster the service "
              "answers, the harder it is hit. A token bucket bounds the rate, not what is in "
              "flight. Both leave every request a task of its own, waiting in line; workers with "
              "a short queue bound the tasks as well.",
    .source = "scenarios/semaphore_throttle.cpp",
    .twin = "assets/python/semaphore-throttle.py",
    .params = params,
    .main = semaphore_throttle_main,
    .prepare = nullptr,
    .verdict = verdict,
    .difference = {"limiter", "none", "semaphore"},
    .curve = {"limit", "p95_us"},
    .questions = semaphore_throttle_questions,
    .can_be_live = true,
};

} // namespace scenarios
