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

Story::Story(const core::Trace& trace) : m_trace(&trace) {
    for (std::size_t i = 0; i < trace.size(); ++i) {
        const auto id = static_cast<core::EventId>(i);
        if (core::is_story(trace[id].kind)) {
            m_events.push_back(id);
        }
    }
}

StoryRow Story::row(std::size_t index) const {
    const core::EventId id = m_events[index];
    const core::Event& event = (*m_trace)[id];
    return {.event = id,
            .task = event.task,
            .at = event.at,
            .time = exact_time(event.at),
            .text = core::sentence(*m_trace, id),
            .role = role_of_event(event),
            .turning_point = core::is_turning_point(event.kind),
            .new_moment = index == 0 || (*m_trace)[m_events[index - 1]].at != event.at};
}

std::optional<std::size_t> Story::current_row(std::size_t cursor) const {
    const auto after =
        std::partition_point(m_events.begin(), m_events.end(),
                             [&](core::EventId id) { return core::index_of(id) < cursor; });
    if (after == m_events.begin()) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(after - m_events.begin()) - 1;
}

} // namespace app
