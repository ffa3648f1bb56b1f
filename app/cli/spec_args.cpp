#include "app/cli/spec_args.hpp"

#include "app/cli/assignments.hpp"
#include "app/cli/option_values.hpp"
#include "app/cli/words.hpp"

#include <fmt/format.h>

#include <limits>
#include <utility>

namespace app {

namespace {

core::Result<std::uint64_t> parse_seed(const std::optional<std::string>& typed) {
    return parse_number<std::uint64_t>("--seed", typed, 1, 0,
                                       std::numeric_limits<std::uint64_t>::max());
}

} // namespace

core::Result<const scenarios::Scenario*> parse_scenario(Verb verb,
                                                        std::span<const std::string> words) {
    std::vector<std::string_view> ids;
    for (const scenarios::Scenario* scenario : scenarios::all()) {
        ids.push_back(scenario->id);
    }
    const std::string_view name = verb_names[static_cast<std::size_t>(verb)];
    if (words.empty() || words.front().find('=') != std::string::npos) {
        return core::Error{
            fmt::format("{0} needs a scenario first, as in asynclab {0} {1}; there are {2}", name,
                        ids.front(), fmt::join(ids, ", "))};
    }
    const scenarios::Scenario* scenario = scenarios::find(words.front());
    if (scenario == nullptr) {
        return core::Error{
            fmt::format("unknown scenario '{}'{}", words.front(), instead_of(words.front(), ids))};
    }
    return scenario;
}

core::Result<scenarios::RunSpec> parse_spec(const RawArgs& raw) {
    const auto scenario = parse_scenario(*raw.verb, raw.words);
    if (!scenario) {
        return scenario.error();
    }
    const auto seed = parse_seed(raw.seed);
    if (!seed) {
        return seed.error();
    }
    const auto clock = parse_name<scenarios::ClockKind>("--clock", raw.clock, clock_names);
    if (!clock) {
        return clock.error();
    }
    const auto python = parse_name<core::Version>("--python", raw.python, core::version_names);
    if (!python) {
        return python.error();
    }
    if (clock.value() == scenarios::ClockKind::live && !scenario.value()->can_be_live) {
        return core::Error{fmt::format("{} has no outside world, so it cannot be live; --clock is "
                                       "virtual or real",
                                       scenario.value()->id)};
    }
    scenarios::RunSpec spec{*scenario.value()};
    spec.seed = seed.value();
    spec.clock = clock.value();
    spec.python = python.value();
    return spec;
}

core::Result<std::vector<scenarios::Intervention>>
parse_what_ifs(const RawArgs& raw, const scenarios::Scenario& scenario, std::string_view own) {
    std::vector<scenarios::Intervention> interventions;
    for (const std::string_view typed : raw.what_if) {
        const bool has_prefix = typed.starts_with("a.") || typed.starts_with("b.");
        if (has_prefix && own.empty()) {
            return core::Error{fmt::format("--what-if '{}' is for one of two runs, as in compare; "
                                           "run and sweep have one",
                                           typed)};
        }
        if (has_prefix && !typed.starts_with(own)) {
            continue;
        }
        auto parsed = scenarios::parse_intervention(typed.substr(has_prefix ? own.size() : 0),
                                                    scenario.params);
        if (!parsed) {
            return parsed.error();
        }
        interventions.push_back(std::move(parsed).value());
    }
    return interventions;
}

core::Result<scenarios::RunSpec> parse_run_spec(const RawArgs& raw) {
    auto spec = parse_spec(raw);
    if (!spec) {
        return spec.error();
    }
    scenarios::RunSpec run = std::move(spec).value();
    auto values = parse_assignments(run.scenario->params, std::span{raw.words}.subspan(1));
    if (!values) {
        return values.error();
    }
    auto what_ifs = parse_what_ifs(raw, *run.scenario, "");
    if (!what_ifs) {
        return what_ifs.error();
    }
    run.values = std::move(values).value();
    run.interventions = std::move(what_ifs).value();
    return run;
}

} // namespace app
