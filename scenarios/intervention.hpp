#pragma once
#include "core/base/result.hpp"
#include "core/base/time.hpp"
#include "scenarios/param.hpp"

#include <string>
#include <string_view>

namespace core {
class Loop;
}

namespace scenarios {

class World;

/// "What if": something that a person does to a run at some moment of it. Of several things of the
/// same moment it comes first.
struct Intervention {
    enum class Kind : std::uint8_t {
        cancel, ///< someone asks a task to stop
        fail,   ///< what a task waits for fails with an InjectedError
        signal, ///< the process gets SIGTERM or SIGINT
        set,    ///< a parameter has another value from here on
    };

    Kind kind = Kind::cancel;
    std::string subject; ///< the task's name, "TERM" or "INT", the parameter's id
    std::string value;   ///< of the parameter, as ParamValues::parse reads it
    core::Instant at{};

    friend bool operator==(const Intervention&, const Intervention&) = default;
};

/// Reads "cancel:TASK@250ms", "fail:TASK@1.5s", "signal:TERM@1s", "set:limit=8@500ms". An error
/// says what is allowed; only a parameter that is adjustable can be set. Whether there is such a
/// task shows in the run alone.
core::Result<Intervention> parse_intervention(std::string_view text, std::span<const Param> params);

/// What parse_intervention reads.
std::string to_text(const Intervention& intervention);

/// Has it happen in a run that has not begun. What comes to nothing, because no such task is there
/// then, says so in a mark that begins with `came_to_nothing`.
void arrange(const Intervention& intervention, core::Loop& loop, World& world);

inline constexpr std::string_view came_to_nothing = "comes to nothing: ";

} // namespace scenarios
