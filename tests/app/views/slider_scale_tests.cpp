#include "app/views/slider_scale.hpp"

#include <doctest/doctest.h>

#include <algorithm>

namespace {

constexpr scenarios::Param small{.id = "n", .label = "N", .min = 1, .max = 64, .initial = 6};
constexpr scenarios::Param wide{.id = "ms", .label = "Ms", .min = 0, .max = 5000, .initial = 400};
constexpr scenarios::Param log_wide{
    .id = "ms", .label = "Ms", .min = 0, .max = 5000, .initial = 400, .logarithmic = true};

} // namespace

TEST_SUITE("app/views/slider_scale") {

TEST_CASE("both ends of a slider are the exact ends of the range") {
    for (const auto& param : {small, wide, log_wide}) {
        const app::SliderScale scale{param, 200};
        CHECK(scale.to_value(0, false) == param.min);
        CHECK(scale.to_value(1, false) == param.max);
        CHECK(scale.to_value(-3, false) == param.min);
        CHECK(scale.to_value(4, false) == param.max);
        CHECK(scale.to_fraction(param.min) == doctest::Approx(0));
        CHECK(scale.to_fraction(param.max) == doctest::Approx(1));
    }
}

TEST_CASE("every value of a short range can be reached by dragging") {
    const app::SliderScale scale{small, 200};
    for (std::int64_t value = small.min; value <= small.max; ++value) {
        CHECK(scale.to_value(scale.to_fraction(value), false) == value);
    }
}

TEST_CASE("dragging over a wide range gives round numbers") {
    const app::SliderScale scale{wide, 200};
    for (float fraction = 0.01F; fraction < 1; fraction += 0.01F) {
        CHECK(scale.to_value(fraction, false) % 10 == 0);
    }
}

TEST_CASE("a logarithmic slider gives small values as much room as great ones") {
    const app::SliderScale scale{log_wide, 200};
    CHECK(scale.to_fraction(70) == doctest::Approx(0.5).epsilon(0.01));
    CHECK(scale.to_value(0.5F, true) == doctest::Approx(70).epsilon(0.05));
}

TEST_CASE("values grow with the place on the slider") {
    for (const auto& param : {small, wide, log_wide}) {
        const app::SliderScale scale{param, 150};
        std::int64_t last = param.min;
        for (float fraction = 0; fraction <= 1; fraction += 0.002F) {
            const std::int64_t value = scale.to_value(fraction, false);
            CHECK(value >= last);
            last = std::max(last, value);
        }
    }
}

} // TEST_SUITE
