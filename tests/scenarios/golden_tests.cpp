#include "core/export/text.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/scenario_runs.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>

namespace {

/// Everything a person sees of a run in a terminal: the picture, the figures, the sentence.
std::string text_of(const std::string& words) {
    const scenarios::RunSpec spec = support::spec_of(words);
    const auto trace = scenarios::run(spec);
    std::string text = words + "\n\n" + core::to_text(*trace) + "\n";
    for (const core::Metric& metric : core::metrics_of(*trace)) {
        text += fmt::format("{} {}\n", metric.name, metric.value);
    }
    return text + "\n" + spec.scenario->verdict(*trace, spec.values) + "\n";
}

} // namespace

TEST_SUITE("scenarios/golden") {

TEST_CASE("picture, figures and verdict of a run are those that were reviewed") {
    for (const std::string words :
         {"gather-vs-group mode=gather",
          "gather-vs-group mode=gather-return-exceptions",
          "gather-vs-group mode=task-group",
          "shutdown-drain strategy=abrupt",
          "shutdown-drain strategy=article",
          "shutdown-drain strategy=robust",
          "shutdown-drain strategy=robust request_ms=2000",
          "semaphore-throttle limiter=none",
          "semaphore-throttle limiter=semaphore",
          "semaphore-throttle limiter=token-bucket",
          "semaphore-throttle limiter=worker-queue",
          "semaphore-throttle limit=12 retries=3 hold_permit_during_backoff=on",
          "cancellation-aware mode=finally",
          "cancellation-aware mode=shield",
          "cancellation-aware mode=shield-and-wait",
          "cancellation-aware mode=swallow",
          "timeouts mode=timeout",
          "timeouts mode=wait-for",
          "timeouts mode=nested",
          "error-boundaries mode=one-group",
          "error-boundaries mode=nested",
          "error-boundaries mode=contain",
          "error-boundaries mode=restart",
          "backpressure queue=bounded",
          "backpressure queue=unbounded",
          "backpressure queue=dropping",
          "backpressure queue=unbounded shutdown=cancel",
          "backpressure queue=bounded shutdown=join",
          "retry-storm backoff=fixed",
          "retry-storm backoff=exponential",
          "retry-storm backoff=full-jitter",
          "first-wins strategy=cancel-losers",
          "first-wins strategy=forget-losers",
          "first-wins strategy=hedged",
          "first-wins on_failure=give-up",
          "fire-and-forget mode=dropped",
          "fire-and-forget mode=background-set",
          "fire-and-forget mode=task-group",
          "fire-and-forget mode=guarded-group",
          "deadlock mode=opposite-order",
          "deadlock mode=global-order",
          "deadlock mode=timeout",
          "deadlock mode=taken-twice",
          "deadlock mode=passed-on",
          "deadlock transfers=5",
          "blocked-loop mode=on-loop",
          "blocked-loop mode=thread",
          "blocked-loop mode=thread-timeout",
          "blocked-loop mode=thread-timeout work_ms=2000",
          "blocked-loop mode=slices"}) {
        CAPTURE(words);
        std::string file = words + ".txt";
        std::replace(file.begin(), file.end(), ' ', ',');
        support::check_golden("scenarios/" + file, text_of(words));
    }
}

} // TEST_SUITE
