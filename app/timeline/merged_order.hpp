#pragma once
#include "app/timeline/side.hpp"
#include "core/trace/trace.hpp"

#include <array>
#include <vector>

namespace app {

/// The events of two runs in one order: by time; of one moment those of A first, each run's own in
/// the order in which they happened. Both traces must outlive this.
class MergedOrder {
public:
    MergedOrder(const core::Trace& a, const core::Trace& b);

    struct Place {
        Side side = Side::a;
        core::EventId event = core::EventId::none; ///< of that run
        friend bool operator==(const Place&, const Place&) = default;
    };

    const core::Trace& trace(Side side) const { return *m_traces[index_of(side)]; }
    std::size_t size() const { return m_places.size(); }
    const Place& operator[](std::size_t index) const { return m_places[index]; }
    const core::Event& event(std::size_t index) const {
        return trace(m_places[index].side)[m_places[index].event];
    }

    /// Where an event of that run stands.
    std::size_t index_of_event(Side side, core::EventId event) const {
        return m_indices[index_of(side)][core::index_of(event)];
    }
    /// How many of the first `count` events are of that run: its own cursor.
    std::size_t count_of(Side side, std::size_t count) const;
    /// The inverse: the cursor right after the first `own` events of that run.
    std::size_t cursor_after(Side side, std::size_t own) const {
        return own == 0 ? 0 : m_indices[index_of(side)][own - 1] + 1;
    }

    /// Number of events at or before `at`, and the time at which the later run ends.
    std::size_t count_until(core::Instant at) const;
    core::Instant end() const;

private:
    std::array<const core::Trace*, side_count> m_traces;
    std::vector<Place> m_places;
    std::array<std::vector<std::size_t>, side_count> m_indices; // of each run's events
};

/// Events in the order in which a cursor goes through them: those of a run, or those of two.
/// As cheap as a pointer; what it is made from must outlive it.
class EventSequence {
public:
    EventSequence(const core::Trace& trace) : m_trace(&trace) {}
    EventSequence(const MergedOrder& merged) : m_merged(&merged) {}

    std::size_t size() const { return m_merged ? m_merged->size() : m_trace->size(); }
    const core::Event& operator[](std::size_t index) const {
        return m_merged ? m_merged->event(index) : m_trace->events()[index];
    }
    std::size_t count_until(core::Instant at) const {
        return m_merged ? m_merged->count_until(at) : m_trace->count_until(at);
    }
    core::Instant end() const { return m_merged ? m_merged->end() : m_trace->end(); }

private:
    const core::Trace* m_trace = nullptr;
    const MergedOrder* m_merged = nullptr;
};

} // namespace app
