#include "core/export/text_scale.hpp"

#include <doctest/doctest.h>

#include <vector>

using core::TextScale;
using namespace std::chrono_literals;

namespace {

std::vector<std::string> labels(const TextScale& scale) {
    std::vector<std::string> result;
    for (const TextScale::Tick& tick : scale.ticks()) {
        result.push_back(tick.label);
    }
    return result;
}

using Labels = std::vector<std::string>;

} // namespace

TEST_SUITE("core/export/text_scale") {

TEST_CASE("the start is column zero, the end leaves room for marks pushed apart") {
    const TextScale scale(1s, 86);
    CHECK(scale.column(0s) == 0);
    CHECK(scale.column(1s) == 79);
    CHECK(scale.column(500ms) == 39);
    CHECK(scale.column(2s) == 79);
}

TEST_CASE("a run without duration is all in column zero") {
    const TextScale scale(0s, 60);
    CHECK(scale.column(0s) == 0);
    CHECK(labels(scale) == Labels{"0"});
}

TEST_CASE("ticks come in steps of one, two and five, in a unit that suits the run") {
    CHECK(labels(TextScale(1s, 84)) ==
          Labels{"0", "100", "200", "300", "400", "500", "600", "700", "800", "900", "1000"});
    CHECK(labels(TextScale(1s, 60)) == Labels{"0", "200", "400", "600", "800", "1000"});
    CHECK(TextScale(1s, 60).unit() == "ms");
    CHECK(labels(TextScale(1900ms, 54)) == Labels{"0", "500", "1000", "1500"});
    CHECK(labels(TextScale(25s, 60)) == Labels{"0", "5", "10", "15", "20", "25"});
    CHECK(TextScale(25s, 60).unit() == "s");
    CHECK(labels(TextScale(8us, 60)) == Labels{"0", "2", "4", "6", "8"});
    CHECK(TextScale(8us, 60).unit() == "us");
}

TEST_CASE("fractions appear where the unit is too coarse for the ticks") {
    CHECK(labels(TextScale(10ms, 240)).at(1) == "0.5");
}

TEST_CASE("a run may last as long as time can be told") {
    for (const core::Duration total : {core::Duration{70'368'742'286'013'184},
                                       core::Duration::max() - 1ns, core::Duration::max()}) {
        for (const std::size_t columns : {20, 60, 200, 999}) {
            CAPTURE(total.count());
            CAPTURE(columns);
            const TextScale scale(total, columns);
            CHECK(scale.column(0s) == 0);
            CHECK(scale.column(total) > scale.column(total / 2));
            CHECK(labels(scale).front() == "0");
            CHECK(scale.ticks().size() <= columns);
        }
    }
    CHECK(TextScale(core::Duration::max(), 60).label(core::Duration::max()) == "9223372036.854");
}

TEST_CASE("ticks never come so close that their labels touch") {
    for (const core::Duration total : {1us, 999us, 1234567us, 59000000us, 86'400'000'000us}) {
        for (std::size_t columns = 20; columns < 300; columns += 7) {
            CAPTURE(columns);
            CAPTURE(total.count());
            const auto ticks = TextScale(total, columns).ticks();
            REQUIRE_FALSE(ticks.empty());
            for (std::size_t i = 1; i < ticks.size(); ++i) {
                CHECK(ticks[i].column > ticks[i - 1].column + ticks[i - 1].label.size());
            }
        }
    }
}

} // TEST_SUITE
