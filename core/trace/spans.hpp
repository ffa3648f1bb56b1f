#pragma once
#include "core/trace/trace.hpp"

#include <vector>

namespace core {

/// What a task was doing over a stretch of its life, as the timeline draws it.
///
/// When several apply the later in this list wins: a task that sleeps inside its cleanup
/// is `cleanup`; one that was asked to stop and does not know it yet is `stopping`.
enum class SpanKind : std::uint8_t {
    created,  ///< exists, has not run yet
    running,  ///< its code runs; no virtual time passes
    sleeping, ///< awaits its own timer, I/O or its next turn: the "work" of a simulated task
    waiting,  ///< awaits others: tasks, a group, an event, a queue
    queued,   ///< stands in line for a permit
    cleanup,  ///< runs or awaits inside a cleanup; one span from its start to its end
    stopping, ///< cancel requested, not delivered yet
};

/// One stretch. Spans of a task are contiguous, in order, from `created` to its end.
struct Span {
    TaskId task = TaskId::none;
    SpanKind kind = SpanKind::created;
    EventId first = EventId::none; ///< the event that began it
    EventId last = EventId::none;  ///< the event that ended it; none: still open at the end
    Instant begin{};
    Instant end{}; ///< for an open span the end of the trace

    friend bool operator==(const Span&, const Span&) = default;
};

/// All spans, grouped by task in order of creation, within a task in order of time.
class Spans {
public:
    explicit Spans(const Trace& trace);

    std::span<const Span> all() const { return m_spans; }
    /// The spans of one task.
    std::span<const Span> of(TaskId task) const;

private:
    std::vector<Span> m_spans;
    std::vector<std::size_t> m_first; // of(task) = m_spans[m_first[id - 1] .. m_first[id])
};

} // namespace core
