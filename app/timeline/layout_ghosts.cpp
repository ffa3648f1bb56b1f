#include "app/timeline/layout_parts.hpp"

namespace app {
namespace {

/// Outlines of the states of a task in the other run, left to right; those too short to be seen
/// are part of their neighbour.
class GhostRow {
public:
    GhostRow(const LayoutContext& c, std::size_t row, core::TaskId there)
        : m_c(c), m_row(row), m_spans(c.view.ghost.index->spans().of(there)) {}

    void layout() {
        const double shortest =
            static_cast<double>(m_c.view.style.min_box_px) / m_c.scale.px_per_unit();
        const auto visible =
            std::partition_point(m_spans.begin(), m_spans.end(), [&](const core::Span& s) {
                return end(s) < m_c.view.window.begin;
            });
        std::size_t i = static_cast<std::size_t>(visible - m_spans.begin());
        while (i < m_spans.size() && begin(m_spans[i]) <= m_c.view.window.end) {
            const double cell = begin(m_spans[i]) + shortest;
            const std::size_t next = gallop(i + 1, m_spans.size(), [&](std::size_t at) {
                return end(m_spans[at - 1]) >= cell;
            });
            add(m_spans[i], m_spans[next - 1]);
            i = next;
        }
    }

private:
    double begin(const core::Span& s) const { return m_c.map.of(s.begin); }
    double end(const core::Span& s) const { return m_c.map.of(s.end); }

    void add(const core::Span& first, const core::Span& last) {
        if (last.end == first.begin) {
            return;
        }
        constexpr float rim = 2; // so that it is seen where both runs are the same
        const core::Span& longest =
            end(last) - begin(last) > end(first) - begin(first) ? last : first;
        m_c.out.ghosts.push_back({.task = m_c.index.lanes()[m_c.lane_of_row(m_row)].task,
                                  .x0 = m_c.clip(m_c.scale.to_x(begin(first))),
                                  .x1 = m_c.clip(m_c.scale.to_x(end(last))),
                                  .y0 = m_c.bar_top(m_row) - rim,
                                  .y1 = m_c.bar_bottom(m_row) + rim,
                                  .role = role_of(longest.kind)});
    }

    const LayoutContext& m_c;
    std::size_t m_row;
    std::span<const core::Span> m_spans;
};

} // namespace

void layout_ghosts(const LayoutContext& c, std::size_t row) {
    const GhostRun& ghost = c.view.ghost;
    const std::size_t task = core::index_of(c.index.lanes()[c.lane_of_row(row)].task) - 1;
    if (ghost.index == nullptr || c.view.axis != Axis::time || task >= ghost.counterparts.size() ||
        ghost.counterparts[task] == core::TaskId::none) {
        return;
    }
    GhostRow{c, row, ghost.counterparts[task]}.layout();
}

} // namespace app
