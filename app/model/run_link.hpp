#pragma once
#include "app/timeline/axis.hpp"
#include "core/base/result.hpp"
#include "scenarios/run.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace app {

/// Which run to show, and how to look at it.
struct RunLink {
    explicit RunLink(scenarios::RunSpec of) : spec(std::move(of)) {}

    scenarios::RunSpec spec;
    std::optional<scenarios::RunSpec> other = {}; ///< run B of a comparison
    /// How many events are visible, of two runs those of both in order of time; none: all.
    std::optional<std::size_t> cursor = {};
    std::string selected = {};     ///< name of a task; empty: none
    std::optional<Axis> axis = {}; ///< none: as it is
};

/// Which parameters a link tells.
enum class Wording : std::uint8_t {
    brief, ///< those that are not at their defaults
    whole, ///< all: it must mean the same when a later version has other defaults
};

/// What every link begins with.
inline constexpr std::string_view link_scheme = "asynclab:";

/// "asynclab:gather-vs-group?tasks=8&seed=2&what-if=cancel:task-3@250ms&cursor=41".
///
/// Of two runs what both share is told once; "a." or "b." stands before what one has alone.
std::string to_link(const RunLink& link, Wording wording = Wording::brief);

/// Reads what to_link() wrote, also with "//" behind the scheme. An error is a sentence that says
/// what is allowed. Whether there are that task and so many events shows in the run alone.
core::Result<RunLink> parse_link(std::string_view text);

} // namespace app
