#include "app/timeline/layout_parts.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

namespace app {
namespace {

/// What a bar says where its whole text does not fit: whom it waits for, that it stands in line.
std::string short_text(const core::Trace& trace, const core::Span& span) {
    const core::Event& event = trace[span.first];
    if (event.kind == core::EventKind::suspended && event.target() != core::TaskId::none &&
        span.kind == core::SpanKind::waiting) {
        return std::string{trace.name(event.target())};
    }
    return span.kind == core::SpanKind::queued ? "in line" : "";
}

/// Lays out the states of one lane, left to right, with one look at each visible pixel.
class BarRow {
public:
    BarRow(const LayoutContext& c, std::size_t row)
        : m_c(c), m_row(row), m_task(c.index.lanes()[c.lane_of_row(row)].task),
          m_spans(c.index.spans().of(m_task)), m_top(c.bar_top(row)), m_bottom(c.bar_bottom(row)),
          m_cell(static_cast<double>(c.view.style.min_box_px) / c.scale.px_per_unit()) {}

    void layout() {
        find_obstacles();
        const Window& window = m_c.view.window;
        const auto visible =
            std::partition_point(m_spans.begin(), m_spans.end(),
                                 [&](const core::Span& s) { return end(s) < window.begin; });
        std::size_t i = static_cast<std::size_t>(visible - m_spans.begin());
        while (i < m_spans.size() && begin(m_spans[i]) <= window.end) {
            i = is_wide(m_spans[i]) ? place_box(i) : place_cell(i);
        }
        layout_gaps();
    }

private:
    struct Stretch {
        float x0 = 0, x1 = 0;
    };

    double begin(const core::Span& s) const { return m_c.begin_of(s); }
    double end(const core::Span& s) const { return m_c.end_of(s); }
    bool is_wide(const core::Span& s) const { return end(s) - begin(s) >= m_cell; }

    std::size_t place_box(std::size_t i) {
        const core::Span& span = m_spans[i];
        if (span.kind != core::SpanKind::stopping) { // those are gaps, see below
            add_box(begin(span), end(span), span.kind, span.first);
            place_label(span);
        }
        return i + 1;
    }

    /// All states that begin within the same few pixels, and are too short to be told apart.
    /// The cells are fixed to the axis, so that panning does not make them flicker.
    std::size_t place_cell(std::size_t i) {
        const double from = begin(m_spans[i]);
        const double cell_end = (std::floor(from / m_cell) + 1) * m_cell;
        std::size_t next = gallop(
            i + 1, m_spans.size(), [&](std::size_t at) { return begin(m_spans[at]) >= cell_end; },
            i + m_in_cell);
        m_in_cell = next - i;
        if (next > i + 1 && is_wide(m_spans[next - 1])) {
            --next; // only the last of them can reach far beyond the cell
        }
        const double to = end(m_spans[next - 1]);
        if (to > from) { // nothing to see in states that take no time
            add_cell(i, next, from, to);
        }
        return next;
    }

    void add_cell(std::size_t first, std::size_t last, double from, double to) {
        const auto lengths = mix(first, last);
        const double sum = std::accumulate(lengths.begin(), lengths.end(), 0.0);
        const auto kinds = std::count_if(lengths.begin(), lengths.end(),
                                         [&](double length) { return length > sum * 1e-6; });
        const auto longest = std::max_element(lengths.begin(), lengths.end());
        if (kinds == 1) { // also a short sleep between two runs of no length
            const auto kind = static_cast<core::SpanKind>(longest - lengths.begin());
            if (kind != core::SpanKind::stopping) {
                add_box(from, to, kind, first_of_kind(first, last, kind));
            }
            return;
        }
        Fold fold{.task = m_task, .y0 = m_top, .y1 = m_bottom};
        place(from, to, fold);
        const double share = 1 / sum;
        for (std::size_t i = 0; i < lengths.size(); ++i) {
            fold.mix[i] = static_cast<float>(lengths[i] * share);
        }
        fold.count = static_cast<std::uint32_t>(last - first);
        fold.first = m_spans[first].first;
        m_c.out.folds.push_back(fold);
    }

