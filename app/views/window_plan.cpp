#include "app/views/window_plan.hpp"

#include <algorithm>
#include <cmath>

namespace app {
namespace {

// Points on the 4-point grid.
constexpr float gap = 6;
constexpr float top_bar_height = 44;
constexpr float smallest_side = 180;
constexpr float smallest_story = 64;
constexpr float smallest_names = 64;
constexpr float ruler_height = 30;

float between(float value, float low, float high) {
    return std::round(std::clamp(value, std::min(low, high), std::max(low, high)));
}

Area area(float x0, float y0, float x1, float y1) {
    return {{x0, y0}, {std::max(x0, x1), std::max(y0, y1)}};
}

} // namespace

WindowPlan plan_window(ImVec2 size, const Settings& settings, float point, float code_share) {
    const float text_size = text_points * point;
    const float g = std::round(gap * point);
    const float top = std::min(std::round(top_bar_height * point), size.y);
    // Where there is little room, at large sizes, most of it is the timeline's.
    const float story_share = size.y < 560 * point ? 0.25F : 0.5F;
    const float story = std::min(between(settings.panel(Panel::story) * text_size,
                                         smallest_story * point, size.y * story_share),
                                 std::max(size.y - top - g, 0.0F));
    const float left = between(settings.panel(Panel::left) * text_size,
                               std::min(smallest_side * point, size.x * 0.22F), size.x * 0.22F);
    const float right = between(settings.panel(Panel::right) * text_size,
                                std::min(smallest_side * point, size.x * 0.3F), size.x * 0.4F);
    const float bottom = size.y - g;
    const bool has_left = settings.shows(Panel::left);
    const bool has_right = settings.shows(Panel::right);
    const bool has_story = settings.shows(Panel::story);
    const float story_top = std::max(bottom - story, top);
    const float main_bottom = has_story ? std::max(story_top - g, top) : bottom;
    const float x1 = has_left ? g + left : 0;
    const float x2 = has_right ? size.x - g - right : size.x;
    WindowPlan plan;
    plan.top_bar = area(0, 0, size.x, top);
    plan.timeline = area(x1 + g, top, x2 - g, main_bottom);
    if (has_left) {
        plan.left = area(g, top, x1, main_bottom);
        plan.left_edge = area(x1, top, x1 + g, main_bottom);
    }
    if (has_right) {
        const float code_bottom = std::round(top + (main_bottom - top) * code_share);
        plan.right_edge = area(x2 - g, top, x2, main_bottom);
        plan.code = area(x2, top, size.x - g, code_bottom);
        plan.inspector = area(x2, code_bottom + g, size.x - g, main_bottom);
    }
    if (has_story) {
        plan.story_edge = area(g, main_bottom, size.x - g, story_top);
        plan.story = area(g, story_top, size.x - g, bottom);
    }
    return plan;
}

namespace {

/// Counters that want more than `room` give way to the lanes, one by one.
float counters_within(const PaneHeights& heights, float room) {
    if (heights.counters <= room || heights.counter <= 0) {
        return std::min(heights.counters, room);
    }
    const float above = std::fmod(heights.counters, heights.counter); // the first one
    const float count = std::floor((room - above) / heights.counter);
    return count < 1 ? 0 : above + count * heights.counter;
}

/// Where there is little room the verdict gives way to the lanes, line by line; the title stays.
float head_within(const PaneHeights& heights, float room) {
    if (heights.head <= room || heights.head_line <= 0) {
        return heights.head;
    }
    const float lines = std::floor((room - heights.head_title) / heights.head_line);
    return heights.head_title + std::max(lines, 0.0F) * heights.head_line;
}

/// Where the head of a run ends.
float head_end(const Area& room, const PaneHeights& heights) {
    constexpr float head_share = 0.45F; // of the height, at most
    return std::min(room.min.y + head_within(heights, room.height() * head_share), room.max.y);
}

float lanes_top(const Area& room, const PaneHeights& heights) {
    return std::min(head_end(room, heights) + heights.signals, room.max.y);
}

float counters_in(const Area& room, const PaneHeights& heights) {
    const float both = room.max.y - lanes_top(room, heights);
    const float most = std::max(both * heights.counter_share, both - heights.lanes);
    return std::min(counters_within(heights, most), both);
}

/// Where not all lanes have room, those that are shown are whole.
float lanes_within(const PaneHeights& heights, float room) {
    if (heights.lane <= 0 || heights.lanes <= room || room < heights.lane) {
        return room;
    }
    return std::floor(room / heights.lane) * heights.lane;
}

/// `counters` is the height of the strip of counters.
PanePlan plan_pane(const Area& room, float x1, const PaneHeights& heights, float counters,
                   float point) {
    const float x0 = room.min.x;
    const float right = room.max.x;
    const float y1 = head_end(room, heights);
    const float y2 = lanes_top(room, heights);
    const float y4 = room.max.y;
    const float y_counters = y4 - counters;
    const float y3 = y2 + lanes_within(heights, y_counters - y2);
    PanePlan plan;
    plan.head = area(x0, room.min.y, right, y1);
    plan.signals = area(x1, y1, right, y2);
    plan.names = area(x0, y2, x1, y3);
    plan.lanes = area(x1, y2, right, y3);
    plan.counter_names = area(x0, y_counters, x1, y4);
    plan.counters = area(x1, y_counters, right, y4);
    plan.scrollbar = area(right - std::round(10 * point), y2, right, y3);
    return plan;
}

/// The runs in their rooms. Two show the same number of counters.
void plan_panes(TimelinePlan& plan, const TimelineHeights& heights, std::array<Area, 2> rooms,
                float x1, float point) {
    plan.pane_count = heights.pane_count;
    float counters = counters_in(rooms[0], heights.panes[0]);
    if (plan.pane_count == 2) {
        counters = std::min(counters, counters_in(rooms[1], heights.panes[1]));
    }
    for (std::size_t i = 0; i < plan.pane_count; ++i) {
        plan.panes[i] = plan_pane(rooms[i], x1, heights.panes[i], counters, point);
    }
}

float whole_height(const PaneHeights& pane) {
    return pane.head + pane.signals + pane.lanes + pane.counters;
}

/// How much of the height the first of two runs gets: half, or what the other one leaves.
float first_share(const TimelineHeights& heights, float room) {
    if (heights.pane_count == 1) {
        return room;
    }
    const float half = room / 2;
    const float first = whole_height(heights.panes[0]);
    const float second = whole_height(heights.panes[1]);
    if (first < half && second > half) {
        return first;
    }
    return std::round(first > half && second < half ? room - second : half);
}

/// The height from the ruler to the legend above which the minimap is worth its room.
float least_with_minimap(const TimelineHeights& heights) {
    const float least_lanes = heights.pane_count == 1 ? 6 : 4; // times the minimap, for each run
    float least = heights.minimap;
    for (std::size_t i = 0; i < heights.pane_count; ++i) {
        least += heights.panes[i].head + least_lanes * heights.minimap;
    }
    return least;
}

} // namespace

TimelinePlan plan_timeline(const Area& panel, float names_width, const TimelineHeights& heights,
                           float point) {
    const float names = between(names_width, smallest_names * point, panel.width() * 0.5F);
    const float x1 = std::min(panel.min.x + names, panel.max.x);
    const float right = panel.max.x;
    const float y1 = std::min(panel.min.y + heights.verdict, panel.max.y);
    const float y_live = std::min(y1 + heights.live_bar, panel.max.y);
    const float y_bar = std::min(y_live + heights.search, panel.max.y);
    const float y2 = std::min(y_bar + std::round(ruler_height * point), panel.max.y);
    const float y5 = panel.max.y;
    const float y_legend = std::max(y5 - heights.legend, y2);
    const bool has_minimap = y_legend - y2 > least_with_minimap(heights);
    const float y4 = has_minimap ? y_legend - heights.minimap : y_legend;
    const float y3 = y2 + first_share(heights, y4 - y2);
    TimelinePlan plan;
    plan.verdict = area(panel.min.x, panel.min.y, right, y1);
    plan.live_bar = area(panel.min.x, y1, right, y_live);
    plan.search = area(panel.min.x, y_live, right, y_bar);
    plan.names_head = area(panel.min.x, y_bar, x1, y2);
    plan.ruler = area(x1, y_bar, right, y2);
    plan_panes(plan, heights, {area(panel.min.x, y2, right, y3), area(panel.min.x, y3, right, y4)},
               x1, point);
    plan.minimap_name = area(panel.min.x, y4, x1, y_legend);
    plan.minimap = area(x1, y4, right, y_legend);
    plan.legend = area(panel.min.x, y_legend, right, y5);
    const float reach = std::round(3 * point);
    plan.names_edge = area(x1 - reach, y_bar, x1 + reach, y4);
    return plan;
}

} // namespace app
