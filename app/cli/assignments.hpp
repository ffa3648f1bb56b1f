#pragma once
#include "core/base/result.hpp"
#include "scenarios/param.hpp"

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
/// the runs differ as default_difference() says.
core::Result<ValuesPair> parse_assignment_pair(std::span<const scenarios::Param> params,
                                               std::span<const std::string> words);

/// The two options of a scenario's first choice that are worth a comparison, such as
/// gather and task-group.
struct Difference {
    std::string_view param;
    std::string_view a;
    std::string_view b;
};

/// What two runs of these parameters differ in when nobody says. A parameter list without a
/// choice gives an empty `param`: there is no such pair.
Difference default_difference(std::span<const scenarios::Param> params);

} // namespace app
