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

/// The story of a run: which events belong to it is computed once per run, a row when somebody
/// looks at it. The trace must outlive this.
class Story {
public:
    explicit Story(const core::Trace& trace);

    std::size_t size() const { return m_events.size(); }
    StoryRow row(std::size_t index) const;

    /// The last row that has happened at the cursor, or nullopt before the first one.
    std::optional<std::size_t> current_row(std::size_t cursor) const;

private:
    const core::Trace* m_trace;
    std::vector<core::EventId> m_events;
};

} // namespace app
