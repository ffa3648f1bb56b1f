#include "tests/support/cancel_sweep.hpp"
#include "tests/support/scenario_runs.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <random>

using core::EventKind;

namespace {

/// A thing that a person could do to that run, at some moment of it. No parameter of these lessons
/// can change on the way.
std::string any_intervention(const core::Trace& trace, std::mt19937& random) {
    const std::int64_t end_ms = core::to_us(trace.end()) / 1000 + 20;
    const auto any = [&random](std::int64_t from, std::int64_t to) {
        return std::uniform_int_distribution<std::int64_t>{from, to}(random);
    };
    const std::string_view task =
        trace.name(trace
                       .tasks()[static_cast<std::size_t>(
                           any(0, static_cast<std::int64_t>(trace.tasks().size()) - 1))]
                       .id);
    const std::string when = fmt::format("{}ms", any(0, end_ms) / 10 * 10); // often equal instants
    switch (any(0, 2)) {
    case 0:
        return fmt::format("fail:{}@{}", task, when);
    case 1:
        return fmt::format("signal:{}@{}", any(0, 1) == 0 ? "INT" : "TERM", when);
    default:
        return fmt::format("cancel:{}@{}", task, when);
    }
}

} // namespace

TEST_SUITE("scenarios/what-if") {

TEST_CASE("whatever a person does to a run of the classic traps, it ends and is well-formed") {
    std::mt19937 random{41};
    for (const char* id : {"fire-and-forget", "deadlock", "blocked-loop"}) {
        const auto options =
            static_cast<std::int64_t>(scenarios::find(id)->params[0].choices.size());
        for (int i = 0; i < 150; ++i) {
            scenarios::RunSpec spec = support::spec_of(id);
            spec.values.set(0, i % options);
            const auto undisturbed = scenarios::run(spec);
            std::string words = spec.values.text(0);
            for (int k = 0; k <= i % 3; ++k) {
                const std::string text = any_intervention(*undisturbed, random);
                const auto parsed = scenarios::parse_intervention(text, spec.values.params());
                REQUIRE_MESSAGE(parsed, parsed.error().message);
                spec.interventions.push_back(parsed.value());
                words += " " + text;
            }
            CAPTURE(id);
            CAPTURE(words);
            const auto trace = scenarios::run(spec);
            CHECK(support::flaw_of(*trace) == "");
            CHECK(support::count_events(*trace, EventKind::bound_reached) == 0);
            CHECK(support::count_events(*trace, EventKind::deadlock) <= 1);
            CHECK_FALSE(spec.scenario->verdict(*trace, spec.values).empty());
            for (const scenarios::Question& question :
                 spec.scenario->questions(*trace, spec.values)) {
                CHECK(question.ask_before <= question.reveal);
                CHECK(question.answer < question.choices.size());
            }
        }
    }
}

} // TEST_SUITE
