#include "core/export/text.hpp"
#include "core/trace/lint.hpp"
#include "tests/support/scenario_runs.hpp"

#include <doctest/doctest.h>

#include <random>
#include <string>

namespace {

/// The names of the kinds of findings, in order of events: "outlives-caller error-ignored".
std::string kinds_of(std::string_view words) {
    std::string kinds;
    for (const core::Finding& finding : core::findings(*support::run(words))) {
        kinds += kinds.empty() ? "" : " ";
        kinds += core::info(finding.kind).name;
    }
    return kinds;
}

/// The sentence of the first finding of that kind.
std::string text_of(std::string_view words, core::FindingKind kind) {
    for (const core::Finding& finding : core::findings(*support::run(words))) {
        if (finding.kind == kind) {
            return finding.text;
        }
    }
    return "no such finding";
}

/// Random values for all parameters but those that the words name.
scenarios::RunSpec vary(std::string_view words, std::mt19937& random) {
    const scenarios::RunSpec given = support::spec_of(words);
    scenarios::RunSpec spec = given;
    for (std::size_t i = 0; i < spec.values.size(); ++i) {
        const scenarios::Param& param = spec.scenario->params[i];
        if (words.find(param.id) == std::string_view::npos) {
            const std::int64_t reach = random() % 4 == 0
                                           ? param.max - param.min
                                           : std::min<std::int64_t>(param.max - param.min, 40);
            std::uniform_int_distribution<std::int64_t> any{0, reach};
            spec.values.set(i, param.min + any(random));
        }
    }
    return spec;
}

} // namespace

TEST_SUITE("scenarios/findings") {

TEST_CASE("whatever the parameters, a good program has no findings") {
    std::mt19937 random{20260312};
    for (const char* words : {
             "gather-vs-group mode=gather fail_task=0",
             "gather-vs-group mode=gather-return-exceptions",
             "gather-vs-group mode=task-group",
             "shutdown-drain strategy=robust",
             "semaphore-throttle limiter=none",
             "semaphore-throttle limiter=semaphore hold_permit_during_backoff=off",
             "semaphore-throttle limiter=token-bucket",
             "semaphore-throttle limiter=worker-queue",
             "cancellation-aware mode=shield-and-wait",
             "timeouts mode=timeout",
             "timeouts mode=wait-for",
             "error-boundaries",
             "backpressure",
             "retry-storm",
             "first-wins strategy=hedged",
             "fire-and-forget mode=background-set",
             "fire-and-forget mode=task-group",
             "fire-and-forget mode=guarded-group",
             "deadlock mode=global-order",
             "deadlock mode=timeout",
             "deadlock mode=passed-on",
             "blocked-loop mode=thread",
             "blocked-loop mode=thread-timeout",
         }) {
        for (int i = 0; i < 40; ++i) {
            const scenarios::RunSpec spec = vary(words, random);
            std::string all{words};
            for (std::size_t k = 0; k < spec.values.size(); ++k) {
                all += " " + std::string{spec.scenario->params[k].id} + "=" + spec.values.text(k);
            }
            CAPTURE(all);
            CHECK(core::to_findings(*scenarios::run(spec)) == "no findings\n");
        }
    }
}

TEST_CASE("gather leaves tasks behind") {
    CHECK(kinds_of("gather-vs-group mode=gather") == "outlives-caller");
    CHECK(text_of("gather-vs-group mode=gather", core::FindingKind::outlives_caller) ==
          "task-2, task-4 and 2 others still ran when main had seen the error at 400 ms and went "
          "on, and nobody awaited them any more.");
}

TEST_CASE("the shutdown of the article interrupts cleanups and outlives its caller") {
    constexpr auto article = "shutdown-drain strategy=article";
    CHECK(kinds_of(article) == "outlives-caller cleanup-interrupted cleanup-interrupted");
    CHECK(text_of(article, core::FindingKind::outlives_caller) ==
          "access-log, serve and 6 others still ran when the main program was over at 1.3 s.");
    CHECK(text_of(article, core::FindingKind::cleanup_interrupted) ==
          "The cleanups of access-log, request-21 and 4 others never came to an end; the first of "
          "them had begun at 1.3 s.");
}

TEST_CASE("who swallows a request to stop is named, as are those that do so too") {
    CHECK(kinds_of("cancellation-aware mode=swallow") == "cancel-swallowed");
    CHECK(text_of("cancellation-aware mode=swallow", core::FindingKind::cancel_swallowed) ==
          "worker-1 learned at 300 ms that it should stop, and went to sleep again at 300 ms as if "
          "nothing had been said; so did worker-2, worker-3 and worker-4.");
    CHECK(kinds_of("cancellation-aware mode=finally") == "cleanup-interrupted");
    CHECK(kinds_of("cancellation-aware mode=shield") == "cleanup-interrupted outlives-caller");
}

TEST_CASE("a permit that is held while a request backs off is a finding") {
    constexpr auto held = "semaphore-throttle limit=12 retries=3 hold_permit_during_backoff=on";
    CHECK(kinds_of(held) == "permit-held");
    CHECK(kinds_of("semaphore-throttle limit=12 retries=3") == "");
}

TEST_CASE("the traps of the lessons are found, and each finding names a lesson that there is") {
    CHECK(kinds_of("fire-and-forget mode=dropped") == "error-ignored outlives-caller");
    CHECK(kinds_of("first-wins strategy=forget-losers") == "outlives-caller");
    CHECK(kinds_of("timeouts mode=nested") == "cleanup-interrupted");
    CHECK(kinds_of("deadlock mode=opposite-order") == "deadlock");
    CHECK(kinds_of("deadlock mode=taken-twice") == "deadlock");
    CHECK(kinds_of("blocked-loop mode=on-loop") == "loop-blocked");
    for (const core::FindingInfo& info : core::finding_infos) {
        CAPTURE(info.name);
        CHECK(scenarios::find(info.lesson) != nullptr);
    }
}

TEST_CASE("findings are told in two lines each, or not at all") {
    CHECK(core::to_findings(*support::run("gather-vs-group mode=gather")) ==
          "  400.000 ms  Task outlives its caller: task-2, task-4 and 2 others still ran when main "
          "had seen the error at 400 ms and went on, and nobody awaited them any more.\n"
          "              lesson: gather-vs-group\n");
    CHECK(core::to_findings(*support::run("gather-vs-group mode=task-group")) == "no findings\n");
}

} // TEST_SUITE
