#include "tests/support/answers.hpp"
#include "tests/support/scenario_runs.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <random>

using core::EventKind;
using support::Answers;
using support::answers_of;
using support::count_events;
using support::figure_of;

namespace {

/// When that kind of event first happened to that task, in milliseconds; -1: never.
std::int64_t first_ms(const core::Trace& trace, EventKind kind, std::string_view task = {}) {
    for (const core::Event& event : trace.events()) {
        if (event.kind == kind && (task.empty() || trace.name(event.task) == task)) {
            return core::to_us(event.at) / 1000;
        }
    }
    return -1;
}

std::string verdict_of(const std::string& words) {
    const scenarios::RunSpec spec = support::spec_of(words);
    return spec.scenario->verdict(*scenarios::run(spec), spec.values);
}

scenarios::RunSpec random_spec(std::string_view mode, std::mt19937& random) {
    scenarios::RunSpec spec = support::spec_of(fmt::format("deadlock mode={}", mode));
    for (std::size_t i = 1; i < spec.values.size(); ++i) {
        const scenarios::Param& param = spec.values.params()[i];
        const std::int64_t top = std::min<std::int64_t>(param.max, param.unit == "ms" ? 50 : 12);
        spec.values.set(i, std::uniform_int_distribution<std::int64_t>{param.min, top}(random));
    }
    return spec;
}

} // namespace

TEST_SUITE("scenarios/deadlock") {

TEST_CASE("two transfers in opposite order stand still at 150 ms, and main is cancelled") {
    const auto trace = support::run("deadlock");
    CHECK(first_ms(*trace, EventKind::queued, "transfer-1") == 100);
    CHECK(first_ms(*trace, EventKind::queued, "transfer-2") == 150);
    CHECK(first_ms(*trace, EventKind::deadlock) == 150);
    CHECK(figure_of(*trace, "tasks_completed") == 0);
    CHECK(figure_of(*trace, "tasks_cancelled") == 2);
    CHECK(trace->events().back().label == core::LabelId::none); // the teardown had no trouble
    CHECK(verdict_of("deadlock") ==
          "Deadlock at 150 ms: transfer-1 has account-1 and waits for account-2, transfer-2 has "
          "account-2 and waits for account-1; asyncio would wait for ever, the lab cancels main.");
}

TEST_CASE("the mended versions end at exact instants") {
    CHECK(figure_of(*support::run("deadlock mode=global-order"), "total_us") == 400'000);
    CHECK(figure_of(*support::run("deadlock mode=passed-on"), "total_us") == 250'000);
    const auto trace = support::run("deadlock mode=timeout");
    CHECK(first_ms(*trace, EventKind::timeout_fired, "transfer-1") == 180);
    CHECK(first_ms(*trace, EventKind::done, "transfer-2") == 280);
    CHECK(first_ms(*trace, EventKind::done, "transfer-1") == 480);
    CHECK(figure_of(*trace, "total_us") == 480'000);
}

TEST_CASE("a semaphore whose holders want another permit stands still as two locks do") {
    const auto trace = support::run("deadlock mode=taken-twice");
    CHECK(first_ms(*trace, EventKind::deadlock) == 150);
    CHECK(figure_of(*trace, "tasks_completed") == 0);
}

TEST_CASE("one permit more than transfers is enough, as many are not if all begin at once") {
    for (int transfers = 2; transfers <= 16; ++transfers) {
        CAPTURE(transfers);
        const std::string words =
            fmt::format("deadlock mode=taken-twice apart_ms=0 transfers={} permits=", transfers);
        const auto few = support::run(words + std::to_string(transfers));
        CHECK(count_events(*few, EventKind::deadlock) == 1);
        const auto enough = support::run(words + std::to_string(transfers + 1));
        CHECK(count_events(*enough, EventKind::deadlock) == 0);
        CHECK(figure_of(*enough, "tasks_completed") == transfers);
    }
}

TEST_CASE("what the lesson says to try") {
    CHECK(count_events(*support::run("deadlock apart_ms=200"), EventKind::deadlock) == 0);
    CHECK(count_events(*support::run("deadlock transfers=5"), EventKind::deadlock) == 1);
    const auto third = support::run("deadlock mode=taken-twice permits=3");
    CHECK(count_events(*third, EventKind::deadlock) == 0);
    CHECK(count_events(*support::run("deadlock mode=taken-twice permits=3 transfers=3"),
                       EventKind::deadlock) == 1);
    const auto livelock = support::run("deadlock mode=timeout apart_ms=0 retry_ms=0");
    CHECK(count_events(*livelock, EventKind::failed) == 2);
    CHECK(count_events(*livelock, EventKind::timeout_fired) == 10);
    CHECK(figure_of(*livelock, "error_visible_us") == 5 * 180'000);
    scenarios::RunSpec spec = support::spec_of("deadlock");
    spec.interventions.push_back(
        scenarios::parse_intervention("cancel:transfer-1@120ms", spec.values.params()).value());
    const auto freed = scenarios::run(spec);
    CHECK(count_events(*freed, EventKind::deadlock) == 0);
    CHECK(first_ms(*freed, EventKind::done, "transfer-2") == 250);
}

TEST_CASE("an order for all, and a permit that is handed on, never stand still") {
    std::mt19937 random{21};
    for (int i = 0; i < 200; ++i) {
        const scenarios::RunSpec spec =
            random_spec(i % 2 == 0 ? "global-order" : "passed-on", random);
        CAPTURE(i);
        const auto trace = scenarios::run(spec);
        CHECK(count_events(*trace, EventKind::deadlock) == 0);
        CHECK(figure_of(*trace, "tasks_completed") == spec.values.get("transfers"));
    }
}

TEST_CASE("with a time limit nobody waits for ever: all get through or have used all their tries") {
    std::mt19937 random{22};
    for (int i = 0; i < 200; ++i) {
        const scenarios::RunSpec spec = random_spec("timeout", random);
        CAPTURE(i);
        const auto trace = scenarios::run(spec);
        CHECK(count_events(*trace, EventKind::deadlock) == 0);
        const bool all = figure_of(*trace, "tasks_completed") == spec.values.get("transfers");
        CHECK(all == (count_events(*trace, EventKind::failed) == 0));
    }
}

TEST_CASE("the questions have the answers of the run") {
    const std::string for_ever = "It waits for ever";
    CHECK(answers_of("deadlock") == Answers{for_ever, "0"});
    CHECK(answers_of("deadlock mode=global-order") ==
          Answers{"It waits until it is given back, then gets it", "400 ms"});
    CHECK(answers_of("deadlock mode=timeout") ==
          Answers{"It waits, and gives up after a while", "480 ms"});
    CHECK(answers_of("deadlock mode=taken-twice") == Answers{"2", for_ever, "0"});
    CHECK(answers_of("deadlock mode=passed-on") == Answers{"2", "250 ms"});
}

} // TEST_SUITE
