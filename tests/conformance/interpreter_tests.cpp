#include "tests/conformance/interpreter.hpp"

#include <doctest/doctest.h>

using conformance::parse_program;
using conformance::run_program;

TEST_SUITE("conformance/interpreter") {

TEST_CASE("the rows of a program are those of CPython") {
    const auto program = parse_program(
        R"({"main":[{"op":"sleep","id":1,"us":5},{"op":"return","id":2,"value":[1,null]}]})");
    REQUIRE(program);
    CHECK(run_program(program.value()) ==
          R"({"t":0,"ev":"create","task":"main","by":"loop"}
{"t":0,"ev":"start","task":"main"}
{"t":0,"ev":"op","task":"main","id":1,"op":"sleep"}
{"t":0,"ev":"suspend","task":"main","on":"sleep#1"}
{"t":5,"ev":"resume","task":"main"}
{"t":5,"ev":"ok","task":"main","id":1,"val":null}
{"t":5,"ev":"op","task":"main","id":2,"op":"return"}
{"t":5,"ev":"ok","task":"main","id":2,"ret":[1,null]}
{"t":5,"ev":"done","task":"main","val":[1,null]}
{"t":5,"ev":"main_end","val":[1,null]}
{"t":5,"ev":"end","teardown":null,"pending":[],"unretrieved":[]}
)");
}

TEST_CASE("a malformed program is refused with one sentence") {
    const auto message = [](const char* text) {
        const auto program = parse_program(text);
        REQUIRE_FALSE(program);
        return program.error().message;
    };
    CHECK(message("[]") == "a program is a JSON object");
    CHECK(message("{}") == "a program needs a member 'main'");
    CHECK(message(R"({"main":[{"op":"nap","id":1}]})") == "statement 1: unknown op 'nap'");
    CHECK(message(R"({"main":[{"op":"sleep","id":1}]})") == "statement 1 (sleep) needs 'us'");
    CHECK(message(R"({"main":[{"op":"get","id":1,"name":"q"}]})") ==
          "statement 1 uses queue 'q', which is not among the resources");
    CHECK(message(R"({"main":[{"op":"uncancel","id":1},{"op":"uncancel","id":1}]})") ==
          "statement id 1 is used twice");
}

} // TEST_SUITE
