#include "app/timeline/ticks.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace std::chrono_literals;
using app::Axis;
using app::Tick;
using app::TimeScale;
using app::Window;

namespace {

std::vector<Tick> majors(const Window& window, float width, Axis axis = Axis::time) {
    auto ticks = app::ruler_ticks(TimeScale{window, 0, width}, window, axis);
    std::erase_if(ticks, [](const Tick& t) { return !t.major; });
    return ticks;
}

std::vector<std::string> texts(const std::vector<Tick>& ticks) {
    std::vector<std::string> result;
    result.reserve(ticks.size());
    for (const Tick& tick : ticks) {
        result.push_back(tick.text);
    }
    return result;
}

} // namespace

TEST_SUITE("app/timeline/ticks") {

TEST_CASE("steps are 1, 2 or 5 times a power of ten, and never smaller than asked") {
    CHECK(app::nice_step(1) == 1);
    CHECK(app::nice_step(1.1) == 2);
    CHECK(app::nice_step(2) == 2);
    CHECK(app::nice_step(2.5) == 5);
    CHECK(app::nice_step(7) == 10);
    CHECK(app::nice_step(0.03) == doctest::Approx(0.05));
    CHECK(app::nice_step(1.3e8) == doctest::Approx(2e8));
}

TEST_CASE("two seconds on 1000 pixels have a major tick each half second") {
    const auto ticks = majors({0, 2e9}, 1000);
    CHECK(texts(ticks) == std::vector<std::string>{"0", "500 ms", "1.0 s", "1.5 s", "2.0 s"});
    CHECK(ticks[1].x == 250);
}

TEST_CASE("major ticks are at least 120 pixels apart at every zoom") {
    for (double length = 1000; length < 1e13; length *= 1.37) {
        CAPTURE(length);
        const auto ticks = majors({0.3 * length, 1.3 * length}, 1500);
        for (std::size_t i = 1; i < ticks.size(); ++i) {
            CHECK(ticks[i].x - ticks[i - 1].x >= 119.9F);
        }
        CHECK(ticks.size() >= 4); // and not needlessly far: at most 2.5 times that
        CHECK(ticks.size() <= 13);
    }
}

TEST_CASE("no two major ticks in view have the same text") {
    for (double length = 1000; length < 1e12; length *= 1.61) {
        CAPTURE(length);
        auto names = texts(majors({1.2e9, 1.2e9 + length}, 1500));
        std::sort(names.begin(), names.end());
        CHECK(std::adjacent_find(names.begin(), names.end()) == names.end());
    }
}

TEST_CASE("a minor tick lies at each fifth of a step, at each quarter of steps of two") {
    // 120 px are 96 ms: steps of 100 ms. Minor ticks each 20 ms, up to 400 ms.
    const Window fifths{0, 4e8};
    CHECK(app::ruler_ticks(TimeScale{fifths, 0, 500}, fifths, Axis::time).size() == 21);
    // 120 px are 192 ms: steps of 200 ms, minor ticks each 50 ms, up to 800 ms.
    const Window quarters{0, 8e8};
    CHECK(app::ruler_ticks(TimeScale{quarters, 0, 500}, quarters, Axis::time).size() == 17);
}

TEST_CASE("no tick stands before the run begins") {
    for (const Tick& tick :
         app::ruler_ticks(TimeScale{{-1e9, 1e9}, 0, 1000}, {-1e9, 1e9}, Axis::time)) {
        CHECK(tick.x >= 500);
    }
}

TEST_CASE("the order axis counts events and never splits one") {
    CHECK(texts(majors({0, 40}, 500, Axis::order)) ==
          std::vector<std::string>{"#0", "#10", "#20", "#30", "#40"});
    const auto close = app::ruler_ticks(TimeScale{{3, 5}, 0, 1000}, {3, 5}, Axis::order);
    CHECK(texts(close) == std::vector<std::string>{"#3", "#4", "#5"});
}

TEST_CASE("ruler texts have the decimals that the step needs, and no more") {
    CHECK(app::tick_text(0ns, 1ms) == "0");
    CHECK(app::tick_text(400ms, 200ms) == "400 ms");
    CHECK(app::tick_text(1s, 1s) == "1 s");
    CHECK(app::tick_text(1200ms, 200ms) == "1.2 s");
    CHECK(app::tick_text(1250ms, 50ms) == "1.25 s");
    CHECK(app::tick_text(1500ms, 100us) == "1500.0 ms");
    CHECK(app::tick_text(1500001us, 1us) == "1500.001 ms");
    CHECK(app::tick_text(20us, 5us) == "20 µs");
}

TEST_CASE("exact times are exact and have no needless digits") {
    CHECK(app::exact_time(0ns) == "0 ms");
    CHECK(app::exact_time(400ms) == "400 ms");
    CHECK(app::exact_time(1200500us) == "1.2005 s");
    CHECK(app::exact_time(250us) == "250 µs");
    CHECK(app::exact_time(1us) == "1 µs");
    CHECK(app::exact_time(7ns) == "7 ns");
    CHECK(app::exact_time(10s) == "10 s");
    CHECK(app::exact_time(-1500ms) == "-1.5 s");
}

} // TEST_SUITE
