#pragma once
#include "app/cli/raw_args.hpp"
#include "core/base/result.hpp"
#include "scenarios/run.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace app {

/// The scenario that the first word names.
core::Result<const scenarios::Scenario*> parse_scenario(Verb verb,
                                                        std::span<const std::string> words);

/// A spec with seed, clock and version, its parameters at their defaults.
core::Result<scenarios::RunSpec> parse_spec(const RawArgs& raw);

/// The whole spec of the one run that the words describe.
core::Result<scenarios::RunSpec> parse_run_spec(const RawArgs& raw);

/// The interventions for run a or b ("a.cancel:…"), and those for both. `own` is "a.", "b.", or
/// empty where there is one run.
core::Result<std::vector<scenarios::Intervention>>
parse_what_ifs(const RawArgs& raw, const scenarios::Scenario& scenario, std::string_view own);

} // namespace app
