#pragma once
#include "app/timeline/lanes.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace app {

/// Finds lanes by the names of their tasks, and by what their events say: labels, resources,
/// errors. Upper and lower case are the same.
class LaneSearch {
public:
    bool is_open() const { return m_is_open; }
    const std::string& query() const { return m_query; }
    /// Lanes that do not match are hidden.
    bool only_matches() const { return m_only_matches; }

    void open() {
        m_is_open = true;
        ++m_openings;
    }
    /// Counts how often it was opened, also while it was open: the field wants the keyboard then.
    std::size_t openings() const { return m_openings; }
    /// Closes the bar; the query comes back when it is opened again.
    void close();
    void set_query(std::string query) { m_query = std::move(query); }
    void toggle_only_matches() { m_only_matches = !m_only_matches; }

    /// Looks again: another run, or another query.
    void follow(const TimelineIndex& index);
    /// Finds only what the first `told` events say; SIZE_MAX: all. True if that changes the
    /// matches.
    bool tell(const TimelineIndex& index, std::size_t told);

    /// By lane; all false while it is closed or the query is empty.
    const std::vector<bool>& matches() const { return m_matches; }
    std::size_t count() const { return m_lanes.size(); }
    /// Which of the matches was moved to last, from 0.
    std::optional<std::size_t> current() const { return m_current; }
    /// The first event of that match that says it: the creation of its task where the name does.
    std::optional<core::EventId> found() const;
    /// Moves to the next match, or the one before; after the last comes the first. Gives its lane.
    std::optional<std::size_t> move(const TimelineIndex& index, int by);

private:
    void find_told(const TimelineIndex& index);

    bool m_is_open = false;
    std::size_t m_openings = 0;
    bool m_only_matches = false;
    std::string m_query;
    std::size_t m_told = SIZE_MAX;
    std::vector<std::size_t> m_first; // by lane: the first event that says it; SIZE_MAX: none
    std::vector<bool> m_matches;
    std::vector<std::size_t> m_lanes; // that match, top down
    std::optional<std::size_t> m_current;
    std::string m_current_name; // of the task, to find it again in another run
};

} // namespace app
