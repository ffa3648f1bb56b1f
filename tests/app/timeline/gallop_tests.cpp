#include "app/timeline/gallop.hpp"

#include <doctest/doctest.h>

TEST_SUITE("app/timeline/gallop") {

TEST_CASE("the first index beyond is found from any guess") {
    for (std::size_t size = 0; size <= 20; ++size) {
        for (std::size_t from = 0; from <= size; ++from) {
            for (std::size_t beyond = from; beyond <= size; ++beyond) {
                for (std::size_t guess = 0; guess <= size + 2; ++guess) {
                    CAPTURE(size);
                    CAPTURE(from);
                    CAPTURE(guess);
                    const auto found = app::gallop(
                        from, size,
                        [&](std::size_t i) {
                            REQUIRE(i >= from);
                            REQUIRE(i < size);
                            return i >= beyond;
                        },
                        guess);
                    CHECK(found == beyond);
                }
            }
        }
    }
}

TEST_CASE("a guess that is right costs two looks, however many there are") {
    int looks = 0;
    const auto is_beyond = [&](std::size_t i) {
        ++looks;
        return i >= 123'456;
    };
    CHECK(app::gallop(0, 1'000'000, is_beyond, 123'456) == 123'456);
    CHECK(looks == 2);
}

} // TEST_SUITE
