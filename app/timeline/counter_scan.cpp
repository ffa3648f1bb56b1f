#include "app/timeline/counter_scan.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace app {
namespace {

std::size_t slot(core::TaskId task) {
    return core::index_of(task) - 1;
}

/// Programs also report single facts as counters; the metrics tell them, a curve would not.
bool is_curve(std::string_view counter) {
    return !counter.ends_with("_us") && counter != "exit_code" && counter != "flushed";
}

constexpr std::string_view limit_suffix = "_limit";

} // namespace

bool is_still(const CounterTrack& track) {
    const bool constant = track.kind == CounterTrack::Kind::counter && track.points.size() == 1;
    return constant || track.max == 0;
}

void CounterScan::add(core::EventId id, const core::Event& event) {
    switch (event.kind) {
    case core::EventKind::counter:
        if (m_trace.text(event.label).ends_with(limit_suffix)) {
            std::int32_t& limit = m_limits[m_trace.text(event.label)];
            limit = std::max(limit, event.value);
        } else if (is_curve(m_trace.text(event.label))) {
            point(CounterTrack::Kind::counter, event.label, id, event.value);
        }
        break;
    case core::EventKind::queued:
    case core::EventKind::acquired:
    case core::EventKind::abandoned:
    case core::EventKind::released:
        point(CounterTrack::Kind::free, event.label, id, event.value);
        line(id, event);
        hold(event);
        break;
    default:
        break;
    }
}

std::vector<CounterTrack> CounterScan::take() && {
    for (CounterTrack& track : m_tracks) {
        limit(track);
    }
    limit_in_flight();
    for (CounterTrack& track : m_tracks) {
        track.index_extents();
    }
    return std::move(m_tracks);
}

void CounterScan::limit(CounterTrack& track) {
    const std::string name = std::string{m_trace.text(track.name)}.append(limit_suffix);
    const auto found = m_limits.find(name);
    if (track.kind == CounterTrack::Kind::counter && found != m_limits.end()) {
        track.limit = found->second;
    }
}

void CounterScan::limit_in_flight() {
    const auto is_free = [](const CounterTrack& track) {
        return track.kind == CounterTrack::Kind::free && !is_still(track);
    };
    if (std::count_if(m_tracks.begin(), m_tracks.end(), is_free) != 1) {
        return;
    }
    for (CounterTrack& track : m_tracks) {
        if (track.kind == CounterTrack::Kind::counter && m_trace.text(track.name) == "in_flight") {
            track.limit = m_most_permits;
        }
    }
}

void CounterScan::hold(const core::Event& event) {
    m_held += event.kind == core::EventKind::acquired   ? 1
              : event.kind == core::EventKind::released ? -1
                                                        : 0;
    m_most_permits = std::max(m_most_permits, event.value + m_held);
}

CounterTrack& CounterScan::track(CounterTrack::Kind kind, core::LabelId name) {
    const auto found = std::find_if(m_tracks.begin(), m_tracks.end(), [&](const CounterTrack& t) {
        return t.kind == kind && t.name == name;
    });
    if (found != m_tracks.end()) {
        return *found;
    }
    CounterTrack& added = m_tracks.emplace_back();
    added.kind = kind;
    added.name = name;
    return added;
}

void CounterScan::point(CounterTrack::Kind kind, core::LabelId name, core::EventId id,
                        std::int32_t value) {
    CounterTrack& curve = track(kind, name);
    if (curve.points.empty() || curve.points.back().value != value) {
        curve.points.push_back({id, value, m_trace[id].at});
        curve.max = std::max(curve.max, value);
    }
}

void CounterScan::line(core::EventId id, const core::Event& event) {
    const bool queued = event.kind == core::EventKind::queued;
    if (event.task == core::TaskId::none || event.kind == core::EventKind::released ||
        m_queued[slot(event.task)] == queued) {
        return;
    }
    m_queued[slot(event.task)] = queued;
    const CounterTrack& curve = track(CounterTrack::Kind::waiting, event.label);
    const std::int32_t before = curve.points.empty() ? 0 : curve.points.back().value;
    point(CounterTrack::Kind::waiting, event.label, id, before + (queued ? 1 : -1));
}

} // namespace app
