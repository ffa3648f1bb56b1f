#include "core/export/json_text.hpp"

#include <doctest/doctest.h>

#include <string>

using core::json_string;
using core::json_value;

TEST_SUITE("core/export/json_text") {

TEST_CASE("a plain text stands in quotes as it is") {
    CHECK(json_string("task-1 fails") == R"("task-1 fails")");
    CHECK(json_string("") == R"("")");
}

TEST_CASE("quotes, backslashes and control characters are escaped") {
    CHECK(json_string(R"(say "no\go")") == R"("say \"no\\go\"")");
    CHECK(json_string("a\nb\tc\rd\be\ff") == R"("a\nb\tc\rd\be\ff")");
    CHECK(json_string(std::string_view{"\0\x1f\x7f", 3}) == R"("\u0000\u001f\u007f")");
}

TEST_CASE("everything beyond ASCII is escaped, with surrogate pairs beyond 16 bits") {
    CHECK(json_string("é€") == R"("\u00e9\u20ac")");
    CHECK(json_string("😀") == R"("\ud83d\ude00")");
    CHECK(json_string("\xF0\x90\x80\x80") == R"("\ud800\udc00")"); // U+10000
    CHECK(json_string("\xF4\x8F\xBF\xBF") == R"("\udbff\udfff")"); // U+10FFFF
    CHECK(json_string("\xEF\xBF\xBF") == R"("\uffff")");
}

TEST_CASE("what is not UTF-8 cannot make the output invalid") {
    CHECK(json_string("a\xFF") == R"("a\ufffd")");
    std::string every_byte;
    for (int byte = 0; byte < 256; ++byte) {
        every_byte += static_cast<char>(byte);
    }
    for (const char c : json_string(every_byte)) {
        CHECK((c >= ' ' && c < '\x7f'));
    }
}

TEST_CASE("results that are JSON by themselves stay so, all others are strings") {
    CHECK(json_value("") == "null");
    CHECK(json_value("42") == "42");
    CHECK(json_value("-7") == "-7");
    CHECK(json_value("0") == "0");
    CHECK(json_value("true") == "true");
    CHECK(json_value("007") == R"("007")");
    CHECK(json_value("-") == R"("-")");
    CHECK(json_value("1.5") == R"("1.5")");
    CHECK(json_value("[oops") == R"("[oops")");
}

} // TEST_SUITE
