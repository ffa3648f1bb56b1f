#include "app/timeline/layout_parts.hpp"

namespace app {
namespace {

constexpr float column_px = 3;

void add_columns(const LayoutContext& c, std::size_t row, const Subtree& hidden) {
    StateMix::Walk mix{hidden.mixes[static_cast<std::size_t>(c.view.axis)]};
    const float foot = c.bar_top(row) + c.view.style.bar_height;
    const float height = foot - c.bar_bottom(row) - 1;
    const float per_task =
        height / static_cast<float>(std::max<std::size_t>(c.count_told(hidden.peaks), 1));
    const float right = c.view.hides_future ? std::min(c.cursor_x, c.view.right) : c.view.right;
    for (float x = c.view.left; x < right; x += column_px) {
        const float x1 = std::min(x + column_px, right);
        const Window own = own_stretch(c.map, c.scale, x, x1);
        if (own.length() <= 0) {
            continue;
        }
        const StateMix::Sums sums = mix.between(own.begin, own.end);
        SummaryColumn column{.x0 = x, .x1 = x1, .y1 = foot, .dimmed = x >= c.cursor_x};
        bool any = false;
        for (std::size_t i = 0; i < sums.size(); ++i) {
            column.heights[i] = static_cast<float>(sums[i] / own.length()) * per_task;
            any = any || column.heights[i] > 0;
        }
        if (any) {
            c.out.summaries.push_back(column);
        }
    }
}

} // namespace

void layout_summary(const LayoutContext& c, std::size_t row) {
    if (const Subtree* const hidden = c.collapsed(row)) {
        add_columns(c, row, *hidden);
        const float y = c.bar_top(row) + c.view.style.bar_height * 0.75F;
        layout_markers(c, hidden->failures, {Role::failed, Cap::cross}, y, c.out.markers);
    }
}

} // namespace app
