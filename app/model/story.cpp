#include "app/model/story.hpp"

#include "app/timeline/ticks.hpp"
#include "core/trace/explain.hpp"

#include <algorithm>

namespace app {
namespace {

/// The colour of an event's mark: that of the state it leads to.
std::optional<Role> role_of_event(const core::Event& event) {
    switch (event.kind) {
    case core::EventKind::created:
        return Role::created;
    case core::EventKind::started:
    case core::EventKind::resumed:
        return Role::running;
    case core::EventKind::done:
        return Role::done;
    case core::EventKind::failed:
    case core::EventKind::loop_error:
    case core::EventKind::deadlock:
        return Role::failed;
    case core::EventKind::error_seen:
        return Role::error_seen;
    case core::EventKind::cancelled:
        return Role::cancelled;
    case core::EventKind::cancel_requested:
    case core::EventKind::thrown:
    case core::EventKind::group_aborted:
    case core::EventKind::timeout_fired:
        return Role::stopping;
    case core::EventKind::cleanup_started:
    case core::EventKind::cleanup_ended:
        return Role::cleanup;
    case core::EventKind::queued:
    case core::EventKind::abandoned:
        return Role::queued;
    case core::EventKind::signal:
        return Role::signal;
    default:
        return std::nullopt;
    }
}

} // namespace

std::vector<StoryRow> make_story(const core::Trace& trace) {
    std::vector<StoryRow> story;
    for (std::size_t i = 0; i < trace.size(); ++i) {
        const auto id = static_cast<core::EventId>(i);
        const core::Event& event = trace[id];
        if (!core::is_story(event.kind)) {
            continue;
        }
        story.push_back({.event = id,
                         .task = event.task,
                         .at = event.at,
                         .time = exact_time(event.at),
                         .text = core::sentence(trace, id),
                         .role = role_of_event(event),
                         .turning_point = core::is_turning_point(event.kind),
                         .new_moment = story.empty() || story.back().at != event.at});
    }
    return story;
}

std::optional<std::size_t> current_row(const std::vector<StoryRow>& story, std::size_t cursor) {
    const auto after = std::partition_point(story.begin(), story.end(), [&](const StoryRow& row) {
        return core::index_of(row.event) < cursor;
    });
    if (after == story.begin()) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(after - story.begin()) - 1;
}

} // namespace app