    /// How long each kind lasts in spans [first, last).
    TimelineIndex::Sums mix(std::size_t first, std::size_t last) {
        const Axis axis = m_c.view.axis;
        if (m_summed != first) { // not the end of the cell before
            m_sums = m_c.index.sums_before(m_task, first, axis);
        }
        const TimelineIndex::Sums before = m_sums;
        m_sums = m_c.index.sums_before(m_task, last, axis);
        m_summed = last;
        TimelineIndex::Sums lengths = m_sums;
        for (std::size_t i = 0; i < lengths.size(); ++i) {
            lengths[i] -= before[i];
        }
        return lengths;
    }

    core::EventId first_of_kind(std::size_t first, std::size_t last, core::SpanKind kind) const {
        const std::size_t near_enough = std::min(last, first + 8); // for the tooltip
        for (std::size_t i = first; i < near_enough; ++i) {
            if (m_spans[i].kind == kind) {
                return m_spans[i].first;
            }
        }
        return m_spans[first].first;
    }

    template <class Shape>
    void place(double from, double to, Shape& shape) const {
        shape.x0 = m_c.clip(m_c.scale.to_x(from));
        shape.x1 = std::max(m_c.clip(m_c.scale.to_x(to)), shape.x0 + 1);
        shape.dim_from = m_c.dim_from(shape.x0, shape.x1);
        shape.selected = m_task == m_c.view.selected;
        shape.hovered = m_task == m_c.view.hovered;
    }

    void add_box(double from, double to, core::SpanKind kind, core::EventId first) {
        Box box{.task = m_task, .y0 = m_top, .y1 = m_bottom, .role = role_of(kind), .first = first};
        place(from, to, box);
        m_c.out.boxes.push_back(box);
    }

    /// What no label of the row may lie on, left to right: squeezed gaps, counts beside markers.
    void find_obstacles() {
        const LayoutStyle& style = m_c.view.style;
        for (const Break& gap : m_c.out.breaks) {
            m_obstacles.push_back({gap.x0 - style.label_pad, gap.x1 + style.label_pad});
        }
        const auto& markers = m_c.out.markers; // those of the row come last
        for (auto marker = markers.rbegin(); marker != markers.rend() && marker->task == m_task;
             ++marker) {
            if (marker->count > 1) {
                const float sign = style.marker_px;
                const float first = std::min(marker->count_dx, -sign);
                m_obstacles.push_back({marker->x + first - style.label_pad,
                                       marker->x + marker->reach(sign) + style.label_pad});
            }
        }
        std::sort(m_obstacles.begin(), m_obstacles.end(),
                  [](const Stretch& a, const Stretch& b) { return a.x0 < b.x0; });
    }

    /// Shrinks [x0, x1] to the widest part of it that no obstacle covers.
    void keep_clear(float& x0, float& x1) const {
        float from = x0;
        float best0 = x0;
        float best1 = x0;
        const auto offer = [&](float to) {
            if (to - from > best1 - best0) {
                best0 = from;
                best1 = to;
            }
        };
        for (const Stretch& obstacle : m_obstacles) {
            if (obstacle.x1 > x0 && obstacle.x0 < x1) {
                offer(obstacle.x0);
                from = std::max(from, obstacle.x1);
            }
        }
        offer(x1);
        x0 = best0;
        x1 = best1;
    }

