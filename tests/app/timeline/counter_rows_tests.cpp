#include "app/timeline/counter_rows.hpp"
#include "tests/app/timeline/indexed.hpp"
#include "tests/support/scenario_runs.hpp"
#include "tests/support/trace_builder.hpp"

#include <doctest/doctest.h>

#include <initializer_list>
#include <string>

using namespace std::chrono_literals;
using app::CounterRow;
using support::Indexed;
using support::TraceBuilder;

namespace {

/// A counter with one value each 10 ms.
void count(TraceBuilder& b, std::string_view name, std::initializer_list<int> values) {
    core::Instant at{};
    for (const int value : values) {
        b.at(at);
        b.count(name, value);
        at += 10ms;
    }
}

std::string names(const std::vector<CounterRow>& rows) {
    std::string text;
    for (const CounterRow& row : rows) {
        text += std::string{row.name} + " ";
    }
    return text;
}

} // namespace

TEST_SUITE("app/timeline/counter_rows") {

TEST_CASE("two runs have the same rows in the same order; those that differ come first") {
    TraceBuilder b;
    count(b, "same", {1, 2});
    count(b, "differs", {1, 2});
    count(b, "later", {0, 1});
    const Indexed first{b.take()};
    TraceBuilder c;
    count(c, "own", {0, 5});
    count(c, "later", {0, 0, 1});
    count(c, "differs", {1, 3});
    count(c, "same", {1, 2});
    const Indexed second{c.take()};
    const auto [rows_a, rows_b] = app::counter_rows(first.index, second.index);
    CHECK(names(rows_a) == "differs later own same ");
    CHECK(names(rows_b) == names(rows_a));
    for (std::size_t i = 0; i < rows_a.size(); ++i) {
        CHECK(rows_a[i].top == rows_b[i].top);
    }
    CHECK(rows_a[0].top == 3);
}

TEST_CASE("a number that only one of two runs counts is 0 in the other") {
    TraceBuilder b;
    count(b, "in_flight", {1, 2, 0});
    const Indexed first{b.take()};
    const Indexed second{TraceBuilder{}.take()};
    const auto [rows_a, rows_b] = app::counter_rows(first.index, second.index);
    REQUIRE(rows_b.size() == 1);
    CHECK(rows_b[0].name == "in_flight");
    CHECK(rows_b[0].track == nullptr);
    CHECK(rows_b[0].top == 2);
    CHECK(rows_a[0].track != nullptr);
}

TEST_CASE("what never changes in one of two runs keeps its value beside the one where it does") {
    TraceBuilder b;
    count(b, "pool", {7});
    const Indexed first{b.take()};
    TraceBuilder c;
    count(c, "pool", {1, 2});
    const Indexed second{c.take()};
    CHECK(app::counter_rows(first.index).empty());
    const auto [rows_a, rows_b] = app::counter_rows(first.index, second.index);
    REQUIRE(rows_a.size() == 1);
    REQUIRE(rows_a[0].track != nullptr);
    CHECK(rows_a[0].track->points.at(0).value == 7);
    CHECK(rows_b[0].top == 7);
    const auto alike = app::counter_rows(first.index, first.index);
    CHECK(alike[0].empty()); // still in both
}

TEST_CASE("a run beside itself has the rows that it has alone") {
    for (const scenarios::Scenario* scenario : scenarios::all()) {
        CAPTURE(scenario->id);
        const Indexed run{scenarios::run(support::spec_of(scenario->id))};
        const auto alone = app::counter_rows(run.index);
        const auto beside = app::counter_rows(run.index, run.index);
        for (const auto& rows : beside) {
            REQUIRE(names(rows) == names(alone));
            for (std::size_t i = 0; i < rows.size(); ++i) {
                CHECK(rows[i].track == alone[i].track);
                CHECK(rows[i].top == alone[i].top);
            }
        }
    }
}

} // TEST_SUITE
