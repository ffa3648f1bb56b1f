#include "app/model/story.hpp"
#include "core/trace/explain.hpp"
#include "tests/support/sample_traces.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace std::chrono_literals;

namespace {

std::vector<app::StoryRow> rows_of(const core::Trace& trace) {
    const app::Story story{trace};
    std::vector<app::StoryRow> rows;
    for (std::size_t i = 0; i < story.size(); ++i) {
        rows.push_back(story.row(i));
    }
    return rows;
}

} // namespace

TEST_SUITE("app/model/story") {

TEST_CASE("the story tells exactly the events that belong to it, in order") {
    const auto trace = support::group_sample();
    const auto story = rows_of(*trace);
    std::size_t next = 0;
    for (std::size_t i = 0; i < trace->size(); ++i) {
        if (core::is_story(trace->events()[i].kind)) {
            REQUIRE(next < story.size());
            CHECK(story[next].event == static_cast<core::EventId>(i));
            CHECK(story[next].text == core::sentence(*trace, static_cast<core::EventId>(i)));
            CHECK(story[next].at == trace->events()[i].at);
            ++next;
        }
    }
    CHECK(next == story.size());
    CHECK(next > 10);
}

TEST_CASE("the failure is told with its time, its colour and as a turning point") {
    const auto trace = support::gather_sample();
    const auto story = rows_of(*trace);
    const auto failure = std::find_if(story.begin(), story.end(), [&](const app::StoryRow& row) {
        return (*trace)[row.event].kind == core::EventKind::failed;
    });
    REQUIRE(failure != story.end());
    CHECK(failure->time == "400 ms");
    CHECK(failure->role == app::Role::failed);
    CHECK(failure->turning_point);
    CHECK(failure->text.find("task-3") != std::string::npos);
    CHECK(failure->text.find("ValueError") != std::string::npos);
}

TEST_CASE("the time stands only at the first row of each moment") {
    const auto story = rows_of(*support::group_sample());
    REQUIRE_FALSE(story.empty());
    CHECK(story[0].new_moment);
    for (std::size_t i = 1; i < story.size(); ++i) {
        CHECK(story[i].new_moment == (story[i].at != story[i - 1].at));
    }
}

TEST_CASE("the current row is the last that has happened at the cursor") {
    const auto trace = support::group_sample();
    const auto story = rows_of(*trace);
    CHECK_FALSE(app::Story{*trace}.current_row(0).has_value());
    for (std::size_t cursor = 1; cursor <= trace->size(); ++cursor) {
        const auto row = app::Story{*trace}.current_row(cursor);
        const auto happened = static_cast<std::size_t>(
            std::count_if(story.begin(), story.end(), [&](const app::StoryRow& r) {
                return core::index_of(r.event) < cursor;
            }));
        CHECK(row.has_value() == (happened > 0));
        if (row) {
            CHECK(*row + 1 == happened);
        }
    }
}

} // TEST_SUITE
