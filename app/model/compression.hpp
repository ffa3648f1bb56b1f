#pragma once
#include "app/timeline/gaps.hpp"

namespace app {

/// Which of the run's long idle gaps are closed on the time axis.
///
/// Off: none. On: all but those that somebody opened; these are remembered by their place in the
/// order of gaps, so that they stay open while a slider moves.
class Compression {
public:
    /// Another run: its gaps are closed as those of the last one were.
    void follow(const RunsOnAxis& runs);
    /// Another scenario: as `follow`, but nothing that was opened stays open.
    void restart(const RunsOnAxis& runs);

    /// Closes all gaps; if all are closed already, opens all.
    void toggle_all(const RunsOnAxis& runs);
    /// Opens one of `gaps()`.
    void open(std::size_t gap, core::Duration whole);

    bool is_on() const { return m_is_on; }
    /// The long gaps of the run; empty while it is off.
    std::span<const IdleGap> gaps() const { return m_gaps; }
    const Squeeze& squeeze() const { return m_squeeze; }

private:
    void find(const RunsOnAxis& runs);
    void make(core::Duration whole);
    bool is_open(std::size_t gap) const { return gap < m_is_open.size() && m_is_open[gap]; }

    bool m_is_on = false;
    std::vector<IdleGap> m_gaps;
    std::vector<bool> m_is_open; // by gap; may be shorter or longer than there are gaps
    Squeeze m_squeeze;
};

} // namespace app
