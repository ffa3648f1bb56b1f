#include "core/export/text_lane.hpp"

#include <algorithm>

namespace core {

namespace {

constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

Sign sign_of(SpanKind kind) {
    switch (kind) {
    case SpanKind::created:
        return Sign::created;
    case SpanKind::running:
        return Sign::running;
    case SpanKind::sleeping:
        return Sign::sleeping;
    case SpanKind::waiting:
        return Sign::waiting;
    case SpanKind::queued:
        return Sign::queued;
    case SpanKind::cleanup:
        return Sign::cleanup;
    case SpanKind::stopping:
        break;
    }
    return Sign::stopping;
}

int rank_of(Sign sign) {
    switch (sign) {
    case Sign::blank:
        return 0;
    case Sign::created:
        return 1;
    case Sign::sleeping:
    case Sign::waiting:
    case Sign::running:
        return 2;
    case Sign::queued:
        return 3;
    default:
        return 4; // cleanup and stopping are what the picture is for
    }
}

/// Draws one lane: first its spans, then its marks in the order of their events.
class LanePen {
public:
    explicit LanePen(const TextScale& scale) : m_scale(&scale) {
        m_lane.cells.resize(scale.columns(), Sign::blank);
    }

    void fill(const Span& span) {
        const std::size_t begin = m_scale->column(span.begin);
        const std::size_t end = m_scale->column(span.end);
        const Sign sign = sign_of(span.kind);
        if (span.begin == span.end) {
            return; // an instant: a mark shows it, if anything does
        }
        // A stretch shorter than a cell has the cell if nothing weightier is in it.
        if (rank_of(sign) >= rank_of(m_lane.cells[begin])) {
            m_lane.cells[begin] = sign;
        }
        for (std::size_t i = begin + 1; i < end; ++i) {
            m_lane.cells[i] = sign;
        }
    }

    void run(Instant at) {
        const std::size_t column = m_scale->column(at);
        if (column >= m_next) {
            put(column, Sign::running);
            m_last_run = column;
        }
    }

    void start(Instant at) {
        run(at);
        m_last_run = nowhere; // the sign of the start stays, whatever ends in the same cell
    }

    void mark(Instant at, Sign sign) {
        const std::size_t column = m_scale->column(at);
        const std::size_t free = std::max(column, m_next);
        const bool is_repeated = m_next > column && m_next > 0 && m_lane.cells[m_next - 1] == sign;
        if (!is_repeated && free < column + TextScale::margin) {
            put(free, sign);
        }
    }

    void cleanup(Instant begin, Instant end) {
        const std::size_t first = std::max(m_scale->column(begin), m_next);
        if (first >= m_scale->column(end)) {
            mark(begin, Sign::cleanup); // no cell of its own was left to show
        }
    }

    void cap(Instant at, Sign sign, std::string_view note) {
        const std::size_t column = m_scale->column(at);
        const bool replaces_run = m_last_run == column && m_next == column + 1;
        const std::size_t free = replaces_run ? column : std::max(column, m_next);
        put(std::min(free, m_scale->columns() - 1), sign);
        m_lane.end = m_next;
        m_lane.note = note;
    }

    TextLane take() && { return std::move(m_lane); }

private:
    void put(std::size_t column, Sign sign) {
        m_lane.cells[column] = sign;
        m_next = column + 1;
        m_last_run = nowhere;
    }

    const TextScale* m_scale;
    TextLane m_lane;
    std::size_t m_next = 0;           // the first column without a mark to its right
    std::size_t m_last_run = nowhere; // of a "runs" that an end cap may replace
};

/// Puts the mark of each event into its task's lane.
class Marks {
public:
    explicit Marks(const Trace& trace) : m_trace(&trace), m_notes(trace.tasks().size()) {}

    void draw(std::vector<LanePen>& pens) {
        for (const Event& event : m_trace->events()) {
            if (event.task != TaskId::none) {
                show(event, m_notes[index_of(event.task) - 1], pens[index_of(event.task) - 1]);
            }
        }
        for (std::size_t i = 0; i < pens.size(); ++i) {
            if (!m_notes[i].has_ended) {
                show_cleanups(m_trace->end(), m_notes[i], pens[i]);
                pens[i].cap(m_trace->end(), Sign::unfinished, {});
            }
        }
    }

private:
    struct Cleanup {
        Instant begin{};
        bool is_shown = false;
    };
    struct Notes {
        bool never_ran = false;
        bool has_ended = false;
        std::vector<Cleanup> cleanups; // begun and not ended, innermost last
    };

    void show(const Event& event, Notes& notes, LanePen& pen) {
        switch (event.kind) {
        case EventKind::started:
            pen.start(event.at);
            break;
        case EventKind::resumed:
            if (notes.cleanups.empty()) { // a cleanup is one stretch, whatever runs in it
                pen.run(event.at);
            }
            break;
        case EventKind::thrown:
            notes.never_ran = event.value == 1;
            show_thrown(event, pen);
            break;
        case EventKind::cancel_requested:
            show_cleanups(event.at, notes, pen); // the request will interrupt them
            pen.mark(event.at, Sign::asked);
            break;
        case EventKind::cleanup_started:
            notes.cleanups.push_back({event.at});
            break;
        case EventKind::cleanup_ended:
            show_cleanups(event.at, notes, pen);
            if (!notes.cleanups.empty()) {
                notes.cleanups.pop_back();
            }
            break;
        default:
            if (ends_task(event.kind)) {
                show_cleanups(event.at, notes, pen);
                notes.has_ended = true;
                show_end(event, notes, pen);
            }
        }
    }

    void show_thrown(const Event& event, LanePen& pen) {
        if (m_trace->text(event.label) == "CancelledError") {
            pen.mark(event.at, Sign::told);
        } else {
            pen.run(event.at);
        }
    }

    // A cleanup that takes no time, or is cut short at once, still has a sign.
    static void show_cleanups(Instant until, Notes& notes, LanePen& pen) {
        for (Cleanup& cleanup : notes.cleanups) {
            if (!cleanup.is_shown) {
                pen.cleanup(cleanup.begin, until);
                cleanup.is_shown = true;
            }
        }
    }

    void show_end(const Event& event, const Notes& notes, LanePen& pen) {
        switch (event.kind) {
        case EventKind::done:
            pen.cap(event.at, Sign::done, {});
            break;
        case EventKind::failed:
            pen.cap(event.at, Sign::failed, m_trace->text(event.label));
            break;
        default:
            pen.cap(event.at, notes.never_ran ? Sign::never_ran : Sign::cancelled, {});
        }
    }

    const Trace* m_trace;
    std::vector<Notes> m_notes; // by task id - 1
};

} // namespace

std::vector<TextLane> text_lanes(const Trace& trace, const Spans& spans, const TextScale& scale) {
    std::vector<LanePen> pens(trace.tasks().size(), LanePen(scale));
    for (const Span& span : spans.all()) {
        pens[index_of(span.task) - 1].fill(span);
    }
    Marks(trace).draw(pens);
    std::vector<TextLane> lanes;
    lanes.reserve(pens.size());
    for (LanePen& pen : pens) {
        lanes.push_back(std::move(pen).take());
    }
    return lanes;
}

} // namespace core
