#include "app/timeline/axis.hpp"
#include "app/timeline/ticks.hpp"
#include "tests/support/sample_traces.hpp"
#include "tests/support/trace_builder.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

using namespace std::chrono_literals;
using app::IdleGap;
using app::Squeeze;

namespace {

/// Something happens every 10 ms for 100 ms, then nothing for two seconds, then the same again.
std::shared_ptr<const core::Trace> two_bursts() {
    support::TraceBuilder b;
    const auto task = b.create("main");
    b.start(task);
    b.sleep(task);
    for (const core::Instant from : {core::Instant{0ms}, core::Instant{2100ms}}) {
        for (int i = 0; i <= 10; ++i) {
            b.at(from + i * 10ms);
            b.resume(task);
            b.sleep(task);
        }
    }
    b.at(2210ms);
    b.resume(task);
    b.finish(task);
    return b.take();
}

/// Gaps in order that do not touch, some of them closed, and the length of the run.
struct Case {
    std::vector<IdleGap> gaps;
    std::vector<bool> is_closed;
    core::Duration whole{};
};

Case random_case(std::uint64_t seed) {
    std::mt19937_64 random{seed};
    const auto number = [&](std::int64_t low, std::int64_t high) {
        return core::Duration{std::uniform_int_distribution<std::int64_t>{low, high}(random)};
    };
    Case c;
    const auto count = random() % 12;
    for (std::uint64_t i = 0; i < count; ++i) {
        const core::Duration begin = c.whole + number(1, 1'000'000'000);
        c.whole = begin + number(1'000'000'000, 100'000'000'000);
        c.gaps.push_back({begin, c.whole});
        c.is_closed.push_back(random() % 3 != 0);
    }
    c.whole += number(1, 1'000'000'000);
    return c;
}

} // namespace

TEST_SUITE("app/timeline/gaps") {

TEST_CASE("a stretch without events that is long for the run is a gap") {
    const auto trace = two_bursts();
    const core::Spans spans{*trace};
    const auto gaps = app::long_gaps({*trace, spans});
    REQUIRE(gaps.size() == 1);
    CHECK(gaps[0] == IdleGap{100ms, 2100ms});
}

TEST_CASE("a run whose moments are evenly spread has no gaps") {
    support::TraceBuilder b;
    const auto task = b.create("main");
    b.start(task);
    for (int i = 0; i < 5; ++i) {
        b.sleep(task);
        b.at((i + 1) * 1s);
        b.resume(task);
    }
    const auto trace = b.take();
    CHECK(app::long_gaps({*trace, core::Spans{*trace}}).empty());
    const core::Trace empty;
    CHECK(app::long_gaps({empty, core::Spans{empty}}).empty());
}

TEST_CASE("a stretch in which code runs is no idle gap") {
    support::TraceBuilder b;
    const auto task = b.create("main");
    b.start(task);
    for (int i = 1; i <= 4; ++i) {
        b.sleep(task);
        b.at(i * 10ms);
        b.resume(task);
    }
    b.at(2s); // it computed all the while
    b.finish(task);
    const auto trace = b.take();
    CHECK(app::long_gaps({*trace, core::Spans{*trace}}).empty());
}

TEST_CASE("no event lies within a gap, in any run") {
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        CAPTURE(seed);
        const auto trace = support::random_trace(seed, 6, 200);
        for (const IdleGap& gap : app::long_gaps({*trace, core::Spans{*trace}})) {
            CHECK(trace->count_until(gap.begin) == trace->count_until(gap.end - 1ns));
        }
    }
}

TEST_CASE("the squeezed axis is strictly monotone and can be inverted") {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        CAPTURE(seed);
        const Case c = random_case(seed);
        const Squeeze squeeze{c.gaps, c.is_closed, c.whole};
        const auto whole = static_cast<double>(c.whole.count());
        double before = squeeze.place_of(-0.1 * whole);
        for (int i = -99; i <= 1100; ++i) {
            const double time = whole * i / 1000;
            const double place = squeeze.place_of(time);
            CHECK(place > before);
            CHECK(squeeze.time_at(place) == doctest::Approx(time).epsilon(1e-9).scale(whole));
            before = place;
        }
    }
}

TEST_CASE("squeezing never makes the axis longer, and all bands have one width") {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        CAPTURE(seed);
        const Case c = random_case(seed);
        const Squeeze squeeze{c.gaps, c.is_closed, c.whole};
        const auto whole = static_cast<double>(c.whole.count());
        const double length = squeeze.place_of(whole);
        CHECK(length <= whole);
        CHECK(squeeze.bands().size() ==
              static_cast<std::size_t>(std::count(c.is_closed.begin(), c.is_closed.end(), true)));
        for (const Squeeze::Band& band : squeeze.bands()) {
            CHECK(band.end - band.begin == doctest::Approx(0.03 * length));
            CHECK(squeeze.place_of(static_cast<double>(band.stretch.begin.count())) ==
                  doctest::Approx(band.begin));
            CHECK(squeeze.place_of(static_cast<double>(band.stretch.end.count())) ==
                  doctest::Approx(band.end));
        }
    }
}