    void place_label(const core::Span& span) {
        const LayoutStyle& style = m_c.view.style;
        if (m_c.collapsed(m_row) != nullptr) {
            return; // half a bar has no room for it
        }
        // The visible part: a long bar keeps its label while its begin is out of sight.
        float x0 = std::max(m_c.scale.to_x(begin(span)), m_c.view.left) + style.label_pad;
        float x1 = std::min(m_c.scale.to_x(end(span)), m_c.view.right) - style.label_pad;
        const float least = width_of(style, "mm");
        if (x1 - x0 < least) {
            return;
        }
        keep_clear(x0, x1);
        if (x1 - x0 < least) {
            return;
        }
        std::string text = bar_text(m_c.trace(), span);
        if (width_of(style, text) > x1 - x0) {
            text = short_text(m_c.trace(), span);
        }
        if (text.empty() || width_of(style, text) > x1 - x0) {
            return;
        }
        m_c.out.labels.push_back({.task = m_task,
                                  .x0 = x0,
                                  .x1 = x1,
                                  .y = m_c.middle(m_row),
                                  .on = role_of(span.kind),
                                  .text = std::move(text),
                                  .dimmed = m_c.is_dimmed(span.first)});
    }

    void layout_gaps() {
        const auto gaps = m_c.index.gaps_of(m_task);
        const auto visible = std::partition_point(gaps.begin(), gaps.end(), [&](std::uint32_t g) {
            return end(m_spans[g]) < m_c.view.window.begin;
        });
        std::size_t i = static_cast<std::size_t>(visible - gaps.begin());
        while (i < gaps.size() && begin(m_spans[gaps[i]]) <= m_c.view.window.end) {
            const Gap gap = gap_of(m_spans[gaps[i]]);
            m_c.out.gaps.push_back(gap);
            // Those that would lie under this one are not drawn: requests have markers as well.
            const double covered = m_c.scale.to_position(gap.x1);
            i = gallop(i + 1, gaps.size(), [&](std::size_t at) {
                return end(m_spans[gaps[at]]) > covered || begin(m_spans[gaps[at]]) >= covered;
            });
        }
    }

    Gap gap_of(const core::Span& span) const {
        float x0 = m_c.scale.to_x(begin(span));
        float x1 = m_c.scale.to_x(end(span));
        const float lacking = m_c.view.style.min_gap_px - (x1 - x0);
        if (lacking > 0) {
            x0 -= lacking / 2;
            x1 += lacking / 2;
        }
        return {.task = m_task,
                .x0 = m_c.clip(x0),
                .x1 = m_c.clip(x1),
                .y0 = m_top,
                .y1 = m_bottom,
                .request = span.first,
                .dimmed = m_c.is_dimmed(span.first)};
    }

    const LayoutContext& m_c;
    std::size_t m_row;
    core::TaskId m_task;
    std::span<const core::Span> m_spans;
    float m_top, m_bottom;
    std::vector<Stretch> m_obstacles;
    double m_cell;                   // length on the axis that min_box_px shows
    TimelineIndex::Sums m_sums{};    // before the span m_summed
    std::size_t m_summed = SIZE_MAX; // max: none yet
    std::size_t m_in_cell = 1;       // states of the last cell: the next one may have as many
};

} // namespace

void layout_bars(const LayoutContext& c, std::size_t row) {
    BarRow{c, row}.layout();
}

std::string bar_text(const core::Trace& trace, const core::Span& span) {
    const core::Event& event = trace[span.first];
    const std::string_view label = trace.text(event.label);
    const bool suspended = event.kind == core::EventKind::suspended;
    switch (span.kind) {
    case core::SpanKind::created:
    case core::SpanKind::stopping:
        return {};
    case core::SpanKind::running:
        return "runs";
    case core::SpanKind::cleanup:
        return "cleanup";
    case core::SpanKind::queued:
        return label.empty() ? "in line" : std::string{label};
    case core::SpanKind::sleeping:
        if (suspended && event.wait_kind() == core::WaitKind::io) {
            return "network";
        }
        return suspended && !label.empty() ? std::string{label} : "sleep";
    case core::SpanKind::waiting:
        break;
    }
    if (suspended && event.target() != core::TaskId::none) {
        return "waits for " + std::string{trace.name(event.target())};
    }
    return suspended && !label.empty() ? "waits for " + std::string{label} : "waits";
}

} // namespace app
