#pragma once
#include "app/theme/role.hpp"
#include "core/trace/trace.hpp"

#include <optional>
#include <string>
#include <vector>

namespace app {

/// One sentence of the story panel. A click on it is ShowEvent{event}.
struct StoryRow {
    core::EventId event = core::EventId::none;
    core::TaskId task = core::TaskId::none;
    core::Instant at{};
    std::string time;         ///< "400 ms"
    std::string text;         ///< "task-3 fails with ValueError"
    std::optional<Role> role; ///< colour of its mark; empty: neutral
    bool turning_point = false;
    bool new_moment = false; ///< first row of its instant: show the time only here
};

/// The story of a run, computed once per run; the cursor only decides which row is current.
std::vector<StoryRow> make_story(const core::Trace& trace);

/// The last row that has happened at the cursor, or nullopt before the first one.
std::optional<std::size_t> current_row(const std::vector<StoryRow>& story, std::size_t cursor);

} // namespace app
