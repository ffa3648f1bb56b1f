#include "app/timeline/lanes.hpp"

#include "app/timeline/counter_scan.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace app {
namespace {

std::size_t slot(core::TaskId task) {
    return core::index_of(task) - 1;
}

/// For each task its lane data by id, not yet in tree order.
std::vector<LaneInfo> lanes_by_id(const core::Trace& trace) {
    std::vector<LaneInfo> lanes;
    lanes.reserve(trace.tasks().size());
    for (const core::TaskInfo& task : trace.tasks()) {
        const bool child = task.parent != core::TaskId::none;
        lanes.push_back({.task = task.id,
                         .depth = child ? lanes[slot(task.parent)].depth + 1 : 0,
                         .created = task.created});
        if (child) {
            lanes[slot(task.parent)].has_children = true;
        }
    }
    for (std::size_t i = lanes.size(); i-- > 0;) { // children come after their parents
        if (const core::TaskId parent = trace.tasks()[i].parent; parent != core::TaskId::none) {
            lanes[slot(parent)].subtree += lanes[i].subtree;
        }
    }
    return lanes;
}

/// The failure that led to `event` within a few links, or none. A failure travels through a
/// group's or a gather's callbacks before another task feels it.
core::EventId failure_behind(const core::Trace& trace, core::EventId event) {
    constexpr int most_links = 6;
    const core::TaskId receiver = trace[event].task;
    core::EventId at = trace[event].cause;
    for (int i = 0; i < most_links && at != core::EventId::none; ++i) {
        if (trace[at].kind == core::EventKind::failed) {
            return trace[at].task == receiver ? core::EventId::none : at;
        }
        at = trace[at].cause;
    }
    return core::EventId::none;
}

bool feels_failures(core::EventKind kind) {
    return kind == core::EventKind::thrown || kind == core::EventKind::group_aborted ||
           kind == core::EventKind::error_seen;
}

void note_event(const core::Trace& trace, core::EventId id, std::vector<LaneInfo>& lanes) {
    const core::Event& event = trace[id];
    if (event.task == core::TaskId::none) {
        return;
    }
    LaneInfo& lane = lanes[slot(event.task)];
    if (core::ends_task(event.kind)) {
        lane.ended = id;
    }
    if (event.kind == core::EventKind::thrown && event.value == 1) {
        lane.never_ran = true;
    }
    if (feels_failures(event.kind)) {
        const core::EventId failure = failure_behind(trace, id);
        if (failure != core::EventId::none) {
            core::EventId& into = lanes[slot(trace[failure].task)].failed_into;
            into = into == core::EventId::none ? id : into;
        }
    }
}

/// Which markers a trace has. A throw is a delivery only if a request was open.
class MarkerScan {
public:
    explicit MarkerScan(std::size_t tasks) : m_requested(tasks, false) {}

    /// The group (task and kind) of the event's marker, or npos.
    std::size_t group_of(const core::Event& event) {
        if (event.task == core::TaskId::none) {
            return npos;
        }
        const std::size_t task = slot(event.task);
        const std::size_t group = task * marker_kind_count;
        switch (event.kind) {
        case core::EventKind::cancel_requested:
            m_requested[task] = true;
            return group;
        case core::EventKind::error_seen:
            return group + static_cast<std::size_t>(MarkerKind::error_seen);
        case core::EventKind::thrown: {
            const bool delivers = m_requested[task];
            m_requested[task] = false;
            return delivers ? group + static_cast<std::size_t>(MarkerKind::delivery) : npos;
        }
        case core::EventKind::resumed:
        case core::EventKind::started:
            m_requested[task] = false;
            return npos;
        default:
            return npos;
        }
    }

    static constexpr std::size_t npos = SIZE_MAX;

private:
    std::vector<bool> m_requested; // by task: asked to stop, does not know yet
};

std::optional<TurningPoint> turning_point(core::EventKind kind) {
    switch (kind) {
    case core::EventKind::cancel_requested:
    case core::EventKind::thrown:
        return TurningPoint::stop;
    case core::EventKind::signal:
        return TurningPoint::signal;
    case core::EventKind::failed:
    case core::EventKind::deadlock:
    case core::EventKind::bound_reached:
    case core::EventKind::loop_error:
        return TurningPoint::failure;
    default:
        return std::nullopt;
    }
}

bool concerns_all(core::EventKind kind) {
    return kind == core::EventKind::signal || kind == core::EventKind::deadlock ||
           kind == core::EventKind::bound_reached;
}

std::vector<LaneInfo> in_tree_order(const core::Trace& trace, const std::vector<LaneInfo>& by_id) {
    // Children lie together, oldest first: next sibling and first child of each task.
    constexpr std::size_t none = SIZE_MAX;
    std::size_t first_root = none;
    std::vector<std::size_t> first_child(by_id.size(), none);
    std::vector<std::size_t> sibling(by_id.size(), none);
    for (std::size_t i = by_id.size(); i-- > 0;) {
        const core::TaskId parent = trace.tasks()[i].parent;
        std::size_t& first = parent == core::TaskId::none ? first_root : first_child[slot(parent)];
        sibling[i] = std::exchange(first, i);
    }
    std::vector<LaneInfo> lanes;
    lanes.reserve(by_id.size());
    std::vector<std::size_t> open; // siblings still to come, innermost last
    for (std::size_t at = first_root; at != none || !open.empty();) {
        if (at == none) {
            at = open.back();
            open.pop_back();
            continue;
        }
        lanes.push_back(by_id[at]);
        open.push_back(sibling[at]);
        at = first_child[at];
    }
    return lanes;
}

} // namespace

