#include "app/code/highlight.hpp"

#include <doctest/doctest.h>

#include <string>

using app::Language;
using app::LineState;

namespace {

/// "k:co_await t: c:sleep t:(…": every token with the first letter of its kind.
std::string marked(std::string_view line, Language language, LineState before = LineState::code) {
    constexpr std::string_view letters = "xktsn#c"; // in the order of TokenKind
    std::string result;
    for (const app::Token& token : app::highlight_line(line, language, before).tokens) {
        result += letters[static_cast<std::size_t>(token.kind)];
        result += '<';
        result += line.substr(token.begin, token.end - token.begin);
        result += '>';
    }
    return result;
}

std::string cpp(std::string_view line, LineState before = LineState::code) {
    return marked(line, Language::cpp, before);
}
std::string python(std::string_view line, LineState before = LineState::code) {
    return marked(line, Language::python, before);
}

} // namespace

TEST_SUITE("app/code/highlight") {

TEST_CASE("C++ keywords, types, calls and numbers") {
    CHECK(cpp("co_await core::sleep(300ms);") == "k<co_await>x< core::>c<sleep>x<(>n<300ms>x<);>");
    CHECK(cpp("core::Coro<int> main_task(Loop& loop) {") ==
          "x<core::>t<Coro>x<<>t<int>x<> >c<main_task>x<(>t<Loop>x<& loop) {>");
    CHECK(cpp("if (n == 0x1F) {") == "k<if>x< (n == >n<0x1F>x<) {>");
    CHECK(cpp("x = 1'000'000 + 1.5e-3;") == "x<x = >n<1'000'000>x< + >n<1.5e-3>x<;>");
}

TEST_CASE("C++ strings and characters end at their own quote") {
    CHECK(cpp(R"(f("a \" // b", 'x');)") == R"(c<f>x<(>s<"a \" // b">x<, >s<'x'>x<);>)");
    CHECK(cpp(R"(auto s = "open)") == R"(k<auto>x< s = >s<"open>)");
    CHECK(cpp("R\"(a\"b)\" + 1") == "s<R\"(a\"b)\">x< + >n<1>");
}

TEST_CASE("comments run to the end of the line or to their mark") {
    CHECK(cpp("int a; // int b") == "t<int>x< a; >#<// int b>");
    CHECK(cpp("a /* if */ b") == "x<a >#</* if */>x< b>");
    CHECK(python("x = 1  # if") == "x<x = >n<1>x<  >#<# if>");
}

TEST_CASE("a comment or string goes on in the next line until its mark") {
    CHECK(app::highlight_line("a /* b", Language::cpp).after == LineState::comment);
    CHECK(cpp("still */ if", LineState::comment) == "#<still */>x< >k<if>");
    CHECK(app::highlight_line("x", Language::cpp, LineState::comment).after == LineState::comment);
    CHECK(app::highlight_line("\"\"\"Doc", Language::python).after == LineState::triple_double);
    CHECK(python("end.\"\"\" + x", LineState::triple_double) == "s<end.\"\"\">x< + x>");
    CHECK(python("'''one line''' if") == "s<'''one line'''>x< >k<if>");
}

TEST_CASE("includes are keywords with a string") {
    CHECK(cpp("#include <vector>") == "k<#include>x< >s<<vector>>");
    CHECK(cpp("#include \"core/a.hpp\"") == "k<#include>x< >s<\"core/a.hpp\">");
    CHECK(cpp("#pragma once") == "k<#pragma>x< once>");
}

TEST_CASE("Python keywords, types, calls and prefixed strings") {
    CHECK(python("async with asyncio.TaskGroup() as tg:") ==
          "k<async>x< >k<with>x< asyncio.>t<TaskGroup>x<() >k<as>x< tg:>");
    CHECK(python("    await asyncio.sleep(0.3)") ==
          "x<    >k<await>x< asyncio.>c<sleep>x<(>n<0.3>x<)>");
    CHECK(python("raise ValueError(f\"task {n}\")") ==
          "k<raise>x< >t<ValueError>x<(>s<f\"task {n}\">x<)>");
    CHECK(python("def f(n: int) -> None:") == "k<def>x< >c<f>x<(n: >t<int>x<) -> >k<None>x<:>");
}

TEST_CASE("tokens cover any line without gap or overlap, also nonsense") {
    for (const std::string_view line :
         {"", "\"", "'", "/*", "\\", "R\"(", "#", "1e", "0x", "f'", "a\"b'c\"", "'''", "\"\"\"\"",
          "\xc3\xa4 = \"\xc3\xb6\"", "#include <", "\"\\"}) {
        for (const Language language : {Language::cpp, Language::python}) {
            for (const LineState before :
                 {LineState::code, LineState::comment, LineState::raw_string,
                  LineState::triple_single, LineState::triple_double}) {
                CAPTURE(std::string{line});
                std::uint32_t at = 0;
                for (const app::Token& token : app::highlight_line(line, language, before).tokens) {
                    CHECK(token.begin == at);
                    CHECK(token.end > token.begin);
                    at = token.end;
                }
                CHECK(at == line.size());
            }
        }
    }
}

} // TEST_SUITE
