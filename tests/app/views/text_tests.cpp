#include "app/views/text.hpp"
#include "tests/support/headless_gui.hpp"

#include <doctest/doctest.h>

#include <string>

TEST_SUITE("app/views/text") {

TEST_CASE("texts wrap at spaces only and lose nothing") {
    const support::HeadlessGui gui;
    ImFont* font = gui.look().fonts.body;
    const std::string text = "4 tasks were left running: 2.2 s of work that nobody waits for.";
    for (float width = 10; width < 600; width += 7) {
        std::string joined;
        for (const std::string_view line : app::wrapped(font, text, width)) {
            joined += joined.empty() ? "" : " ";
            joined += line;
            const bool one_word = line.find(' ') == std::string_view::npos;
            CHECK((one_word || app::text_width(font, line) <= width + 1));
        }
        CHECK(joined == text);
    }
}

TEST_CASE("all signs that the program writes are in the fonts") {
    const support::HeadlessGui gui;
    for (const ImFont* font : {gui.look().fonts.body, gui.look().fonts.caption,
                               gui.look().fonts.strong, gui.look().fonts.title}) {
        for (const ImWchar c : u"…–—“”‘’×÷≤≥→←↑↓−·µ°éßñ") {
            CAPTURE(static_cast<int>(c));
            CHECK((c == 0 || font->FindGlyphNoFallback(c) != nullptr));
        }
    }
}

} // TEST_SUITE
