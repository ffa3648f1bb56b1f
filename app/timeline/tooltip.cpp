#include "app/timeline/tooltip.hpp"

#include "app/model/words.hpp"
#include "app/theme/theme.hpp"
#include "app/timeline/layout_parts.hpp"
#include "core/trace/explain.hpp"

#include <fmt/format.h>

namespace app {
namespace {

/// What several markers of that shape are.
std::string_view many(Cap cap) {
    switch (cap) {
    case Cap::cross:
        return "failures";
    case Cap::stop:
        return "cancelled tasks";
    case Cap::triangle:
        return "requests to stop";
    default:
        return "of them";
    }
}

class TooltipMaker {
public:
    TooltipMaker(const Hit& hit, const TimelineLayout& layout, const TimelineIndex& index)
        : m_hit(hit), m_layout(layout), m_index(index), m_trace(index.trace()) {}

    std::string moment(core::Instant at) const { return time_from(at, m_layout.origin); }

    Tooltip make() {
        switch (m_hit.kind) {
        case Hit::Kind::box:
            box();
            break;
        case Hit::Kind::fold:
            fold();
            break;
        case Hit::Kind::gap:
            gap();
            break;
        case Hit::Kind::marker:
            marker();
            break;
        case Hit::Kind::cap:
            cap();
            break;
        case Hit::Kind::signal:
            signal();
            break;
        case Hit::Kind::counter:
            counter();
            break;
        case Hit::Kind::gap_band:
            gap_band();
            break;
        case Hit::Kind::lane:
        case Hit::Kind::nothing:
            break;
        }
        return std::move(m_tip);
    }

private:
    /// The span that an event began; null if none begins there.
    const core::Span* span_from(core::EventId first) const {
        const auto spans = m_index.spans().of(m_hit.task);
        const auto found = std::partition_point(
            spans.begin(), spans.end(), [&](const core::Span& s) { return s.first < first; });
        return found == spans.end() || found->first != first ? nullptr : &*found;
    }

    bool is_hidden(core::EventId event) const {
        return core::index_of(event) >= m_layout.hidden_from;
    }

    void row(std::string_view name, std::string value) {
        m_tip.rows.push_back({std::string{name}, std::move(value)});
    }

    void times(const core::Span& span) {
        row("from", moment(span.begin));
        if (is_hidden(span.last)) {
            return;
        }
        const bool open = span.last == core::EventId::none;
        row("to", open ? "the end of the run" : moment(span.end));
        row("lasts", exact_time(span.end - span.begin));
    }

    /// The nearest telling cause. A delivery is skipped: that it was asked to stop says more.
    void because(core::EventId event) {
        for (const core::EventId cause : core::telling_causes(m_trace, event)) {
            if (cause != event && m_trace[cause].kind != core::EventKind::thrown) {
                row("because", core::sentence(m_trace, cause));
                return;
            }
        }
    }

    void event(core::EventId id, Role role) {
        m_tip.title = core::sentence(m_trace, id);
        m_tip.role = role;
        row("at", moment(m_trace[id].at));
        because(id);
    }

    void box() {
        m_tip.role = m_layout.boxes[m_hit.index].role;
        const core::Span* span = span_from(m_hit.event);
        if (span == nullptr) {
            return;
        }
        const std::string text = bar_text(m_trace, *span);
        m_tip.title = fmt::format("{}: {}", m_trace.name(m_hit.task),
                                  text.empty() ? "has not run yet" : text);
        times(*span);
        because(span->first);
    }

    void fold() {
        const Fold& fold = m_layout.folds[m_hit.index];
        m_tip.title = fmt::format("{}: {} states", m_trace.name(m_hit.task), fold.count);
        const auto most = std::max_element(fold.mix.begin(), fold.mix.end());
        m_tip.role = static_cast<Role>(most - fold.mix.begin());
        row("from", moment(m_trace[fold.first].at));
        for (std::size_t i = 0; i < fold.mix.size(); ++i) {
            if (fold.mix[i] >= 0.005F) {
                row(info(static_cast<Role>(i)).name, fmt::format("{:.0f} %", fold.mix[i] * 100));
            }
        }
        row("", "Zoom in to see them apart.");
    }

    void gap() {
        m_tip.title = fmt::format("{}: asked to stop", m_trace.name(m_hit.task));
        m_tip.role = Role::stopping;
        const core::Span* span = span_from(m_hit.event);
        if (span == nullptr) {
            return;
        }
        row("asked at", moment(span->begin));
        if (!is_hidden(span->last)) {
            const bool open = span->last == core::EventId::none;
            row("learned at", open ? "never" : moment(span->end));
        }
        because(span->first);
    }

    void marker() {
        const Marker& marker = m_layout.markers[m_hit.index];
        event(marker.event, marker.role);
        if (marker.count > 1) {
            row("here", fmt::format("{} {}", marker.count, many(marker.cap)));
        }
    }

    void cap() {
        const EndCap& cap = m_layout.caps[m_hit.index];
        if (cap.event != core::EventId::none) {
            event(cap.event, cap.role);
            return;
        }
        m_tip.title =
            fmt::format("{}: still running when the run was over", m_trace.name(m_hit.task));
        m_tip.role = cap.role;
    }

    void signal() { event(m_hit.event, m_layout.signals[m_hit.index].role); }

    void gap_band() {
        const Break& band = m_layout.breaks[m_hit.index];
        m_tip.title = (band.goes_on ? "Nothing has happened for " : "Nothing happens for ") +
                      exact_time(band.stretch.length());
        m_tip.role = Role::sleeping;
        row("from", moment(band.stretch.begin));
        if (!band.goes_on) {
            row("to", moment(band.stretch.end));
        }
        row("", "Click to see it at its full length.");
    }

    void counter() {
        const CounterCurve& curve = m_layout.counters[m_hit.index];
        m_tip.title = spaced(curve.name);
        switch (curve.kind) {
        case CounterTrack::Kind::counter:
            break;
        case CounterTrack::Kind::free:
            m_tip.title += ": permits free";
            break;
        case CounterTrack::Kind::waiting:
            m_tip.title += ": tasks in line";
            break;
        }
        m_tip.role = curve.kind == CounterTrack::Kind::waiting ? Role::queued : Role::running;
        row("at the cursor", std::to_string(curve.now));
        row("at most", std::to_string(curve.most));
        if (curve.limit) {
            row("limit", std::to_string(*curve.limit));
        }
    }

    const Hit& m_hit;
    const TimelineLayout& m_layout;
    const TimelineIndex& m_index;
    const core::Trace& m_trace;
    Tooltip m_tip;
};

} // namespace

Tooltip tooltip_for(const Hit& hit, const TimelineLayout& layout, const TimelineIndex& index) {
    return TooltipMaker{hit, layout, index}.make();
}

} // namespace app
