#pragma once
#include "core/trace/trace_state.hpp"

namespace core {

/// Answers "what was true after the first n events" for any n, in any order.
///
/// Keeps a copy of the state every `spacing` events and replays from the nearest one.
/// The trace must outlive the seeker.
class Seeker {
public:
    static constexpr std::size_t default_spacing = 1024;

    explicit Seeker(const Trace& trace, std::size_t spacing = default_spacing);

    /// The state after the first `n` events, `n` ≤ trace.size(). The reference holds until
    /// the next call. Stepping forward by one costs one `apply`.
    const TraceState& at(std::size_t n) const;

private:
    const Trace* m_trace;
    std::size_t m_spacing;
    std::vector<TraceState> m_keyframes; // m_keyframes[i] is the state after i * spacing events
    mutable TraceState m_state;          // the last answer: cheap to continue from
};

} // namespace core
