#include "app/timeline/lane_rows.hpp"

#include <algorithm>

namespace app {
namespace {

bool contains(const std::vector<std::uint32_t>& lanes, std::size_t lane) {
    return std::find(lanes.begin(), lanes.end(), lane) != lanes.end();
}

std::vector<core::TaskId> descendants(const TimelineIndex& index, std::size_t lane) {
    std::vector<core::TaskId> tasks;
    for (std::size_t i = lane + 1; i < index.subtree_end(lane); ++i) {
        tasks.push_back(index.lanes()[i].task);
    }
    return tasks;
}

/// Where more of these tasks live at once than ever before.
std::vector<core::EventId> peaks_of(const TimelineIndex& index, std::size_t lane) {
    std::vector<std::pair<core::EventId, int>> changes;
    for (std::size_t i = lane + 1; i < index.subtree_end(lane); ++i) {
        changes.emplace_back(index.lanes()[i].created, 1);
        if (index.lanes()[i].ended != core::EventId::none) {
            changes.emplace_back(index.lanes()[i].ended, -1);
        }
    }
    std::sort(changes.begin(), changes.end());
    std::vector<core::EventId> peaks;
    std::ptrdiff_t alive = 0;
    for (const auto& [event, by] : changes) {
        alive += by;
        if (alive > std::ssize(peaks)) {
            peaks.push_back(event);
        }
    }
    return peaks;
}

} // namespace

Subtree::Subtree(const TimelineIndex& index, std::size_t lane)
    : mixes{StateMix{index.trace(), index.spans(), Axis::time, descendants(index, lane)},
            StateMix{index.trace(), index.spans(), Axis::order, descendants(index, lane)}},
      peaks(peaks_of(index, lane)) {
    for (std::size_t i = lane + 1; i < index.subtree_end(lane); ++i) {
        const LaneInfo& hidden = index.lanes()[i];
        created.push_back(hidden.created);
        const auto asked = index.markers_of(hidden.task, MarkerKind::request);
        requests.insert(requests.end(), asked.begin(), asked.end());
        if (hidden.ended == core::EventId::none) {
            continue;
        }
        const core::EventKind end = index.trace()[hidden.ended].kind;
        if (end == core::EventKind::failed) {
            failures.push_back(hidden.ended);
        } else if (end == core::EventKind::cancelled) {
            cancelled.push_back(hidden.ended);
        }
    }
    for (std::vector<core::EventId>* events : {&created, &failures, &requests, &cancelled}) {
        std::sort(events->begin(), events->end());
    }
}

LaneRows::LaneRows(const TimelineIndex& index, const Wishes& wishes)
    : m_row_of(index.lanes().size(), no_row) {
    for (const std::uint32_t lane : wishes.pinned) {
        add(index, lane, true, contains(wishes.collapsed, lane));
    }
    m_pinned = m_rows.size();
    std::size_t lane = 0;
    while (lane < index.lanes().size()) {
        const bool shown = wishes.only == nullptr || (*wishes.only)[lane];
        // A filter shows what it finds, wherever that is.
        const bool collapses = wishes.only == nullptr && contains(wishes.collapsed, lane);
        if (m_row_of[lane] == no_row && shown) {
            add(index, lane, false, collapses);
        }
        const std::size_t next = collapses ? index.subtree_end(lane) : lane + 1;
        for (std::size_t hidden = lane + 1; hidden < next; ++hidden) {
            if (m_row_of[hidden] == no_row) {
                m_row_of[hidden] = m_row_of[lane];
            }
        }
        lane = next;
    }
}

std::optional<std::size_t> LaneRows::row_of(std::size_t lane) const {
    if (lane >= m_row_of.size() || m_row_of[lane] == no_row) {
        return std::nullopt;
    }
    return m_row_of[lane];
}

void LaneRows::add(const TimelineIndex& index, std::size_t lane, bool is_pinned, bool collapses) {
    m_row_of[lane] = static_cast<std::uint32_t>(m_rows.size());
    Row row{.lane = static_cast<std::uint32_t>(lane), .is_pinned = is_pinned};
    if (collapses && index.lanes()[lane].has_children) {
        row.collapsed = std::make_shared<const Subtree>(index, lane);
    }
    m_rows.push_back(std::move(row));
}

} // namespace app
