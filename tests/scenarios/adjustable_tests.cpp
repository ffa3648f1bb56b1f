#include "scenarios/run.hpp"
#include "scenarios/scenario.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <tuple>
#include <vector>

using scenarios::Param;
using scenarios::RunSpec;

namespace {

using Fact = std::tuple<core::Instant, core::EventKind, core::TaskId, std::int32_t>;

/// What happened, without the marks that only say so.
std::vector<Fact> facts(const core::Trace& trace) {
    std::vector<Fact> found;
    for (const core::Event& event : trace.events()) {
        if (event.kind != core::EventKind::mark) {
            found.emplace_back(event.at, event.kind, event.task, event.value);
        }
    }
    return found;
}

/// Values with which every part of a program has something to do, where the defaults leave one out.
void make_busy(RunSpec& spec) {
    if (spec.scenario->id == "semaphore-throttle") {
        CHECK(spec.values.parse("limit=12"));
        CHECK(spec.values.parse("retries=3"));
    }
}

/// One spec for each option of the scenario's first choice.
std::vector<RunSpec> in_every_mode(const scenarios::Scenario& scenario) {
    const auto choice = std::find_if(scenario.params.begin(), scenario.params.end(),
                                     [](const Param& param) { return param.is_choice(); });
    REQUIRE(choice != scenario.params.end());
    std::vector<RunSpec> specs;
    for (std::int64_t option = 0; option <= choice->max; ++option) {
        specs.emplace_back(scenario);
        make_busy(specs.back());
        specs.back().values.set(static_cast<std::size_t>(choice - scenario.params.begin()), option);
    }
    return specs;
}

/// True if another value, from some moment of the run on, changes what happens after it, and
/// nothing before it.
bool acts(const RunSpec& spec, const Param& param, std::int64_t value) {
    const auto without = scenarios::run(spec);
    const auto before = facts(*without);
    constexpr int moments = 24;
    for (int i = 0; i < moments; ++i) {
        const core::Instant at{without->end().count() / 1'000'000 * i / moments * 1'000'000 +
                               1'000};
        RunSpec changed = spec;
        changed.interventions.push_back(
            {scenarios::Intervention::Kind::set, std::string{param.id},
             param.is_choice() ? std::string{param.choices[static_cast<std::size_t>(value)]}
                               : std::to_string(value),
             at});
        const auto after = facts(*scenarios::run(changed));
        const auto [old, now] =
            std::mismatch(before.begin(), before.end(), after.begin(), after.end());
        if (now != after.end() && old != before.end()) {
            CHECK(std::min(std::get<core::Instant>(*old), std::get<core::Instant>(*now)) >= at);
            return true;
        }
    }
    return false;
}

} // namespace

TEST_SUITE("scenarios/adjustable") {

TEST_CASE("every lesson has parameters that can be set from a moment on, and each of them acts") {
    for (const scenarios::Scenario* scenario : scenarios::all()) {
        CAPTURE(scenario->id);
        const auto& params = scenario->params;
        CHECK(std::any_of(params.begin(), params.end(),
                          [](const Param& param) { return param.adjustable; }));
        const std::vector<RunSpec> specs = in_every_mode(*scenario);
        for (const Param& param : params) {
            CAPTURE(param.id);
            const bool any =
                !param.adjustable ||
                std::any_of(specs.begin(), specs.end(), [&](const RunSpec& spec) {
                    return acts(spec, param, param.min) || acts(spec, param, param.max);
                });
            CHECK(any);
        }
    }
}

} // TEST_SUITE
