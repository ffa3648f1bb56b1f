#pragma once
#include "core/base/ids.hpp"
#include "core/base/time.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace app {

/// A number over the run, as a step curve of (event, value).
struct CounterTrack {
    enum class Kind : std::uint8_t {
        counter, ///< a number the program counts
        free,    ///< permits free of a resource
        waiting, ///< tasks in line for a resource
    };
    struct Point {
        core::EventId event = core::EventId::none;
        std::int32_t value = 0;
        core::Instant at{}; ///< of the event
    };
    Kind kind = Kind::counter;
    core::LabelId name = core::LabelId::none;
    std::int32_t max = 0; ///< greatest value of the run, or 0
    std::vector<Point> points;
    std::optional<std::int32_t> limit; ///< what the value should not, or cannot, exceed

    /// Least and greatest value.
    struct Extent {
        std::int32_t least = 0;
        std::int32_t greatest = 0;
    };
    /// To be called once all points are there, before `extent`.
    void index_extents();
    /// Of the points in [first, last), which is not empty. Costs little however many they are.
    Extent extent(std::size_t first, std::size_t last) const;
    /// The greatest value of the first `count` points, or 0. Costs the same however many they are.
    std::int32_t most_of(std::size_t count) const;

private:
    std::vector<Extent> m_extents;    // of each full block of points
    std::vector<std::int32_t> m_most; // up to the end of each full block
};

} // namespace app