TEST_CASE("with squeezed gaps a click still finds the events that lie there") {
    const auto trace = two_bursts();
    const auto gaps = app::long_gaps({*trace, core::Spans{*trace}});
    const Squeeze squeeze{gaps, {true}, trace->end()};
    const app::AxisMap map{*trace, app::Axis::time, &squeeze};
    for (std::size_t i = 0; i < trace->size(); ++i) {
        const auto event = static_cast<core::EventId>(i);
        CHECK(map.time_at(map.of(event)) == (*trace)[event].at);
        CHECK(map.cursor_at(map.of(event)) == trace->count_until((*trace)[event].at));
    }
    CHECK(map.whole().end < 3e8);
    const app::AxisMap order{*trace, app::Axis::order, &squeeze};
    CHECK(order.whole() == app::AxisMap{*trace, app::Axis::order}.whole());
}

TEST_CASE("the ruler's ticks stand at their times on both sides of a squeezed gap, none within") {
    const std::vector<IdleGap> gaps{{100ms, 2100ms}};
    const Squeeze squeeze{gaps, {true}, 2200ms};
    const app::Window window{0, squeeze.place_of(2.2e9)};
    const app::TimeScale scale{window, 0, 1000};
    const auto ticks =
        app::ruler_ticks(scale, window, {.axis = app::Axis::time, .squeeze = &squeeze});
    const float x0 = scale.to_x(squeeze.bands()[0].begin);
    const float x1 = scale.to_x(squeeze.bands()[0].end);
    std::vector<std::string> texts;
    for (const app::Tick& tick : ticks) {
        CHECK((tick.x <= x0 || tick.x >= x1));
        if (tick.major) {
            texts.push_back(tick.text);
        }
    }
    CHECK(texts == std::vector<std::string>{"0", "50 ms", "100 ms", "2.10 s", "2.15 s", "2.20 s"});
    CHECK(std::is_sorted(ticks.begin(), ticks.end(),
                         [](const app::Tick& a, const app::Tick& b) { return a.x < b.x; }));
}

TEST_CASE("a ruler with an origin counts from there, in both directions") {
    const app::Window window{0, 1e9};
    const app::TimeScale scale{window, 0, 1200};
    std::vector<std::pair<float, std::string>> major;
    for (const app::Tick& tick :
         app::ruler_ticks(scale, window, {.axis = app::Axis::time, .origin = 250ms})) {
        if (tick.major) {
            major.emplace_back(tick.x, tick.text);
        }
    }
    REQUIRE(major.size() == 10);
    CHECK(major[0].second == "-200 ms");
    CHECK(major[0].first == doctest::Approx(60));
    CHECK(major[2].second == "0");
    CHECK(major[2].first == doctest::Approx(300));
    CHECK(major[9].second == "700 ms");
}

} // TEST_SUITE
