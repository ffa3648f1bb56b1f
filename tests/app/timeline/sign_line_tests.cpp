#include "app/timeline/sign_line.hpp"

#include <doctest/doctest.h>

#include <random>
#include <utility>

using app::SignLine;

TEST_SUITE("app/timeline/sign_line") {

TEST_CASE("a sign stays where it is if nothing is in its way, else it moves to the right") {
    SignLine line{0, 100, 40};
    CHECK(line.find(50, {5, 5}) == 50);
    line.put(50, {5, 5});
    CHECK(line.find(61, {5, 5}) == 61);
    CHECK(line.find(48, {5, 5}) == 60);
    line.put(70, {5, 5});
    CHECK(line.find(48, {5, 5}) == 60);
    CHECK(line.find(48, {5, 8}) == 80); // a count needs room
}

TEST_CASE(
    "where there is no room to the right a sign moves to the left, within the line and its reach") {
    SignLine line{0, 100, 12};
    CHECK(line.find(103, {5, 5}) == 100);
    line.put(100, {5, 5});
    CHECK(line.find(100, {5, 5}) == 90);
    line.put(90, {5, 5});
    CHECK_FALSE(line.find(100, {5, 5}));
    CHECK_FALSE(line.find(140, {5, 5}));
}

TEST_CASE("however many signs there are, none is put over another") {
    std::mt19937 random{3};
    const auto number = [&](float low, float high) {
        return std::uniform_real_distribution<float>{low, high}(random);
    };
    for (int round = 0; round < 50; ++round) {
        SignLine line{0, 400, 60};
        std::vector<std::pair<float, float>> signs;
        for (int i = 0; i < 40; ++i) {
            const SignLine::Extent extent{number(3, 8), number(3, 30)};
            if (const auto x = line.find(number(-10, 410), extent)) {
                line.put(*x, extent);
                signs.emplace_back(*x - extent.left, *x + extent.right);
            }
        }
        CHECK(signs.size() > 5);
        for (std::size_t i = 0; i < signs.size(); ++i) {
            for (std::size_t k = 0; k < i; ++k) {
                const bool apart = signs[i].second <= signs[k].first + 0.02F ||
                                   signs[k].second <= signs[i].first + 0.02F;
                CHECK(apart);
            }
        }
    }
}

} // TEST_SUITE
