#include "app/timeline/layout.hpp"
#include "tests/app/timeline/indexed.hpp"
#include "tests/support/sample_traces.hpp"
#include "tests/support/trace_builder.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <random>
#include <set>

using app::LaneRows;

using support::Indexed;

namespace {

app::TimelineLayout laid_out(const Indexed& run, const LaneRows& rows,
                             app::TimelineView view = {}) {
    core::TraceState state;
    for (const core::Event& event : run.trace->events()) {
        state.apply(event);
    }
    view.window = app::AxisMap{*run.trace, view.axis}.whole();
    view.cursor = run.trace->size();
    view.rows = &rows;
    app::TimelineLayout out;
    app::layout_timeline(run.index, state, view, out);
    return out;
}

/// How many events the markers of that shape stand for.
std::size_t count_of(const app::TimelineLayout& layout, app::Cap cap) {
    std::size_t count = 0;
    for (const app::Marker& marker : layout.markers) {
        count += marker.cap == cap ? marker.count : 0;
    }
    return count;
}

} // namespace

TEST_SUITE("app/timeline/lane_rows") {

TEST_CASE("a subtree is a lane and those below it that are deeper") {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const Indexed run{support::random_trace(seed, 12, 300)};
        const auto& lanes = run.index.lanes();
        for (std::size_t lane = 0; lane < lanes.size(); ++lane) {
            std::size_t end = lane + 1;
            while (end < lanes.size() && lanes[end].depth > lanes[lane].depth) {
                ++end;
            }
            CHECK(run.index.subtree_end(lane) == end);
        }
    }
}

TEST_CASE("whatever is collapsed and pinned, each lane has one row that stands for it") {
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        CAPTURE(seed);
        const Indexed run{support::random_trace(seed, 12, 300)};
        const std::size_t lanes = run.index.lanes().size();
        std::mt19937_64 random{seed};
        LaneRows::Wishes wishes;
        for (std::uint32_t lane = 0; lane < lanes; ++lane) {
            if (random() % 4 == 0) {
                wishes.collapsed.push_back(lane);
            }
            if (random() % 5 == 0) {
                wishes.pinned.push_back(lane);
            }
        }
        const LaneRows rows{run.index, wishes};
        CHECK(rows.pinned() == wishes.pinned.size());
        std::set<std::uint32_t> shown;
        for (std::size_t row = 0; row < rows.size(); ++row) {
            const std::uint32_t lane = rows.rows()[row].lane;
            CHECK(shown.insert(lane).second); // never twice
            CHECK(rows.row_of(lane) == row);
        }
        for (std::uint32_t lane = 0; lane < lanes; ++lane) {
            const auto row = rows.row_of(lane);
            REQUIRE(row);
            const std::uint32_t by = rows.rows()[*row].lane;
            CHECK(by <= lane); // itself, or an ancestor
            CHECK(lane < run.index.subtree_end(by));
        }
    }
}

TEST_CASE("a filter shows what it finds and nothing else, also below what is collapsed") {
    const Indexed run{support::group_sample()};
    std::vector<bool> only(run.index.lanes().size(), false);
    only[3] = true;
    const LaneRows rows{run.index, {.collapsed = {0}, .only = &only}};
    REQUIRE(rows.size() == 1);
    CHECK(rows.rows()[0].lane == 3);
    CHECK_FALSE(rows.row_of(0));
}

TEST_CASE("a collapsed lane shows what its children do, and each failure among them") {
    const Indexed run{support::group_sample()};
    const LaneRows rows{run.index, {.collapsed = {0}}};
    REQUIRE(rows.size() == 1);
    const app::TimelineLayout layout = laid_out(run, rows);
    REQUIRE(layout.lanes.size() == 1);
    CHECK(layout.lanes[0].collapsed == 6);
    CHECK(layout.summaries.size() > 70);
    for (const app::SummaryColumn& column : layout.summaries) {
        float height = 0;
        for (const float h : column.heights) {
            height += h;
        }
        CHECK(column.y1 <= layout.lanes[0].y1);
        CHECK(column.y1 - height >= layout.lanes[0].y0);
    }
    std::size_t failures = 0;
    for (const app::Marker& marker : layout.markers) {
        failures += marker.role == app::Role::failed ? marker.count : 0;
    }
    CHECK(failures == 1);
}

TEST_CASE("a collapsed lane marks the requests to stop and the cancelled ends among its children") {
    const Indexed run{support::group_sample()};
    const LaneRows rows{run.index, {.collapsed = {0}}};
    const app::TimelineLayout layout = laid_out(run, rows);
    CHECK(count_of(layout, app::Cap::cross) == 1);
    CHECK(count_of(layout, app::Cap::stop) == 4);
    const auto is_end = [](const app::Marker& m) { return m.cap == app::Cap::stop; };
    const float y = std::find_if(layout.markers.begin(), layout.markers.end(), is_end)->y;
    const auto requests =
        std::count_if(layout.markers.begin(), layout.markers.end(), [&](const app::Marker& m) {
            return m.cap == app::Cap::triangle && m.count == 4 && m.y == y;
        });
    CHECK(requests == 1); // all at once; that of main is on its own bar
    for (const app::Marker& sign : layout.markers) {
        for (const app::Marker& other : layout.markers) {
            const bool is_other = &sign != &other && sign.y == other.y;
            CHECK((!is_other || std::abs(sign.x - other.x) >= 10)); // none covers another
        }
    }
}

TEST_CASE("however much a lane hides, no failure and no cancellation is lost or covers a failure") {
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
        CAPTURE(seed);
        const Indexed run{support::random_trace(seed, 12, 300)};
        const LaneRows rows{run.index, {.collapsed = {0}}};
        for (const app::Axis axis : {app::Axis::time, app::Axis::order}) {
            app::TimelineView view;
            view.axis = axis;
            const app::TimelineLayout layout = laid_out(run, rows, view);
            std::size_t failed = 0;
            std::size_t cancelled = 0;
            for (std::size_t lane = 1; lane < run.index.subtree_end(0); ++lane) {
                const core::EventId end = run.index.lanes()[lane].ended;
                const bool ended = end != core::EventId::none;
                failed += ended && (*run.trace)[end].kind == core::EventKind::failed;
                cancelled += ended && (*run.trace)[end].kind == core::EventKind::cancelled;
            }
            CHECK(count_of(layout, app::Cap::cross) == failed);
            CHECK(count_of(layout, app::Cap::stop) == cancelled);
        }
    }
}

TEST_CASE("pinned lanes stay on top however far the others are scrolled, and none covers another") {
    const Indexed run{support::group_sample()};
    const LaneRows rows{run.index, {.pinned = {5, 2}}};
    for (const double scroll : {0.0, 0.4, 1.0, 2.7}) {
        CAPTURE(scroll);
        app::TimelineView view;
        view.bottom = 28 * 4; // four rows
        view.scroll = scroll;
        const app::TimelineLayout layout = laid_out(run, rows, view);
        REQUIRE(layout.lanes.size() >= 4);
        CHECK(layout.lanes[0].task == run.index.lanes()[5].task);
        CHECK(layout.lanes[1].task == run.index.lanes()[2].task);
        CHECK(layout.lanes[0].y0 == 0);
        CHECK(layout.pinned_bottom == 56);
        for (std::size_t i = 1; i < layout.lanes.size(); ++i) {
            CHECK(layout.lanes[i].y0 >= layout.lanes[i - 1].y1 - 0.01F);
        }
    }
}

} // TEST_SUITE
