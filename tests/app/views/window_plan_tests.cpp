#include "app/views/window_plan.hpp"

#include <doctest/doctest.h>

TEST_SUITE("app/views/window_plan") {

bool overlap(const app::Area& a, const app::Area& b) {
    return !a.is_empty() && !b.is_empty() && a.min.x < b.max.x && b.min.x < a.max.x &&
           a.min.y < b.max.y && b.min.y < a.max.y;
}

TEST_CASE("panels never overlap and never leave the window, however small it is") {
    const app::Settings settings;
    for (float width = 0; width <= 2000; width += 40) {
        for (float height = 0; height <= 1200; height += 40) {
            CAPTURE(width);
            CAPTURE(height);
            const app::WindowPlan plan = app::plan_window({width, height}, settings, 1);
            const app::Area areas[] = {plan.top_bar, plan.left,      plan.timeline,
                                       plan.code,    plan.inspector, plan.story};
            for (std::size_t i = 0; i < std::size(areas); ++i) {
                const bool inside =
                    areas[i].is_empty() || (areas[i].max.x <= width && areas[i].max.y <= height);
                CHECK(inside);
                for (std::size_t j = i + 1; j < std::size(areas); ++j) {
                    CHECK_FALSE(overlap(areas[i], areas[j]));
                }
            }
        }
    }
}

TEST_CASE("at 1280 × 720 the timeline has at least half of the width") {
    const app::WindowPlan plan = app::plan_window({1280, 720}, app::Settings{}, 1);
    CHECK(plan.timeline.width() >= 600);
    CHECK(plan.timeline.height() >= 400);
    CHECK(plan.left.width() >= 230);
    CHECK(plan.code.width() >= 320);
}

TEST_CASE("the parts of the timeline stand below each other without holes") {
    const app::Area panel{{100, 50}, {900, 500}};
    const app::TimelinePlan plan =
        app::plan_timeline(panel, 150, {.verdict = 60, .signals = 20, .counters = 80}, 1);
    CHECK(plan.verdict.max.y == plan.ruler.min.y);
    CHECK(plan.ruler.max.y == plan.lanes.min.y);
    CHECK(plan.lanes.max.y == plan.counters.min.y);
    CHECK(plan.counters.max.y == plan.legend.min.y);
    CHECK(plan.legend.max.y == panel.max.y);
    CHECK(plan.names.max.x == plan.lanes.min.x);
    CHECK(plan.lanes.max.x == panel.max.x);
}

} // TEST_SUITE
