#include "core/export/utf8.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace {

std::vector<char32_t> points(std::string_view text) {
    std::vector<char32_t> result;
    while (!text.empty()) {
        result.push_back(core::take_code_point(text));
    }
    return result;
}

using Points = std::vector<char32_t>;

} // namespace

TEST_SUITE("core/export/utf8") {

TEST_CASE("code points of one to four bytes are read") {
    CHECK(points("aé€😀") == Points{U'a', U'é', U'€', U'😀'});
    CHECK(points("\xF4\x8F\xBF\xBF") == Points{0x10FFFF});
}

TEST_CASE("what is not UTF-8 becomes U+FFFD, byte by byte, and the rest is still read") {
    CHECK(points("a\xFFz") == Points{U'a', 0xFFFD, U'z'});
    CHECK(points("\xE2\x82") == Points{0xFFFD, 0xFFFD});             // cut off
    CHECK(points("\xC0\xAF") == Points{0xFFFD, 0xFFFD});             // overlong
    CHECK(points("\xE0\x80\xAF") == Points{0xFFFD, 0xFFFD, 0xFFFD}); // overlong
    CHECK(points("\xED\xA0\x80") == Points{0xFFFD, 0xFFFD, 0xFFFD}); // half of a pair
    CHECK(points("\xF4\x90\x80\x80") == Points(4, 0xFFFD));          // beyond Unicode
    CHECK(points("\x80") == Points{0xFFFD});
}

TEST_CASE("a text is fitted to its column by padding or by cutting") {
    CHECK(core::fit("é", 3, "…") == "é  ");
    CHECK(core::fit("ééé", 3, "…") == "ééé");
    CHECK(core::fit("éééé", 3, "…") == "éé…");
    CHECK(core::fit("abc", 1, "…") == "…");
    CHECK(core::fit("abc", 0, "…").empty());
    CHECK(core::fit("a\tb\x7F", 4, "…") == "a?b?");
}

} // TEST_SUITE
