#include "app/timeline/merged_order.hpp"

#include <algorithm>

namespace app {

MergedOrder::MergedOrder(const core::Trace& a, const core::Trace& b) : m_traces{&a, &b} {
    const auto of_a = a.events();
    const auto of_b = b.events();
    m_places.reserve(of_a.size() + of_b.size());
    m_indices[0].reserve(of_a.size());
    m_indices[1].reserve(of_b.size());
    std::array<std::size_t, side_count> next{};
    while (next[0] < of_a.size() || next[1] < of_b.size()) {
        const bool takes_a = next[1] == of_b.size() ||
                             (next[0] < of_a.size() && of_a[next[0]].at <= of_b[next[1]].at);
        const Side side = takes_a ? Side::a : Side::b;
        m_indices[index_of(side)].push_back(m_places.size());
        m_places.push_back({side, static_cast<core::EventId>(next[index_of(side)]++)});
    }
}

std::size_t MergedOrder::count_of(Side side, std::size_t count) const {
    const auto& indices = m_indices[index_of(side)];
    return static_cast<std::size_t>(std::lower_bound(indices.begin(), indices.end(), count) -
                                    indices.begin());
}

std::size_t MergedOrder::count_until(core::Instant at) const {
    return m_traces[0]->count_until(at) + m_traces[1]->count_until(at);
}

core::Instant MergedOrder::end() const {
    return std::max(m_traces[0]->end(), m_traces[1]->end());
}

} // namespace app
