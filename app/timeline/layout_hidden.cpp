#include "app/timeline/layout_parts.hpp"

#include <algorithm>
#include <cmath>

namespace app {
namespace {

/// What is left of the bars at the cursor.
void cut_boxes(std::vector<Box>& boxes) {
    std::erase_if(boxes, [](const Box& box) { return box.dim_from <= box.x0; });
    for (Box& box : boxes) {
        box.x1 = std::min(box.x1, box.dim_from);
    }
}

template <class Mark>
void drop_dimmed(std::vector<Mark>& marks) {
    std::erase_if(marks, [](const Mark& mark) { return mark.dimmed; });
}

/// What lies on a bar that was cut ends with it.
void cut_labels(TimelineLayout& out, float cursor_x) {
    drop_dimmed(out.labels);
    for (BarLabel& label : out.labels) {
        label.x1 = std::min(label.x1, cursor_x);
    }
    std::erase_if(out.labels, [](const BarLabel& label) { return label.x1 <= label.x0; });
}

/// A request may be known while its delivery is not.
void cut_gaps(TimelineLayout& out, float cursor_x, float least) {
    drop_dimmed(out.gaps);
    for (Gap& gap : out.gaps) {
        gap.x1 = std::min(gap.x1, std::max(cursor_x, gap.x0 + least));
    }
}

/// A gap that is not over yet is as long as it has been so far.
void cut_breaks(const LayoutContext& c) {
    std::erase_if(c.out.breaks, [&](const Break& gap) { return gap.x0 >= c.cursor_x; });
    for (Break& gap : c.out.breaks) {
        if (gap.stretch.end > c.now()) {
            gap.stretch.end = c.now();
            gap.x1 = std::min(gap.x1, c.cursor_x);
            gap.goes_on = true;
        }
    }
}

/// Also the scale must not tell how far the curve will climb.
void cut_curve(CounterCurve& curve) {
    const auto beyond =
        std::find_if(curve.points.begin(), curve.points.end(),
                     [&](const CounterCurve::Point& point) { return point.x > curve.dim_from; });
    if (beyond != curve.points.end()) {
        const float y = beyond == curve.points.begin() ? curve.y1 : std::prev(beyond)->y;
        curve.points.erase(beyond, curve.points.end());
        curve.points.push_back({curve.dim_from, y});
    }
    float top = curve.y1;
    for (const CounterCurve::Point& point : curve.points) {
        top = std::min(top, point.y);
    }
    const float height = curve.y1 - curve.y0;
    const auto reached = static_cast<std::int32_t>(
        std::lround((curve.y1 - top) / height * static_cast<float>(curve.max)));
    const std::int32_t most = std::max({reached, curve.limit.value_or(1), 1});
    const float stretch = static_cast<float>(curve.max) / static_cast<float>(most);
    for (CounterCurve::Point& point : curve.points) {
        point.y = curve.y1 - (curve.y1 - point.y) * stretch;
    }
    curve.limit_y = curve.y1 - (curve.y1 - curve.limit_y) * stretch;
    curve.max = most;
}

} // namespace

void hide_future(const LayoutContext& c) {
    TimelineLayout& out = c.out;
    cut_boxes(out.boxes);
    // The mix of a fold under the cursor would tell what comes; it is a few pixels wide.
    std::erase_if(out.folds, [](const Fold& fold) { return fold.dim_from < fold.x1; });
    cut_labels(out, c.cursor_x);
    cut_gaps(out, c.cursor_x, c.view.style.min_gap_px);
    drop_dimmed(out.arrows);
    drop_dimmed(out.caps);
    drop_dimmed(out.markers);
    drop_dimmed(out.signals);
    drop_dimmed(out.summaries);
    cut_breaks(c);
    std::erase_if(out.lanes, [](const Lane& lane) { return !lane.exists; });
    for (CounterCurve& curve : out.counters) {
        cut_curve(curve);
    }
}

} // namespace app
