#include "app/timeline/counter_track.hpp"

#include <algorithm>

namespace app {
namespace {

constexpr std::size_t block = 64; // points

void include(CounterTrack::Extent& extent, const CounterTrack::Extent& other) {
    extent.least = std::min(extent.least, other.least);
    extent.greatest = std::max(extent.greatest, other.greatest);
}

} // namespace

void CounterTrack::index_extents() {
    m_extents.clear();
    m_most.clear();
    for (std::size_t first = 0; first + block <= points.size(); first += block) {
        Extent& extent = m_extents.emplace_back(Extent{points[first].value, points[first].value});
        for (std::size_t i = first; i < first + block; ++i) {
            include(extent, {points[i].value, points[i].value});
        }
        m_most.push_back(std::max(extent.greatest, m_most.empty() ? 0 : m_most.back()));
    }
}

std::int32_t CounterTrack::most_of(std::size_t count) const {
    const std::size_t blocks = count / block;
    std::int32_t most = blocks == 0 ? 0 : m_most[blocks - 1];
    for (std::size_t i = blocks * block; i < count; ++i) {
        most = std::max(most, points[i].value);
    }
    return most;
}

CounterTrack::Extent CounterTrack::extent(std::size_t first, std::size_t last) const {
    Extent extent{points[first].value, points[first].value};
    for (std::size_t i = first; i < last;) {
        if (i % block == 0 && i + block <= last) {
            include(extent, m_extents[i / block]);
            i += block;
        } else {
            include(extent, {points[i].value, points[i].value});
            ++i;
        }
    }
    return extent;
}

} // namespace app
