#include "app/timeline/layout_parts.hpp"

namespace app {
namespace {

/// Draws the step curve of one track, with the corners of each pixel column reduced to its
/// least and greatest value.
class CurveBuilder {
public:
    CurveBuilder(const LayoutContext& c, const CounterTrack& track, CounterCurve& curve)
        : m_c(c), m_track(track), m_curve(curve) {}

    void build() {
        const auto& points = m_track.points;
        const auto visible =
            std::partition_point(points.begin(), points.end(), [&](const CounterTrack::Point& p) {
                return place(p) < m_c.view.window.begin;
            });
        std::size_t i = static_cast<std::size_t>(visible - points.begin());
        m_value = i == 0 ? 0 : points[i - 1].value;
        corner(m_c.view.left, m_value);
        while (i < points.size() && place(points[i]) <= m_c.view.window.end) {
            i = column(i);
        }
        corner(last_known_x(), m_value);
    }

private:
    /// Without a look at the event, which lies somewhere else for each point.
    double place(const CounterTrack::Point& point) const {
        return m_c.view.axis == Axis::time ? m_c.map.squeezed(static_cast<double>(point.at.count()))
                                           : m_c.map.of(point.event);
    }

    /// What will come after the present of a run that goes on, nobody knows.
    float last_known_x() const {
        const bool goes_on = !m_c.trace().is_complete();
        return goes_on ? m_c.clip(m_c.scale.to_x(m_c.map.run_end())) : m_c.view.right;
    }

    std::size_t column(std::size_t i) {
        const auto& points = m_track.points;
        const float x = m_c.scale.to_x(place(points[i]));
        const double column_end = m_c.scale.to_position(x + 1);
        const std::size_t next = gallop(
            i + 1, points.size(), [&](std::size_t at) { return place(points[at]) >= column_end; },
            i + m_in_column);
        m_in_column = next - i;
        const auto [least, greatest] = m_track.extent(i, next);
        corner(x, m_value);
        m_value = points[next - 1].value;
        if (least < m_value) {
            corner(x, least);
        }
        if (greatest > m_value) {
            corner(x, greatest);
        }
        corner(x, m_value);
        return next;
    }

    void corner(float x, std::int32_t value) {
        const float y = height_of(m_curve, value);
        auto& points = m_curve.points;
        if (points.empty() || points.back().x != x || points.back().y != y) {
            points.push_back({x, y});
        }
    }

    static float height_of(const CounterCurve& curve, std::int32_t value) {
        const float share = static_cast<float>(value) / static_cast<float>(curve.max);
        return curve.y1 - share * (curve.y1 - curve.y0);
    }

    const LayoutContext& m_c;
    const CounterTrack& m_track;
    CounterCurve& m_curve;
    std::int32_t m_value = 0;
    std::size_t m_in_column = 1; // corners of the last one: the next one may have as many
};

std::int32_t value_at(const CounterTrack& track, std::size_t cursor) {
    const auto after = std::partition_point(
        track.points.begin(), track.points.end(),
        [&](const CounterTrack::Point& p) { return core::index_of(p.event) < cursor; });
    return after == track.points.begin() ? 0 : std::prev(after)->value;
}

/// What lies at the upper end of a curve. Two runs have one scale for what has one name.
std::int32_t top_of(const LayoutContext& c, const CounterTrack& track) {
    const auto own = [](const CounterTrack& of) { return std::max(of.max, of.limit.value_or(0)); };
    std::int32_t top = own(track);
    if (c.view.beside != nullptr) {
        const std::string_view name = c.trace().text(track.name);
        for (const CounterTrack& other : c.view.beside->counters()) {
            if (c.view.beside->trace().text(other.name) == name) {
                top = std::max(top, own(other));
            }
        }
    }
    return top;
}

} // namespace

void layout_counters(const LayoutContext& c) {
    const LayoutStyle& style = c.view.style;
    float top = c.view.bottom + style.counter_gap;
    c.out.counters_top = c.view.bottom;
    for (const CounterTrack& track : c.index.counters()) {
        CounterCurve& curve = c.out.counters.emplace_back();
        curve.name = c.trace().text(track.name);
        curve.kind = track.kind;
        curve.y0 = top;
        curve.y1 = top + style.counter_height;
        curve.max = top_of(c, track);
        curve.limit = track.limit;
        curve.now = value_at(track, c.view.cursor);
        curve.dim_from = c.dim_from(c.view.left, c.view.right);
        CurveBuilder{c, track, curve}.build();
        if (track.limit) {
            const float share = static_cast<float>(*track.limit) / static_cast<float>(curve.max);
            curve.limit_y = curve.y1 - share * (curve.y1 - curve.y0);
        }
        top = curve.y1 + style.counter_gap;
    }
}

float counters_height(const TimelineIndex& index, const LayoutStyle& style) {
    const auto tracks = static_cast<float>(index.counters().size());
    return tracks == 0 ? 0
                       : tracks * (style.counter_height + style.counter_gap) + style.counter_gap;
}

} // namespace app
