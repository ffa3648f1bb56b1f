#pragma once
#include "app/timeline/counter_track.hpp"
#include "core/trace/trace.hpp"

#include <map>
#include <string_view>

namespace app {

/// Builds the step curves, event by event.
class CounterScan {
public:
    explicit CounterScan(const core::Trace& trace)
        : m_trace(trace), m_queued(trace.tasks().size(), false) {}

    void add(core::EventId id, const core::Event& event);
    /// All of them, also those that are `is_still`.
    std::vector<CounterTrack> take() &&;

private:
    /// What the program itself tells: the counter "queue_length_limit" bounds "queue_length".
    void limit(CounterTrack& track);
    /// With one resource, its permits are what bounds the number in flight.
    void limit_in_flight();
    /// Permits that are free or in use: all there are of the one resource that matters here.
    void hold(const core::Event& event);
    CounterTrack& track(CounterTrack::Kind kind, core::LabelId name);
    void point(CounterTrack::Kind kind, core::LabelId name, core::EventId id, std::int32_t value);
    /// Who stands in line: `queued` joins it; getting a permit or giving up leaves it.
    void line(core::EventId id, const core::Event& event);

    const core::Trace& m_trace;
    std::vector<CounterTrack> m_tracks;
    std::vector<bool> m_queued;                        // by task
    std::map<std::string_view, std::int32_t> m_limits; // by the name of the counter that tells it
    std::int32_t m_held = 0;
    std::int32_t m_most_permits = 0;
};

/// It never changes, or is never more than 0: nothing to see.
bool is_still(const CounterTrack& track);

} // namespace app
