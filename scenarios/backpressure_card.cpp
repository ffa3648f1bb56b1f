#include "scenarios/ask.hpp"
#include "scenarios/programs.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/words.hpp"

#include <fmt/format.h>

#include <array>

namespace scenarios {

namespace {

constexpr std::array<std::string_view, 3> queues{"bounded", "unbounded", "dropping"};
constexpr std::array<std::string_view, 3> shutdowns{"sentinels", "join", "cancel"};

constexpr std::array params{
    Param{.id = "queue",
          .label = "Queue",
          .max = 2,
          .help = "What becomes of requests that no worker has time for.",
          .choices = queues},
    Param{.id = "bound",
          .label = "Places",
          .min = 1,
          .max = 64,
          .initial = 4,
          .help = "How many requests the queue holds, unless it is unbounded."},
    Param{.id = "producers",
          .label = "Producers",
          .min = 1,
          .max = 16,
          .initial = 2,
          .help = "How many tasks bring requests."},
    Param{.id = "requests",
          .label = "Requests of each",
          .min = 1,
          .max = 200,
          .initial = 10,
          .help = "How many requests each producer brings.",
          .logarithmic = true},
    Param{.id = "produce_ms",
          .label = "A new request after",
          .max = 2000,
          .initial = 50,
          .unit = "ms",
          .help = "How long after the last one a producer has its next request.",
          .adjustable = true},
    Param{.id = "workers",
          .label = "Workers",
          .min = 1,
          .max = 16,
          .initial = 2,
          .help = "How many tasks answer requests."},
    Param{.id = "work_ms",
          .label = "An answer takes",
          .max = 2000,
          .initial = 200,
          .unit = "ms",
          .help = "What a worker needs for a request.",
          .adjustable = true},
    Param{.id = "shutdown",
          .label = "Shutdown",
          .max = 2,
          .help = "How the workers learn that the producers are done.",
          .choices = shutdowns,
          .adjustable = true},
};

/// How long producers stood before a full queue, all of them together.
std::int64_t waited_us(const core::Trace& trace) {
    core::Duration waited{};
    std::vector<const core::Event*> waiting(trace.tasks().size() + 1);
    for (const core::Event& event : trace.events()) {
        const core::Event*& since = waiting[core::index_of(event.task)];
        if (since != nullptr &&
            (event.kind == core::EventKind::resumed || event.kind == core::EventKind::thrown)) {
            waited += event.at - since->at;
            since = nullptr;
        } else if (begins_to_wait(trace, event, core::WaitKind::queue, "producer-")) {
            since = &event;
        }
    }
    return core::to_us(waited);
}

std::string verdict(const core::Trace& trace, const ParamValues& values) {
    const std::int64_t brought = values.get("producers") * values.get("requests");
    const std::int64_t cut = figure(trace, "requests_cut");
    const std::string answered =
        fmt::format("{} of {} answered after {}", figure(trace, "requests_completed"),
                    count_of(brought, "request"), to_words(figure(trace, "total_us")));
    const std::string slowest =
        fmt::format("95 % of them within {}", to_words(figure(trace, "p95_us")));
    const std::string lost =
        cut == 0 ? "" : fmt::format("; {} {} cut", count_of(cut, "request"), was(cut));
    if (values.choice("queue") == "unbounded") {
        return fmt::format("{}, {}: up to {} stood in the queue, and nobody was slowed down{}.",
                           answered, slowest, count_of(peak(trace, "queue_length"), "request"),
                           lost);
    }
    if (values.choice("queue") == "dropping") {
        const std::int64_t dropped = figure(trace, "requests_rejected");
        return fmt::format("{}, {}: {} found the queue full and {} dropped{}.", answered, slowest,
                           count_of(dropped, "request"), was(dropped), lost);
    }
    const std::int64_t waited = waited_us(trace);
    return fmt::format("{}, {}: at most {} stood in the queue, and the producers {}{}.", answered,
                       slowest, count_of(peak(trace, "queue_length"), "request"),
                       waited == 0 ? "never had to wait"
                                   : fmt::format("waited {} in all for a place", to_words(waited)),
                       lost);
}

} // namespace

extern const Scenario backpressure{
    .id = "backpressure",
    .title = "A queue that is full",
    .group = "Under pressure",
    .lesson = "Requests come in faster than the workers can answer them. A queue makes nobody "
              "faster: it only decides who waits. With a bound, put waits while the queue is full, "
              "and the producers are slowed down to the pace of the workers. Without one the queue "
              "grows and every request waits behind all that came before it. To drop what finds no "
              "place keeps the answers quick and tells somebody no. Each way needs its own end: a "
              "sentinel for each worker, join and then cancel, or cancel and lose what is left.",
    .source = "scenarios/backpressure.cpp",
    .twin = "assets/python/backpressure.py",
    .params = params,
    .main = backpressure_main,
    .prepare = nullptr,
    .verdict = verdict,
    .difference = {"queue", "unbounded", "bounded"},
    .curve = {"bound", "peak_in_flight"},
    .questions = backpressure_questions,
};

} // namespace scenarios
