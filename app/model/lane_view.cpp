#include "app/model/lane_view.hpp"

#include <algorithm>

namespace app {
namespace {

/// The lanes of those tasks that this run has.
std::vector<std::uint32_t> lanes_of(const TimelineIndex& index,
                                    const std::vector<std::string>& names) {
    std::vector<std::uint32_t> lanes;
    for (const std::string& name : names) {
        const core::TaskId task = index.trace().find_task(name);
        if (task != core::TaskId::none) {
            lanes.push_back(static_cast<std::uint32_t>(index.lane_of(task)));
        }
    }
    return lanes;
}

} // namespace

void LaneView::follow(const TimelineIndex& index) {
    m_search.follow(index);
    arrange(index);
}

void LaneView::restart(const TimelineIndex& index) {
    m_collapsed.clear();
    m_pinned.clear();
    m_search = {};
    follow(index);
}

void LaneView::toggle_collapsed(const TimelineIndex& index, core::TaskId task) {
    if (task != core::TaskId::none && index.lanes()[index.lane_of(task)].has_children) {
        toggle(m_collapsed, index, task);
    }
}

void LaneView::toggle_all_collapsed(const TimelineIndex& index) {
    std::vector<std::string> parents;
    std::vector<std::string> roots; // only if there are no others: one lane alone shows little
    for (const LaneInfo& lane : index.lanes()) {
        if (lane.has_children) {
            (lane.depth > 0 ? parents : roots).emplace_back(index.trace().name(lane.task));
        }
    }
    const bool any = !lanes_of(index, m_collapsed).empty();
    m_collapsed = any               ? std::vector<std::string>{}
                  : parents.empty() ? std::move(roots)
                                    : std::move(parents);
    arrange(index);
}

void LaneView::toggle_pinned(const TimelineIndex& index, core::TaskId task) {
    if (task != core::TaskId::none) {
        toggle(m_pinned, index, task);
    }
}

bool LaneView::is_pinned(const TimelineIndex& index, core::TaskId task) const {
    return std::find(m_pinned.begin(), m_pinned.end(), index.trace().name(task)) != m_pinned.end();
}

bool LaneView::tell(const TimelineIndex& index, std::size_t told) {
    const bool changes = m_search.tell(index, told);
    if (changes) {
        arrange(index);
    }
    return changes;
}

void LaneView::arrange(const TimelineIndex& index) {
    const bool filters = m_search.is_open() && m_search.only_matches() && !m_search.query().empty();
    m_rows = LaneRows{index,
                      {.pinned = lanes_of(index, m_pinned),
                       .collapsed = lanes_of(index, m_collapsed),
                       .only = filters ? &m_search.matches() : nullptr}};
}

void LaneView::toggle(std::vector<std::string>& names, const TimelineIndex& index,
                      core::TaskId task) {
    const std::string name{index.trace().name(task)};
    if (std::erase(names, name) == 0) {
        names.push_back(name);
    }
    arrange(index);
}

} // namespace app
