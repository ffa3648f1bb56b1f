#pragma once
#include "core/engine/coro.hpp"
#include "core/trace/trace.hpp"
#include "scenarios/param.hpp"
#include "scenarios/question.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace core {
class Loop;
}

namespace scenarios {

class World;

/// Two options of a choice that are worth a comparison, such as gather and task-group.
struct Difference {
    std::string_view param;
    std::string_view a;
    std::string_view b;
};

/// A number and what becomes of a metric over its range: worth a sweep, such as limit and p95_us.
struct Curve {
    std::string_view param;
    std::string_view metric;
};

/// A small, real concurrent program that teaches one thing.
struct Scenario {
    std::string_view id;     ///< "gather-vs-group"
    std::string_view title;  ///< in the gallery
    std::string_view group;  ///< heading in the gallery: "Lessons"
    std::string_view lesson; ///< one paragraph
    std::string_view source; ///< embedded C++ file, relative to the repository
    std::string_view twin;   ///< embedded Python program
    std::span<const Param> params;

    /// The main task. Suspends as the lesson does; its int result is the exit code. `values`
    /// and `world` outlive the loop; `seed` is for programs that draw random numbers.
    core::Coro<int> (*main)(core::Loop& loop, const ParamValues& values, std::uint64_t seed,
                            World& world);

    /// Arranges what comes from outside before main starts (signals); may be null.
    void (*prepare)(World& world, const ParamValues& values);

    /// What this run shows, one sentence with numbers, from the trace alone.
    std::string (*verdict)(const core::Trace& trace, const ParamValues& values);

    /// What two runs of it differ in when nobody says.
    Difference difference;

    /// What a sweep of it shows when nobody says.
    Curve curve;

    /// Two to four things to predict, in the order in which they are asked; fewer in a run in which
    /// what they are about does not happen.
    std::vector<Question> (*questions)(const core::Trace& trace, const ParamValues& values);

    /// True if it can run into a deadlock, because that is what it teaches.
    bool may_deadlock = false;

    /// True if its outside world can be real: sockets and signals (live/).
    bool can_be_live = false;
};

/// All scenarios in teaching order.
std::span<const Scenario* const> all();

/// The scenario of that id, or null.
const Scenario* find(std::string_view id);

} // namespace scenarios
