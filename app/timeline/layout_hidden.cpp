#include "app/timeline/layout_parts.hpp"

#include <algorithm>

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
}

} // namespace app
