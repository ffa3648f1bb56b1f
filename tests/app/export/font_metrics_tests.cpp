#include "app/export/font_metrics.hpp"

#include <doctest/doctest.h>

using app::Face;

TEST_SUITE("app/export/font_metrics") {

TEST_CASE("widths add up and grow with the size") {
    const app::FontMetrics fonts;
    const float a = fonts.width("a", Face::regular, 10);
    CHECK(a > 3);
    CHECK(fonts.width("aa", Face::regular, 10) == doctest::Approx(2 * a));
    CHECK(fonts.width("a", Face::regular, 20) == doctest::Approx(2 * a));
    CHECK(fonts.width("a", Face::semibold, 10) > a);
    CHECK(fonts.width("", Face::regular, 10) == 0);
    CHECK(fonts.width("ü", Face::regular, 10) > 3);
}

TEST_CASE("a text that is too long is cut between letters and ends with an ellipsis") {
    const app::FontMetrics fonts;
    const std::string text = "größer als der Platz";
    CHECK(fonts.fit(text, Face::regular, 12, 1000) == text);
    for (float room = 0; room < 130; room += 1) {
        const std::string fitted = fonts.fit(text, Face::regular, 12, room);
        CHECK(fonts.width(fitted, Face::regular, 12) <= room);
        CHECK((fitted.empty() || fitted == text || fitted.ends_with("…")));
    }
}

TEST_CASE("a text is broken at blanks into no more lines than are allowed") {
    const app::FontMetrics fonts;
    const std::string text = "one two three four five six seven eight nine ten";
    const auto all = fonts.wrap(text, Face::regular, 12, 90, 100);
    std::string joined;
    for (const std::string& line : all) {
        CHECK(fonts.width(line, Face::regular, 12) <= 90);
        joined += (joined.empty() ? "" : " ") + line;
    }
    CHECK(joined == text);
    const auto two = fonts.wrap(text, Face::regular, 12, 90, 2);
    REQUIRE(two.size() == 2);
    CHECK(two[0] == all[0]);
    CHECK(two[1].ends_with("…"));
    CHECK(fonts.wrap("", Face::regular, 12, 90, 2).empty());
}

} // TEST_SUITE
