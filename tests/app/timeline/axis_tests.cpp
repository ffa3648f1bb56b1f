#include "app/timeline/time_scale.hpp"
#include "tests/support/sample_traces.hpp"
#include "tests/support/trace_builder.hpp"

#include <doctest/doctest.h>

using namespace std::chrono_literals;
using app::Axis;
using app::AxisMap;
using app::Window;

namespace {

/// Events 0, 1 at 0; 2, 3 at 100 ms; 4 at 300 ms.
std::shared_ptr<const core::Trace> three_moments() {
    support::TraceBuilder b;
    const auto task = b.create("main");
    b.start(task);
    b.at(100ms);
    b.sleep(task);
    b.resume(task);
    b.at(300ms);
    b.finish(task);
    return b.take();
}

} // namespace

TEST_SUITE("app/timeline/axis") {

TEST_CASE("events lie at their times on the time axis and half way in their cells in order") {
    const auto trace = three_moments();
    CHECK(AxisMap{*trace, Axis::time}.of(core::EventId{2}) == 1e8);
    CHECK(AxisMap{*trace, Axis::time}.of(core::EventId{3}) == 1e8);
    CHECK(AxisMap{*trace, Axis::order}.of(core::EventId{2}) == 2.5);
    CHECK(AxisMap{*trace, Axis::order}.of(core::EventId{3}) == 3.5);
}

TEST_CASE("in order the hairline falls between the last visible and the next event") {
    const auto trace = three_moments();
    const AxisMap order{*trace, Axis::order};
    for (std::size_t n = 0; n <= trace->size(); ++n) {
        CAPTURE(n);
        CHECK(order.of_cursor(n) == static_cast<double>(n));
        CHECK(order.cursor_at(order.of_cursor(n)) == n);
    }
}

TEST_CASE("a pointer's moment has as few digits as tell it from the one a pixel on") {
    const auto trace = three_moments();
    const AxisMap time{*trace, Axis::time};
    CHECK(time.time_at(110.090249e6, 112.09e6) == 110ms);
    CHECK(time.time_at(110.97e6, 112.97e6) == 111ms);
    CHECK(time.time_at(110.090249e6, 110.3e6) == 110100us);
    CHECK(time.time_at(110.090249e6, 110.0902517e6) == core::Instant{110090249});
    CHECK(time.time_at(-5e6, -3e6) == core::Instant{});
    const AxisMap order{*trace, Axis::order};
    CHECK(order.time_at(3, 4) == 100ms);
    CHECK(order.time_at(5, 6) == 300ms);
}

TEST_CASE("a click on the time axis shows all events up to that moment") {
    const auto trace = three_moments();
    const AxisMap time{*trace, Axis::time};
    CHECK(time.cursor_at(-1) == 0);
    CHECK(time.cursor_at(0) == 2);
    CHECK(time.cursor_at(99'999'999) == 2);
    CHECK(time.cursor_at(1e8) == 4);
    CHECK(time.cursor_at(1e12) == 5);
}

TEST_CASE("a click outside the order axis goes to its nearer end") {
    const auto trace = three_moments();
    const AxisMap order{*trace, Axis::order};
    CHECK(order.cursor_at(-7) == 0);
    CHECK(order.cursor_at(99) == 5);
    CHECK(order.time_at(-7) == 0ms);
    CHECK(order.time_at(3) == 100ms);
}

TEST_CASE("the whole of an empty trace still has a length") {
    const core::Trace empty;
    CHECK(AxisMap{empty, Axis::time}.whole() == Window{0, 1});
    CHECK(AxisMap{empty, Axis::order}.whole() == Window{0, 1});
}

TEST_CASE("changing the axis keeps the events that were in view") {
    const auto trace = three_moments();
    const AxisMap time{*trace, Axis::time};
    const AxisMap order{*trace, Axis::order};
    // From after the first moment to after the second: events 2 and 3.
    CHECK(app::convert({5e7, 2e8}, time, order) == Window{2, 4});
    CHECK(app::convert({2, 4}, order, time) == Window{0, 1e8});
    CHECK(app::convert(time.whole(), time, order) == order.whole());
    CHECK(app::convert(order.whole(), order, time) == time.whole());
}

TEST_CASE("a window within one instant becomes one with a length around it") {
    const auto trace = three_moments();
    const Window window =
        app::convert({2.9, 3.2}, AxisMap{*trace, Axis::order}, AxisMap{*trace, Axis::time});
    CHECK(window.length() == doctest::Approx(3e7));
    CHECK((window.begin + window.end) / 2 == doctest::Approx(1e8));
}

} // TEST_SUITE

TEST_SUITE("app/timeline/time_scale") {

TEST_CASE("the window's ends are the ends of the pixels") {
    const app::TimeScale scale{{1000, 3000}, 100, 500};
    CHECK(scale.to_x(1000) == 100);
    CHECK(scale.to_x(3000) == 500);
    CHECK(scale.to_x(2000) == 300);
    CHECK(scale.to_position(300) == 2000);
}

TEST_CASE("places far outside the window stay finite and on their side") {
    const app::TimeScale scale{{0, 1}, 0, 1000};
    CHECK(scale.to_x(1e18) == 1e6F);
    CHECK(scale.to_x(-1e18) == -1e6F);
}

} // TEST_SUITE
