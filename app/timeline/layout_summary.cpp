#include "app/timeline/layout_parts.hpp"
#include "app/timeline/sign_line.hpp"

#include <string>

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
        const double share = static_cast<double>(per_task) / own.length();
        bool any = false;
        for (std::size_t i = 0; i < sums.size(); ++i) {
            column.heights[i] = static_cast<float>(sums[i] * share);
            any = any || column.heights[i] > 0;
        }
        if (any) {
            c.out.summaries.push_back(column);
        }
    }
}

SignLine::Extent extent_of(const LayoutContext& c, const Marker& marker) {
    const float half = c.view.style.marker_px;
    return {half, marker.reach(half)};
}

/// Puts signs beside those that stand already; one that finds no room counts for the last one.
void put_beside(const LayoutContext& c, std::vector<Marker>& signs, SignLine& line) {
    Marker* last = nullptr;
    for (Marker& sign : signs) {
        const SignLine::Extent extent = extent_of(c, sign);
        const std::optional<float> place = line.find(sign.x, extent);
        if (!place && last != nullptr) {
            last->count += sign.count;
            fit_count(c.view.style, *last);
            sign.count = 0;
            continue;
        }
        sign.x = place.value_or(sign.x);
        line.put(sign.x, extent);
        last = &sign;
    }
    std::erase_if(signs, [](const Marker& sign) { return sign.count == 0; });
}

/// Failures stand where they belong, what came of them to the right: requests to stop, cancelled
/// ends.
void add_signs(const LayoutContext& c, std::size_t row, const Subtree& hidden) {
    const float y = c.bar_top(row) + c.view.style.bar_height * 0.9F; // clear of the bar's own marks
    const float reach = 8 * c.view.style.marker_px;
    SignLine line{c.view.left, c.view.right, reach};
    std::vector<Marker> failures;
    layout_markers(c, hidden.failures, {Role::failed, Cap::cross}, y, failures);
    for (const Marker& failure : failures) {
        line.put(failure.x, extent_of(c, failure));
    }
    const auto add = [&](std::span<const core::EventId> events, MarkerLook look) {
        std::vector<Marker> signs;
        layout_markers(c, events, look, y, signs);
        put_beside(c, signs, line);
        c.out.markers.insert(c.out.markers.end(), signs.begin(), signs.end());
    };
    add(hidden.requests, {Role::stopping, Cap::triangle});
    add(hidden.cancelled, {Role::cancelled, Cap::stop});
    // Last, which is on top: where there is no room at all.
    c.out.markers.insert(c.out.markers.end(), failures.begin(), failures.end());
}

} // namespace

void layout_summary(const LayoutContext& c, std::size_t row) {
    if (const Subtree* const hidden = c.collapsed(row)) {
        add_columns(c, row, *hidden);
        add_signs(c, row, *hidden);
    }
}

} // namespace app
