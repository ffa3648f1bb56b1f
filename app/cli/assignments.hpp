#pragma once
#include "core/base/result.hpp"
#include "scenarios/scenario.hpp"

#include <span>
#include <string>

namespace app {

/// Applies "name=value" words to the defaults of a scenario. A name given twice is an error.
core::Result<scenarios::ParamValues> parse_assignments(std::span<const scenarios::Param> params,
                                                       std::span<const std::string> words);

/// The parameters of two runs.
struct ValuesPair {
    scenarios::ParamValues a;
    scenarios::ParamValues b;
};

/// The same for two runs at once: "a.name=value" is for the first, "b.name=value" for the
/// second, "name=value" for both where the run has no value of its own. Without any a. or b.
/// the runs differ as the scenario's card says.
core::Result<ValuesPair> parse_assignment_pair(const scenarios::Scenario& scenario,
                                               std::span<const std::string> words);

} // namespace app
