#include "app/model/markdown.hpp"

#include <doctest/doctest.h>

using app::Block;
using app::TextRun;
using app::TextStyle;

TEST_SUITE("app/model/markdown") {

TEST_CASE("paragraphs are joined over their lines, code and strong text are runs of their own") {
    const app::Blocks blocks = app::parse_markdown("The *group*\nasks `task-4` to **stop**.\n");
    REQUIRE(blocks.size() == 1);
    CHECK(blocks[0].kind == Block::Kind::paragraph);
    CHECK(blocks[0].runs == std::vector<TextRun>{{"The ", TextStyle::plain},
                                                 {"group", TextStyle::strong},
                                                 {" asks ", TextStyle::plain},
                                                 {"task-4", TextStyle::code},
                                                 {" to ", TextStyle::plain},
                                                 {"stop", TextStyle::strong},
                                                 {".", TextStyle::plain}});
}

TEST_CASE("headings know their level") {
    const app::Blocks blocks = app::parse_markdown("# One\n\n### Three `code`\n");
    REQUIRE(blocks.size() == 2);
    CHECK(blocks[0].kind == Block::Kind::heading);
    CHECK(blocks[0].level == 1);
    CHECK(blocks[1].level == 3);
    CHECK(app::plain_text(blocks[1]) == "Three code");
}

TEST_CASE("lists keep their numbers and their depth, and what follows in an item has no bullet") {
    const app::Blocks blocks =
        app::parse_markdown("- one\n  1. first\n  2. second\n\n  still one\n- two\n\nafter\n");
    REQUIRE(blocks.size() == 6);
    CHECK(blocks[0].kind == Block::Kind::bullet);
    CHECK(blocks[0].level == 1);
    CHECK(blocks[1].kind == Block::Kind::numbered);
    CHECK(blocks[1].number == 1);
    CHECK(blocks[1].level == 2);
    CHECK(blocks[2].number == 2);
    CHECK(blocks[3].kind == Block::Kind::paragraph);
    CHECK(blocks[3].level == 1);
    CHECK(blocks[4].kind == Block::Kind::bullet);
    CHECK(blocks[5].level == 0);
}

TEST_CASE("links and code blocks are kept") {
    const app::Blocks blocks =
        app::parse_markdown("see [task](glossary:task)\n\n```\na\n  b\n```\n");
    REQUIRE(blocks.size() == 2);
    CHECK(blocks[0].runs.back() == TextRun{"task", TextStyle::plain, "glossary:task"});
    CHECK(blocks[1].kind == Block::Kind::code);
    CHECK(app::plain_text(blocks[1]) == "a\n  b\n");
}

TEST_CASE("any text can be read") {
    for (const char* text :
         {"", "\n\n", "#", "- ", "`", "<b>", "[x](", "\xff\xfe", "1)\n1.", "***"}) {
        CAPTURE(text);
        for (const Block& block : app::parse_markdown(text)) {
            CHECK_FALSE(block.runs.empty());
        }
    }
}

} // TEST_SUITE
