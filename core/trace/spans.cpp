#include "core/trace/spans.hpp"

#include "core/base/assert.hpp"
#include "core/trace/trace_state.hpp"

#include <limits>
#include <numeric>

namespace core {

namespace {

constexpr std::size_t no_span = std::numeric_limits<std::size_t>::max();

SpanKind kind_of_wait(const TaskState& task) {
    if (task.queued) {
        return SpanKind::queued;
    }
    switch (task.wait) {
    case WaitKind::yield:
    case WaitKind::sleep:
    case WaitKind::io:
        return SpanKind::sleeping;
    case WaitKind::permit:
        return SpanKind::queued;
    default:
        return SpanKind::waiting;
    }
}

/// Only for a task that exists and has not ended.
SpanKind kind_of(const TaskState& task) {
    if (task.stop_request != EventId::none) {
        return SpanKind::stopping;
    }
    if (task.cleanup_depth > 0) {
        return SpanKind::cleanup;
    }
    switch (task.phase) {
    case TaskPhase::created:
        return SpanKind::created;
    case TaskPhase::running:
        return SpanKind::running;
    default:
        return kind_of_wait(task);
    }
}

/// Folds the trace and collects the spans of all tasks in the order in which they begin.
class SpanCollector {
public:
    explicit SpanCollector(const Trace& trace) : m_open(trace.tasks().size() + 1, no_span) {
        for (const Event& event : trace.events()) {
            m_state.apply(event);
            if (event.task != TaskId::none) {
                update(event);
            }
        }
        for (const std::size_t open : m_open) {
            if (open != no_span) {
                m_spans[open].end = trace.end();
            }
        }
    }

    const std::vector<Span>& spans() const { return m_spans; }

private:
    void update(const Event& event) {
        CORE_ASSERT(index_of(event.task) < m_open.size());
        const TaskState& task = m_state.task(event.task);
        const bool alive = task.phase != TaskPhase::absent && !has_ended(task.phase);
        std::size_t& open = m_open[index_of(event.task)];
        if (alive && open != no_span && m_spans[open].kind == kind_of(task)) {
            return;
        }
        const auto now = static_cast<EventId>(m_state.count() - 1);
        if (open != no_span) {
            m_spans[open].last = now;
            m_spans[open].end = event.at;
            open = no_span;
        }
        if (alive) {
            open = m_spans.size();
            m_spans.push_back(Span{.task = event.task,
                                   .kind = kind_of(task),
                                   .first = now,
                                   .begin = event.at,
                                   .end = event.at});
        }
    }

    TraceState m_state;
    std::vector<std::size_t> m_open; // by task: its span without an end, or no_span
    std::vector<Span> m_spans;
};

} // namespace

Spans::Spans(const Trace& trace) : m_first(trace.tasks().size() + 1, 0) {
    const SpanCollector collector(trace);
    for (const Span& span : collector.spans()) {
        ++m_first[index_of(span.task)];
    }
    std::partial_sum(m_first.begin(), m_first.end(), m_first.begin());

    std::vector<std::size_t> next = m_first;
    m_spans.resize(collector.spans().size());
    for (const Span& span : collector.spans()) {
        m_spans[next[index_of(span.task) - 1]++] = span;
    }
}

std::span<const Span> Spans::of(TaskId task) const {
    CORE_ASSERT(index_of(task) >= 1 && index_of(task) < m_first.size());
    const std::size_t first = m_first[index_of(task) - 1];
    return all().subspan(first, m_first[index_of(task)] - first);
}

} // namespace core
