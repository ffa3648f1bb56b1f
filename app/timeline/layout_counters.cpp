#include "app/timeline/layout_parts.hpp"

namespace app {
namespace {

std::size_t points_before(const CounterTrack& track, std::size_t cursor) {
    const auto after = std::partition_point(
        track.points.begin(), track.points.end(),
        [&](const CounterTrack::Point& p) { return core::index_of(p.event) < cursor; });
    return static_cast<std::size_t>(after - track.points.begin());
}

/// How many points of it may be told of.
std::size_t points_told(const LayoutContext& c, const CounterTrack& track) {
    return c.view.hides_future ? points_before(track, c.told()) : track.points.size();
}

/// Draws the step curve of one track, with the corners of each pixel column reduced to its
/// least and greatest value.
class CurveBuilder {
public:
    CurveBuilder(const LayoutContext& c, const CounterTrack& track, CounterCurve& curve)
        : m_c(c), m_track(track), m_curve(curve), m_told(points_told(c, track)) {}

    void build() {
        const auto& points = m_track.points;
        const auto visible =
            std::partition_point(points.begin(), points.end(), [&](const CounterTrack::Point& p) {
                return place(p) < m_c.view.window.begin;
            });
        std::size_t i = std::min(static_cast<std::size_t>(visible - points.begin()), m_told);
        m_value = i == 0 ? 0 : points[i - 1].value;
        corner(m_c.view.left, m_value);
        while (i < m_told && place(points[i]) <= m_c.view.window.end) {
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
        if (m_c.view.hides_future) {
            return m_curve.dim_from;
        }
        const bool goes_on = !m_c.trace().is_complete();
        return goes_on ? m_c.clip(m_c.scale.to_x(m_c.map.run_end())) : m_c.view.right;
    }

    std::size_t column(std::size_t i) {
        const auto& points = m_track.points;
        const float x = m_c.scale.to_x(place(points[i]));
        const double column_end = m_c.scale.to_position(x + 1);
        const std::size_t next = gallop(
            i + 1, m_told, [&](std::size_t at) { return place(points[at]) >= column_end; },
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
        const float share = static_cast<float>(value) / static_cast<float>(curve.top);
        return curve.y1 - share * (curve.y1 - curve.y0);
    }

    const LayoutContext& m_c;
    const CounterTrack& m_track;
    CounterCurve& m_curve;
    std::size_t m_told; // how many points there are for whoever looks
    std::int32_t m_value = 0;
    std::size_t m_in_column = 1; // corners of the last one: the next one may have as many
};

std::int32_t value_at(const CounterTrack& track, std::size_t cursor) {
    const std::size_t before = points_before(track, cursor);
    return before == 0 ? 0 : track.points[before - 1].value;
}

/// The curve of a number that the run does not count.
void lay_flat(const LayoutContext& c, CounterCurve& curve) {
    const float end = c.view.hides_future ? curve.dim_from : c.view.right;
    curve.points = {{c.view.left, curve.y1}, {end, curve.y1}};
}

void lay_track(const LayoutContext& c, const CounterTrack& track, CounterCurve& curve) {
    curve.limit = track.limit;
    curve.most = track.most_of(points_told(c, track));
    curve.now = value_at(track, c.view.cursor);
    if (c.view.hides_future) { // also the scale must not tell how far the curve will climb
        curve.top = std::max({curve.most, curve.limit.value_or(1), 1});
    }
    CurveBuilder{c, track, curve}.build();
    if (track.limit) {
        const float share = static_cast<float>(*track.limit) / static_cast<float>(curve.top);
        curve.limit_y = curve.y1 - share * (curve.y1 - curve.y0);
    }
}

void lay_rows(const LayoutContext& c, const std::vector<CounterRow>& rows) {
    const LayoutStyle& style = c.view.style;
    float top = c.out.counters_top + style.counter_gap;
    for (const CounterRow& row : rows) {
        CounterCurve& curve = c.out.counters.emplace_back();
        curve.name = row.name;
        curve.kind = row.kind;
        curve.y0 = top;
        curve.y1 = top + style.counter_height;
        curve.top = row.top;
        curve.dim_from = c.dim_from(c.view.left, c.view.right);
        if (row.track == nullptr) {
            lay_flat(c, curve);
        } else {
            lay_track(c, *row.track, curve);
        }
        top = curve.y1 + style.counter_gap;
    }
}

} // namespace

void layout_counters(const LayoutContext& c) {
    c.out.counters_top = c.view.counters_top.value_or(c.view.bottom);
    if (c.view.counters != nullptr) {
        lay_rows(c, *c.view.counters);
    } else {
        lay_rows(c, counter_rows(c.index));
    }
}

float counters_height(std::size_t counters, const LayoutStyle& style) {
    return counters == 0
               ? 0
               : static_cast<float>(counters) * (style.counter_height + style.counter_gap) +
                     style.counter_gap;
}

} // namespace app
