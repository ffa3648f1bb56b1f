#include "app/views/window_plan.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

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

TEST_CASE("what a hidden panel leaves is the timeline's") {
    const auto timeline = [](const app::Settings& settings) {
        return app::plan_window({1280, 720}, settings, 1).timeline;
    };
    app::Settings settings;
    const app::Area before = timeline(settings);
    settings.hidden = {true, false, false, false};
    CHECK(timeline(settings).min.x < 10);
    CHECK(timeline(settings).max.x == before.max.x);
    settings.hidden = {false, true, true, false};
    CHECK(timeline(settings).min.x == before.min.x);
    CHECK(timeline(settings).max.x > 1270);
    CHECK(timeline(settings).max.y > 710);
    const app::WindowPlan plan = app::plan_window({1280, 720}, settings, 1);
    for (const app::Area& area :
         {plan.code, plan.inspector, plan.right_edge, plan.story, plan.story_edge}) {
        CHECK(area.is_empty());
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
    const app::PaneHeights pane{.signals = 20, .counters = 80};
    const app::TimelinePlan plan =
        app::plan_timeline(panel, 150, {.verdict = 60, .panes = {pane, {}}, .legend = 28}, 1);
    const app::PanePlan& run = plan.panes[0];
    CHECK(plan.verdict.max.y == plan.ruler.min.y);
    CHECK(plan.ruler.max.y == run.signals.min.y);
    CHECK(run.signals.max.y == run.lanes.min.y);
    CHECK(run.lanes.max.y == run.counters.min.y);
    CHECK(run.counters.max.y == plan.legend.min.y);
    CHECK(plan.bottom() == plan.legend.min.y);
    CHECK(plan.legend.max.y == panel.max.y);
    CHECK(run.names.max.x == run.lanes.min.x);
    CHECK(run.lanes.max.x == panel.max.x);
}

TEST_CASE("a counter that has no room is left out as a whole") {
    // Four of 30 with a gap of 6 above the first.
    const app::PaneHeights pane{.lanes = 1000, .counters = 126, .counter = 30};
    std::size_t shown = 0;
    for (float height = 100; height < 600; height += 7) {
        const app::Area panel{{0, 0}, {800, height}};
        const app::TimelinePlan plan =
            app::plan_timeline(panel, 150, {.panes = {pane, {}}, .pane_count = 1, .legend = 28}, 1);
        const float room = plan.panes[0].counters.height();
        CAPTURE(height);
        const float count = (room - 6) / 30;
        CHECK((room == 0 || count == std::floor(count)));
        CHECK(count <= 4);
        shown = std::max(shown, room == 0 ? 0 : static_cast<std::size_t>(count));
    }
    CHECK(shown == 4);
}

TEST_CASE("where not all lanes have room, those that are shown are whole") {
    const app::PaneHeights pane{.lanes = 600, .lane = 25, .counters = 60};
    for (float height = 200; height < 800; height += 7) {
        CAPTURE(height);
        const app::Area panel{{0, 0}, {800, height}};
        const app::PanePlan plan =
            app::plan_timeline(panel, 150, {.panes = {pane, {}}, .pane_count = 1}, 1).panes[0];
        const float lanes = plan.lanes.height();
        CHECK((lanes >= 600 || std::fmod(lanes, 25) == 0));
        CHECK(plan.lanes.max.y <= plan.counters.min.y);
        CHECK(plan.counters.min.y - plan.lanes.max.y < 25);
        CHECK(plan.names.max.y == plan.lanes.max.y);
    }
}

TEST_CASE("counters take what the lanes leave") {
    const app::Area panel{{0, 0}, {800, 400}};
    app::PaneHeights pane{.lanes = 100, .counters = 210, .counter = 30, .counter_share = 0.3F};
    const auto counters = [&] {
        return app::plan_timeline(panel, 150, {.panes = {pane, {}}, .pane_count = 1, .legend = 28},
                                  1)
            .panes[0]
            .counters.height();
    };
    CHECK(counters() == 210);
    pane.lanes = 300;
    CHECK(counters() == 90); // of 342
}

TEST_CASE("two runs stand below each other; the one that needs less leaves room to the other") {
    const app::Area panel{{0, 0}, {900, 600}};
    for (const float lanes : {50.0F, 200.0F, 900.0F}) {
        CAPTURE(lanes);
        const app::PaneHeights a{.head = 40, .signals = 20, .lanes = 900, .counters = 60};
        const app::PaneHeights b{.head = 40, .signals = 20, .lanes = lanes};
        const app::TimelinePlan plan =
            app::plan_timeline(panel, 150, {.panes = {a, b}, .pane_count = 2, .legend = 28}, 1);
        CHECK(plan.panes[0].head.min.y == plan.ruler.max.y);
        CHECK(plan.panes[0].counters.max.y == plan.panes[1].head.min.y);
        CHECK(plan.panes[0].lanes.min.x == plan.panes[1].lanes.min.x);
        CHECK(plan.bottom() == plan.legend.min.y);
        const float room = plan.panes[1].counters.max.y - plan.panes[1].head.min.y;
        CHECK(room == std::min(lanes + 60, (plan.legend.min.y - plan.ruler.max.y) / 2));
    }
}

TEST_CASE("two runs show the same number of counters, however many lanes each has") {
    std::size_t shown = 0;
    for (float height = 200; height < 900; height += 13) {
        for (const float lanes : {50.0F, 200.0F, 900.0F}) {
            CAPTURE(height);
            CAPTURE(lanes);
            const app::Area panel{{0, 0}, {900, height}};
            // Four of 30 with a gap of 6 above the first.
            const app::PaneHeights a{.head = 40, .lanes = 400, .counters = 126, .counter = 30};
            const app::PaneHeights b{.head = 40, .lanes = lanes, .counters = 126, .counter = 30};
            const auto plan =
                app::plan_timeline(panel, 150, {.panes = {a, b}, .pane_count = 2, .legend = 28}, 1);
            const float room = plan.panes[0].counters.height();
            CHECK(room == plan.panes[1].counters.height());
            shown = std::max(shown, static_cast<std::size_t>(room / 30));
        }
    }
    CHECK(shown == 4);
}

TEST_CASE("the minimap gives way to the lanes in low windows") {
    const app::PaneHeights pane{.lanes = 900};
    const auto plan = [&](float height, std::size_t runs) {
        const app::Area panel{{0, 0}, {900, height}};
        return app::plan_timeline(
            panel, 150, {.panes = {pane, pane}, .pane_count = runs, .minimap = 40, .legend = 46},
            1);
    };
    CHECK(plan(400, 1).minimap.height() == 40);
    CHECK(plan(350, 1).minimap.is_empty());
    CHECK(plan(500, 2).minimap.height() == 40);
    CHECK(plan(430, 2).minimap.is_empty());
    CHECK(plan(350, 1).legend.height() == 46);
    CHECK(plan(350, 1).bottom() == plan(350, 1).legend.min.y);
}

TEST_CASE("where there is little room the verdicts of two runs give way to their lanes") {
    const app::PaneHeights pane{
        .head = 75, .head_title = 30, .head_line = 15, .signals = 20, .lanes = 900};
    const auto first = [&](float height) {
        const app::Area panel{{0, 0}, {900, height}};
        return app::plan_timeline(panel, 150,
                                  {.panes = {pane, pane}, .pane_count = 2, .legend = 28}, 1)
            .panes[0];
    };
    CHECK(first(600).head.height() == 75);
    CHECK(first(358).head.height() == 60);  // 150 for each
    CHECK(first(258).head.height() == 45);  // 100 for each
    CHECK(first(158).head.height() == 30);  // 50 for each: the title stays
    CHECK(first(258).lanes.height() == 35); // the flags of signals stay, too
    CHECK(first(20).lanes.is_empty());
}

} // TEST_SUITE
