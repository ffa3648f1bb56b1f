#include "app/timeline/measure.hpp"
#include "tests/app/timeline/indexed.hpp"
#include "tests/support/sample_traces.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <memory>
#include <random>

using namespace std::chrono_literals;
using app::Axis;
using app::AxisMap;

using support::Indexed;

namespace {

/// The least distance of any event to a place.
double nearest_event(const AxisMap& map, const core::Trace& trace, double place) {
    double least = 1e300;
    for (std::size_t i = 0; i < trace.size(); ++i) {
        least = std::min(least, std::abs(map.of(static_cast<core::EventId>(i)) - place));
    }
    return least;
}

} // namespace

TEST_SUITE("app/timeline/measure") {

TEST_CASE("an edge snaps to the nearest event within reach, else it stays where it is") {
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
        const Indexed run{support::random_trace(seed, 6, 200)};
        std::mt19937_64 random{seed};
        for (const Axis axis : {Axis::time, Axis::order}) {
            const AxisMap map{*run.trace, axis};
            const double whole = map.whole().end;
            for (int i = 0; i < 100; ++i) {
                CAPTURE(seed);
                CAPTURE(i);
                const double place = std::uniform_real_distribution<double>{0, whole}(random);
                const double reach = whole / 300;
                const app::Snap snap =
                    app::snap_to_edge(run.index, map, core::TaskId::none, place, reach);
                const double least = nearest_event(map, *run.trace, place);
                if (least <= reach) {
                    CHECK(std::abs(snap.place - place) == doctest::Approx(least));
                    CHECK(map.of(snap.event) == snap.place);
                } else {
                    CHECK(snap.place == place);
                    CHECK(snap.event == core::EventId::none);
                }
            }
        }
    }
}

TEST_CASE("the states of the lane under the pointer come before events of other lanes") {
    const Indexed run{support::group_sample()};
    const AxisMap map{*run.trace, Axis::time};
    // task-1 ends at 300 ms; at 400 ms task-3 fails, which is nearer to 360 ms.
    const core::TaskId first = run.trace->find_task("task-1");
    const app::Snap lane = app::snap_to_edge(run.index, map, first, 3.6e8, 1e8);
    CHECK(lane.place == 3e8);
    CHECK(app::snap_to_edge(run.index, map, core::TaskId::none, 3.6e8, 1e8).place == 4e8);
    CHECK(app::snap_to_edge(run.index, map, first, 3.6e8, 5e7).place == 4e8);
}

TEST_CASE("t = 0 snaps to turning points before anything else") {
    const Indexed run{support::group_sample()};
    const AxisMap map{*run.trace, Axis::time};
    const app::Snap snap = app::snap_to_turning_point(run.index, map, 3.4e8, 1e8);
    CHECK(snap.place == 4e8);
    REQUIRE(snap.event != core::EventId::none);
    const core::EventKind kind = (*run.trace)[snap.event].kind;
    CHECK((kind == core::EventKind::failed || kind == core::EventKind::cancel_requested ||
           kind == core::EventKind::thrown));
}

TEST_CASE("a measured stretch tells its length and counts the events within, ends included") {
    const Indexed run{support::group_sample()};
    const app::Measured time = app::measure(*run.trace, Axis::time, {4e8, 4.5e8});
    CHECK(time.length == 50ms);
    std::size_t events = 0;
    for (const core::Event& event : run.trace->events()) {
        events += event.at >= 400ms && event.at <= 450ms ? 1 : 0;
    }
    CHECK(time.events == events);
    const app::Measured order = app::measure(*run.trace, Axis::order, {0, 1e9});
    CHECK(order.events == run.trace->size());
    CHECK(order.length == run.trace->events().back().at);
    CHECK(app::measure(*run.trace, Axis::order, {0.6, 1.4}) == app::Measured{});
}

TEST_CASE("counting adds up: a stretch has the events of its two halves") {
    const Indexed run{support::random_trace(5, 6, 300)};
    for (const Axis axis : {Axis::time, Axis::order}) {
        const double whole = AxisMap{*run.trace, axis}.whole().end;
        for (int i = 1; i < 50; ++i) {
            const double middle = whole * i / 50 + 0.25; // no event lies there
            const auto left = app::measure(*run.trace, axis, {0, middle}).events;
            const auto right = app::measure(*run.trace, axis, {middle, whole}).events;
            CHECK(left + right == run.trace->size());
        }
    }
}

TEST_CASE("lengths and counts read well") {
    CHECK(app::text_of({150ms, 24}) == "150 ms, 24 events");
    CHECK(app::text_of({0ms, 1}) == "0 ms, 1 event");
}

} // TEST_SUITE
