#pragma once
#include "core/export/json.hpp"
#include "scenarios/run.hpp"

#include <array>
#include <string>
#include <string_view>

namespace app {

/// The order is that of scenarios::ClockKind.
inline constexpr std::array<std::string_view, 3> clock_names{"virtual", "real", "live"};

/// "3.12"
std::string_view python_name(core::Version python);

/// "mode=gather tasks=6 …": the parameters of a run as they are written on the command line,
/// then --seed, --clock and --python where they are not the default.
std::string spec_words(const scenarios::RunSpec& spec);

/// The parameters of two runs: what they share, and what differs.
struct PairWords {
    std::string common;
    std::string a;
    std::string b;
};

/// The same for two runs of one scenario with one seed, clock and version.
PairWords pair_words(const scenarios::RunSpec& a, const scenarios::RunSpec& b);

/// "scenario", "parameters", "seed", "clock" and "python", for core::to_json.
core::JsonSpec json_spec(const scenarios::RunSpec& spec);

} // namespace app
