#include "app/model/compression.hpp"

#include <algorithm>

namespace app {

void Compression::follow(const RunsOnAxis& runs) {
    if (m_is_on) { // else nobody needs to know the gaps
        find(runs);
    }
}

void Compression::restart(const RunsOnAxis& runs) {
    m_is_open.clear();
    follow(runs);
}

void Compression::toggle_all(const RunsOnAxis& runs) {
    const bool all_closed = std::find(m_is_open.begin(), m_is_open.end(), true) == m_is_open.end();
    m_is_on = !m_is_on || !all_closed;
    m_is_open.clear();
    m_gaps.clear();
    m_squeeze = {};
    follow(runs);
}

void Compression::open(std::size_t gap, core::Duration whole) {
    if (gap < m_gaps.size()) {
        m_is_open.resize(std::max(m_is_open.size(), m_gaps.size()));
        m_is_open[gap] = true;
        make(whole);
    }
}

void Compression::find(const RunsOnAxis& runs) {
    m_gaps = long_gaps(runs);
    make(runs.events.end());
}

void Compression::make(core::Duration whole) {
    std::vector<bool> is_closed(m_gaps.size());
    for (std::size_t i = 0; i < m_gaps.size(); ++i) {
        is_closed[i] = !is_open(i);
    }
    m_squeeze = Squeeze{m_gaps, is_closed, whole};
}

} // namespace app
