#pragma once
#include "app/timeline/lanes.hpp"

#include <memory>

namespace app {

/// What the hidden descendants of a lane did all together, and what must not vanish with them.
/// All events are in order.
struct Subtree {
    Subtree(const TimelineIndex& index, std::size_t lane);

    std::array<StateMix, 2> mixes;        ///< by axis
    std::vector<core::EventId> created;   ///< one for each of them
    std::vector<core::EventId> peaks;     ///< peaks[i]: for the first time i + 1 live at once
    std::vector<core::EventId> failures;  ///< ends of those that failed
    std::vector<core::EventId> requests;  ///< to stop
    std::vector<core::EventId> cancelled; ///< ends of those that were cancelled
};

/// Which lanes the timeline shows, top down.
class LaneRows {
public:
    struct Row {
        std::uint32_t lane = 0;
        bool is_pinned = false;
        std::shared_ptr<const Subtree> collapsed; ///< null: its children have rows of their own
    };
    /// What a person has asked for, by lane; shorter than the number of lanes: false.
    struct Wishes {
        std::vector<std::uint32_t> pinned;       ///< in the order in which they stand on top
        std::vector<std::uint32_t> collapsed;    ///< ascending
        const std::vector<bool>* only = nullptr; ///< show no other lanes; null: all
    };

    LaneRows() = default;
    LaneRows(const TimelineIndex& index, const Wishes& wishes);

    std::span<const Row> rows() const { return m_rows; }
    std::size_t size() const { return m_rows.size(); }
    std::size_t pinned() const { return m_pinned; }
    /// The row that stands for a lane: its own, or that of the ancestor it is hidden under. Empty:
    /// it is filtered out.
    std::optional<std::size_t> row_of(std::size_t lane) const;

private:
    static constexpr std::uint32_t no_row = UINT32_MAX;

    void add(const TimelineIndex& index, std::size_t lane, bool is_pinned, bool collapses);

    std::vector<Row> m_rows;
    std::vector<std::uint32_t> m_row_of; // by lane
    std::size_t m_pinned = 0;
};

} // namespace app
