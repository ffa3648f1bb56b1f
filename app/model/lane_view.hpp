#pragma once
#include "app/model/lane_search.hpp"
#include "app/timeline/lane_rows.hpp"

#include <string>
#include <vector>

namespace app {

/// How a person has arranged the lanes: collapsed, pinned, searched, filtered. All of it survives
/// another run by the names of the tasks.
class LaneView {
public:
    /// Another run of the same scenario, or more of a live one.
    void follow(const TimelineIndex& index);
    /// Another scenario: nothing is pinned or collapsed any more.
    void restart(const TimelineIndex& index);

    /// Hides or shows the children of a task; nothing happens if it has none.
    void toggle_collapsed(const TimelineIndex& index, core::TaskId task);
    /// Collapses every task but the outermost ones; if any is collapsed, shows all.
    void toggle_all_collapsed(const TimelineIndex& index);
    void toggle_pinned(const TimelineIndex& index, core::TaskId task);
    bool is_pinned(const TimelineIndex& index, core::TaskId task) const;

    /// Changes the search; `change` gets it to do so.
    template <class Change>
    void change_search(const TimelineIndex& index, const Change& change) {
        change(m_search);
        m_search.follow(index);
        arrange(index);
    }
    /// Moves to the next match or the one before; gives its lane.
    std::optional<std::size_t> move_match(const TimelineIndex& index, int by) {
        return m_search.move(index, by);
    }
    const LaneSearch& search() const { return m_search; }
    /// The search finds only what the first `told` events say. True if other lanes match now.
    bool tell(const TimelineIndex& index, std::size_t told);

    const LaneRows& rows() const { return m_rows; }

    /// How many rows have room, the pinned ones included.
    double page() const { return m_page; }
    void set_page(double rows) { m_page = rows; }

private:
    void arrange(const TimelineIndex& index);
    void toggle(std::vector<std::string>& names, const TimelineIndex& index, core::TaskId task);

    std::vector<std::string> m_collapsed; // names of tasks
    std::vector<std::string> m_pinned;
    LaneSearch m_search;
    LaneRows m_rows;
    double m_page = 0;
};

} // namespace app
