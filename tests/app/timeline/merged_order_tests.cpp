#include "app/timeline/axis.hpp"
#include "app/timeline/merged_order.hpp"
#include "tests/support/sample_traces.hpp"
#include "tests/support/scenario_runs.hpp"

#include <doctest/doctest.h>

using app::MergedOrder;
using app::Side;

namespace {

struct Pair {
    std::shared_ptr<const core::Trace> a;
    std::shared_ptr<const core::Trace> b;
};

std::vector<Pair> pairs() {
    return {{support::gather_sample(), support::group_sample()},
            {support::group_sample(), support::group_sample()},
            {support::random_trace(1, 12, 300), support::random_trace(2, 5, 90)},
            {support::random_trace(3, 4, 1), support::random_trace(4, 9, 200)},
            {support::run("shutdown-drain strategy=article"),
             support::run("shutdown-drain strategy=robust")}};
}

} // namespace

TEST_SUITE("app/timeline/merged_order") {

TEST_CASE("every event of both runs stands there exactly once, in order of time, A first") {
    for (const Pair& pair : pairs()) {
        const MergedOrder merged{*pair.a, *pair.b};
        REQUIRE(merged.size() == pair.a->size() + pair.b->size());
        std::array<std::size_t, 2> seen{};
        for (std::size_t i = 0; i < merged.size(); ++i) {
            const MergedOrder::Place place = merged[i];
            // Each run's own events come in their own order, without a hole.
            CHECK(core::index_of(place.event) == seen[app::index_of(place.side)]++);
            CHECK(merged.index_of_event(place.side, place.event) == i);
            if (i > 0) {
                CHECK(merged.event(i - 1).at <= merged.event(i).at);
                const bool same_moment = merged.event(i - 1).at == merged.event(i).at;
                const bool b_before_a = merged[i - 1].side == Side::b && place.side == Side::a;
                CHECK_FALSE((same_moment && b_before_a));
            }
        }
        CHECK(seen[0] == pair.a->size());
        CHECK(seen[1] == pair.b->size());
    }
}

TEST_CASE("the cursors of both runs follow from the one of both, and back") {
    for (const Pair& pair : pairs()) {
        const MergedOrder merged{*pair.a, *pair.b};
        for (std::size_t count = 0; count <= merged.size(); ++count) {
            const std::size_t a = merged.count_of(Side::a, count);
            const std::size_t b = merged.count_of(Side::b, count);
            CHECK(a + b == count);
            CHECK(merged.cursor_after(Side::a, a) <= count);
            CHECK(merged.cursor_after(Side::b, b) <= count);
            // One of the two has just been shown.
            CHECK(std::max(merged.cursor_after(Side::a, a), merged.cursor_after(Side::b, b)) ==
                  count);
        }
    }
}

TEST_CASE("on the order axis the events of both lie apart, a half from the cursor's places") {
    for (const Pair& pair : pairs()) {
        const MergedOrder merged{*pair.a, *pair.b};
        std::vector<bool> taken(merged.size());
        for (const Side side : {Side::a, Side::b}) {
            const app::AxisMap map{merged, side, app::Axis::order};
            CHECK(map.whole() == app::Window{0, static_cast<double>(merged.size())});
            for (std::size_t i = 0; i < merged.trace(side).size(); ++i) {
                const double place = map.of(static_cast<core::EventId>(i));
                const auto at = static_cast<std::size_t>(place);
                CHECK_FALSE(taken[at]);
                taken[at] = true;
                CHECK(map.placed(static_cast<double>(i) + 0.5) == place);
                CHECK(map.cursor_at(place + 0.5) == i + 1);
                CHECK(map.cursor_at(place - 0.5) == i);
            }
            CHECK(map.run_end() <= map.whole().end);
        }
    }
}

TEST_CASE("on the time axis both runs have the length of the longer one") {
    for (const Pair& pair : pairs()) {
        const MergedOrder merged{*pair.a, *pair.b};
        const core::Instant end = std::max(pair.a->end(), pair.b->end());
        CHECK(merged.end() == end);
        CHECK(merged.count_until(end) == merged.size());
        const app::AxisMap map{merged, Side::b, app::Axis::time};
        CHECK(map.whole().end == std::max(1.0, static_cast<double>(end.count())));
        CHECK(map.run_end() == static_cast<double>(pair.b->end().count()));
    }
}

} // TEST_SUITE
