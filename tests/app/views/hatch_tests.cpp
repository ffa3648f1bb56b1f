#include "app/views/hatch.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

TEST_SUITE("app/views/hatch") {

TEST_CASE("a line through the middle reaches from edge to edge") {
    const app::RoundRect shape{{0, 0}, {100, 20}, 4};
    const auto stroke = app::clip_line(shape, {50, 20}, {0, -1});
    REQUIRE(stroke.has_value());
    CHECK(stroke->from.y == doctest::Approx(20));
    CHECK(stroke->to.y == doctest::Approx(0));
}

TEST_CASE("a line beside the shape gives nothing") {
    const app::RoundRect shape{{0, 0}, {100, 20}, 4};
    CHECK_FALSE(app::clip_line(shape, {200, 20}, {1, -1}).has_value());
    CHECK_FALSE(app::clip_line(shape, {-1, 0}, {0, -1}).has_value());
}

TEST_CASE("no stripe leaves the round corners") {
    const app::RoundRect shape{{10, 10}, {60, 40}, 8};
    for (float x = -60; x < 120; x += 0.7F) {
        const auto stroke = app::clip_line(shape, {x, 40}, {1, -1});
        if (!stroke) {
            continue;
        }
        for (const ImVec2 p : {stroke->from, stroke->to}) {
            const float dx = std::max({18 - p.x, p.x - 52, 0.0F});
            const float dy = std::max({18 - p.y, p.y - 32, 0.0F});
            CHECK(std::hypot(dx, dy) <= 8.01F);
        }
    }
}

} // TEST_SUITE