std::vector<LaneInfo> make_lanes(const core::Trace& trace) {
    std::vector<LaneInfo> lanes = lanes_by_id(trace);
    for (std::size_t i = 0; i < trace.size(); ++i) {
        note_event(trace, static_cast<core::EventId>(i), lanes);
    }
    return in_tree_order(trace, lanes);
}

TimelineIndex::TimelineIndex(const core::Trace& trace, const core::Spans& spans)
    : m_trace(&trace), m_spans(&spans),
      m_lanes(make_lanes(trace)), m_mixes{StateMix{trace, spans, Axis::time},
                                          StateMix{trace, spans, Axis::order}} {
    m_lane_of.resize(m_lanes.size());
    for (std::size_t i = 0; i < m_lanes.size(); ++i) {
        m_lane_of[slot(m_lanes[i].task)] = i;
    }
    index_events();
    index_gaps();
    index_sums(Axis::time);
    index_sums(Axis::order);
}

std::span<const core::EventId> TimelineIndex::markers_of(core::TaskId task, MarkerKind kind) const {
    const std::size_t group = slot(task) * marker_kind_count + static_cast<std::size_t>(kind);
    return std::span{m_markers}.subspan(m_first_marker[group],
                                        m_first_marker[group + 1] - m_first_marker[group]);
}

std::span<const std::uint32_t> TimelineIndex::gaps_of(core::TaskId task) const {
    const std::size_t first = m_first_gap[slot(task)];
    return std::span{m_gaps}.subspan(first, m_first_gap[slot(task) + 1] - first);
}

TimelineIndex::Sums TimelineIndex::sums_before(core::TaskId task, std::size_t index,
                                               Axis axis) const {
    const core::Span* first = m_spans->all().data();
    const auto at = static_cast<std::size_t>(m_spans->of(task).data() - first) + index;
    Sums sums = m_sums[static_cast<std::size_t>(axis)][at / block];
    for (std::size_t i = at / block * block; i < at; ++i) {
        sums[static_cast<std::size_t>(first[i].kind)] +=
            end_of(first[i], axis) - begin_of(first[i], axis);
    }
    return sums;
}

void TimelineIndex::index_events() {
    const std::size_t tasks = m_lanes.size();
    MarkerScan markers{tasks};
    CounterScan counters{*m_trace};
    std::vector<std::pair<std::size_t, core::EventId>> found;
    m_first_marker.assign(tasks * marker_kind_count + 1, 0);
    bool error_seen = false;
    for (std::size_t i = 0; i < m_trace->size(); ++i) {
        const auto id = static_cast<core::EventId>(i);
        const core::Event& event = (*m_trace)[id];
        if (const std::size_t group = markers.group_of(event); group != MarkerScan::npos) {
            found.emplace_back(group, id);
            ++m_first_marker[group + 1];
        }
        counters.add(id, event);
        if (const auto kind = turning_point(event.kind)) {
            m_turning_points[static_cast<std::size_t>(*kind)].push_back(id);
        }
        const bool first_error_seen =
            event.kind == core::EventKind::error_seen && !std::exchange(error_seen, true);
        if (concerns_all(event.kind) || first_error_seen) {
            m_signals.push_back(id);
        }
    }
    for (CounterTrack& track : std::move(counters).take()) {
        (is_still(track) ? m_still_counters : m_counters).push_back(std::move(track));
    }
    std::partial_sum(m_first_marker.begin(), m_first_marker.end(), m_first_marker.begin());
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    m_markers.reserve(found.size());
    for (const auto& [group, id] : found) {
        m_markers.push_back(id);
    }
}

void TimelineIndex::index_gaps() {
    m_first_gap.push_back(0);
    for (const core::TaskInfo& task : m_trace->tasks()) {
        const auto spans = m_spans->of(task.id);
        for (std::size_t i = 0; i < spans.size(); ++i) {
            if (spans[i].kind == core::SpanKind::stopping) {
                m_gaps.push_back(static_cast<std::uint32_t>(i));
            }
        }
        m_first_gap.push_back(m_gaps.size());
    }
}

void TimelineIndex::index_sums(Axis axis) {
    std::vector<Sums>& rows = m_sums[static_cast<std::size_t>(axis)];
    rows.reserve(m_spans->all().size() / block + 1);
    Sums sums{};
    for (std::size_t i = 0; const core::Span& span : m_spans->all()) {
        if (i++ % block == 0) {
            rows.push_back(sums);
        }
        sums[static_cast<std::size_t>(span.kind)] += end_of(span, axis) - begin_of(span, axis);
    }
    if (m_spans->all().size() % block == 0) {
        rows.push_back(sums); // sums_before(all) asks for the row after the last full block
    }
}

} // namespace app
