#include "app/timeline/counter_track.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

TEST_SUITE("app/timeline/counter_track") {

TEST_CASE("the extent of any points is their least and greatest value") {
    std::mt19937_64 random{7};
    for (const std::size_t size : {1U, 63U, 64U, 65U, 1000U}) {
        app::CounterTrack track;
        for (std::size_t i = 0; i < size; ++i) {
            const auto value = static_cast<std::int32_t>(random() % 2000) - 1000;
            track.points.push_back({static_cast<core::EventId>(i), value});
        }
        track.index_extents();
        for (int i = 0; i < 200; ++i) {
            const std::size_t a = random() % size;
            const std::size_t b = a + 1 + random() % (size - a);
            CAPTURE(a);
            CAPTURE(b);
            const auto at = [&](std::size_t n) {
                return track.points.begin() + static_cast<std::ptrdiff_t>(n);
            };
            const auto [least, greatest] = std::minmax_element(
                at(a), at(b), [](const auto& x, const auto& y) { return x.value < y.value; });
            const app::CounterTrack::Extent extent = track.extent(a, b);
            CHECK(extent.least == least->value);
            CHECK(extent.greatest == greatest->value);
            CHECK(track.most_of(b) == std::max(track.extent(0, b).greatest, 0));
        }
        CHECK(track.most_of(0) == 0);
    }
}

} // TEST_SUITE
