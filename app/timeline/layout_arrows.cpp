#include "app/timeline/layout_parts.hpp"

namespace app {
namespace {

/// More than this many arrows of one kind show nothing any more.
constexpr std::size_t most_arrows = 100;

class Arrows {
public:
    explicit Arrows(const LayoutContext& c)
        : m_c(c), m_task(c.view.selected), m_lane(c.index.lane_of(m_task)) {}

    void of_selected() {
        const LaneInfo& lane = m_c.index.lanes()[m_lane];
        const core::TaskId parent = m_c.trace().task(m_task).parent;
        if (parent != core::TaskId::none) {
            add(Arrow::Kind::spawned, parent, m_task, lane.created);
        }
        if (lane.failed_into != core::EventId::none) {
            add(Arrow::Kind::failed_into, m_task, m_c.trace()[lane.failed_into].task,
                lane.failed_into);
        }
        cancelled_by();
        awaits();
    }

    /// Relations that belong to another task's lane: children, and failures this task felt.
    void of_row(std::size_t at) {
        const LaneInfo& lane = m_c.index.lanes()[m_c.lane_of_row(at)];
        if (m_c.trace().task(lane.task).parent == m_task) {
            add(Arrow::Kind::spawned, m_task, lane.task, lane.created);
        }
        if (lane.failed_into != core::EventId::none && lane.task != m_task &&
            m_c.trace()[lane.failed_into].task == m_task) {
            add(Arrow::Kind::failed_into, lane.task, m_task, lane.failed_into);
        }
    }

private:
    void cancelled_by() {
        const auto requests = m_c.index.markers_of(m_task, MarkerKind::request);
        const auto visible =
            std::partition_point(requests.begin(), requests.end(), [&](core::EventId e) {
                return m_c.map.of(e) < m_c.view.window.begin;
            });
        std::size_t left = most_arrows;
        for (auto at = visible; at != requests.end() && left > 0; ++at, --left) {
            const core::TaskId by = m_c.trace()[*at].by();
            if (m_c.map.of(*at) > m_c.view.window.end) {
                return;
            }
            if (by != core::TaskId::none && by != m_task) {
                add(Arrow::Kind::cancelled_by, by, m_task, *at);
            }
        }
    }

    void awaits() {
        const auto spans = m_c.index.spans().of(m_task);
        const Window& window = m_c.view.window;
        const auto visible =
            std::partition_point(spans.begin(), spans.end(),
                                 [&](const core::Span& s) { return m_c.end_of(s) < window.begin; });
        std::size_t left = most_arrows * 10; // looked at, not drawn
        for (auto at = visible; at != spans.end() && left > 0; ++at, --left) {
            if (m_c.begin_of(*at) > window.end) {
                return;
            }
            const core::Event& event = m_c.trace()[at->first];
            if (event.kind == core::EventKind::suspended && event.target() != core::TaskId::none &&
                event.target() != m_task) {
                add(Arrow::Kind::awaits, m_task, event.target(), at->first);
            }
        }
    }

    /// Leaves and arrives at the edges of the bars, at the moment of the event.
    void add(Arrow::Kind kind, core::TaskId from, core::TaskId to, core::EventId event) {
        const float x = m_c.x_of(event);
        if (x < m_c.view.left || x > m_c.view.right) {
            return;
        }
        // A failure leaves where the task ended; it is felt at the event, which may be later.
        const core::EventId ended = m_c.index.lanes()[m_c.index.lane_of(from)].ended;
        const float tail = kind == Arrow::Kind::failed_into ? m_c.clip(m_c.x_of(ended)) : x;
        const std::optional<std::size_t> from_row = m_c.row_of(from);
        const std::optional<std::size_t> to_row = m_c.row_of(to);
        if (!from_row || !to_row || from_row == to_row) {
            return; // filtered out, or within what is collapsed
        }
        const std::size_t a = *from_row;
        const std::size_t b = *to_row;
        m_c.out.arrows.push_back({.kind = kind,
                                  .x0 = tail,
                                  .y0 = a < b ? m_c.bar_bottom(a) : m_c.bar_top(a),
                                  .x1 = x,
                                  .y1 = a < b ? m_c.bar_top(b) : m_c.bar_bottom(b),
                                  .event = event,
                                  .dimmed = m_c.is_dimmed(event)});
    }

    const LayoutContext& m_c;
    core::TaskId m_task;
    std::size_t m_lane;
};

} // namespace

void layout_arrows(const LayoutContext& c, std::size_t first_row, std::size_t last_row) {
    if (c.view.selected == core::TaskId::none) {
        return;
    }
    Arrows arrows{c};
    arrows.of_selected();
    for (std::size_t row = 0; row < c.pinned(); ++row) {
        arrows.of_row(row);
    }
    for (std::size_t row = first_row; row < last_row; ++row) {
        arrows.of_row(row);
    }
}

} // namespace app
