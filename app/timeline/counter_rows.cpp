#include "app/timeline/counter_rows.hpp"

#include <algorithm>
#include <utility>

namespace app {
namespace {

/// What a row has to show: the curve and the line of its limit.
std::int32_t reach(const CounterTrack* track) {
    return track == nullptr ? 1 : std::max({track->max, track->limit.value_or(0), 1});
}

CounterRow row_of(const TimelineIndex& index, const CounterTrack& track) {
    return {index.trace().text(track.name), track.kind, &track, reach(&track)};
}

bool is_same_number(const CounterRow& a, const CounterRow& b) {
    return a.kind == b.kind && a.name == b.name;
}

const CounterTrack* find(const TimelineIndex& index, const CounterRow& wanted) {
    for (const auto* tracks : {&index.counters(), &index.still_counters()}) {
        for (const CounterTrack& track : *tracks) {
            if (is_same_number(row_of(index, track), wanted)) {
                return &track;
            }
        }
    }
    return nullptr;
}

bool is_same_curve(const CounterTrack* a, const CounterTrack* b) {
    const auto same_point = [](const CounterTrack::Point& p, const CounterTrack::Point& q) {
        return p.at == q.at && p.value == q.value;
    };
    return a != nullptr && b != nullptr && a->limit == b->limit &&
           std::equal(a->points.begin(), a->points.end(), b->points.begin(), b->points.end(),
                      same_point);
}

} // namespace

std::vector<CounterRow> counter_rows(const TimelineIndex& index) {
    std::vector<CounterRow> rows;
    for (const CounterTrack& track : index.counters()) {
        rows.push_back(row_of(index, track));
    }
    return rows;
}

std::array<std::vector<CounterRow>, side_count> counter_rows(const TimelineIndex& a,
                                                             const TimelineIndex& b) {
    std::vector<CounterRow> numbers = counter_rows(a);
    for (const CounterRow& row : counter_rows(b)) {
        const auto is_row = [&](const CounterRow& of_a) { return is_same_number(of_a, row); };
        if (std::none_of(numbers.begin(), numbers.end(), is_row)) {
            numbers.push_back(row);
        }
    }
    std::vector<std::array<CounterRow, side_count>> pairs;
    for (const CounterRow& number : numbers) {
        const CounterTrack* in_a = find(a, number);
        const CounterTrack* in_b = find(b, number);
        const std::int32_t top = std::max(reach(in_a), reach(in_b));
        const auto row = [&](const TimelineIndex& index, const CounterTrack* track) {
            const std::string_view name = track ? index.trace().text(track->name) : number.name;
            return CounterRow{name, number.kind, track, top};
        };
        pairs.push_back({row(a, in_a), row(b, in_b)});
    }
    std::stable_partition(pairs.begin(), pairs.end(), [](const auto& pair) {
        return !is_same_curve(pair[0].track, pair[1].track);
    });
    std::array<std::vector<CounterRow>, side_count> rows;
    for (const auto& [of_a, of_b] : pairs) {
        rows[0].push_back(of_a);
        rows[1].push_back(of_b);
    }
    return rows;
}

} // namespace app
