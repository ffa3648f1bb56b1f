#pragma once
#include "core/trace/trace_state.hpp"

namespace core {

/// Answers "what was true after the first n events" for any n, in any order.
///
/// Keeps copies of the state (keyframes) and replays from the nearest one. A copy costs
/// O(tasks), so the default distance between two keyframes is never less than the number of
/// tasks: all keyframes together then hold at most one TaskState per event of the trace, and a
/// seek costs about as much for the replay as for the copy. The trace must outlive the seeker.
class Seeker {
public:
    /// Distance that grows with the number of tasks, see above.
    static constexpr std::size_t adaptive = 0;
    /// The least adaptive distance: replaying this many events takes some microseconds.
    static constexpr std::size_t least_spacing = 1024;

    /// Keyframes lie `spacing` events apart. A fixed spacing is for tests: its memory is
    /// O(events * tasks / spacing).
    explicit Seeker(const Trace& trace, std::size_t spacing = adaptive);

    /// The state after the first `n` events, `n` ≤ trace.size(). The reference holds until
    /// the next call. Stepping forward by one costs one `apply`. Not thread-safe.
    const TraceState& at(std::size_t n) const;

    std::size_t keyframe_count() const { return m_keyframes.size(); }
    /// How many task states the keyframes hold: what they cost in memory.
    std::size_t keyframe_tasks() const;

private:
    const TraceState& keyframe_before(std::size_t n) const;

    const Trace* m_trace;
    std::vector<TraceState> m_keyframes; // ascending by count(); the first is the empty state
    mutable TraceState m_state;          // the last answer: cheap to continue from
};

} // namespace core
