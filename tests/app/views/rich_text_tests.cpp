#include "app/views/rich_text.hpp"
#include "tests/support/headless_gui.hpp"

#include <doctest/doctest.h>

#include <random>

using app::TextPiece;
using app::TextRun;
using app::TextStyle;

namespace {

/// Every byte is as wide as 1.
float bytes(const TextRun&, std::string_view text) {
    return static_cast<float>(text.size());
}

std::string shown(const std::vector<TextRun>& runs, float width) {
    std::string lines;
    std::size_t line = 0;
    float end = 0;
    for (const TextPiece& piece : app::flow_text(runs, width, 1, bytes)) {
        if (piece.line != line) {
            lines += "|";
            line = piece.line;
            end = 0;
        }
        lines += std::string(static_cast<std::size_t>(piece.x - end), ' ');
        lines += runs[piece.run].text.substr(piece.begin, piece.end - piece.begin);
        end = piece.x + static_cast<float>(piece.end - piece.begin);
    }
    return lines;
}

} // namespace

TEST_SUITE("app/views/rich_text") {

TEST_CASE("lines break at spaces, never within a word that goes over from run to run") {
    const std::vector<TextRun> runs{{"it is "}, {"gather", TextStyle::code}, {"'s own"}};
    CHECK(shown(runs, 100) == "it is gather's own");
    CHECK(shown(runs, 14) == "it is gather's|own");
    CHECK(shown(runs, 13) == "it is|gather's own");
    CHECK(shown(runs, 3) == "it|is|gather's|own");
}

TEST_CASE("whatever the width, every word is shown once and no line is longer unless one word is") {
    std::mt19937 random{7};
    for (int i = 0; i < 200; ++i) {
        std::vector<TextRun> runs(1 + random() % 5);
        std::string all;
        for (TextRun& run : runs) {
            for (std::size_t k = 0; k < random() % 30; ++k) {
                run.text += random() % 4 == 0 ? ' ' : 'x';
            }
            all += run.text;
        }
        const float width = static_cast<float>(1 + random() % 20);
        std::string drawn = shown(runs, width);
        std::size_t longest = 0;
        for (std::size_t at = 0; at < drawn.size();) {
            const std::size_t end = std::min(drawn.find('|', at), drawn.size());
            const std::string_view line = std::string_view{drawn}.substr(at, end - at);
            if (line.find(' ') != std::string_view::npos) {
                longest = std::max(longest, line.size());
            }
            at = end + 1;
        }
        CHECK(static_cast<float>(longest) <= width);
        std::erase_if(drawn, [](char c) { return c == ' ' || c == '|'; });
        std::erase(all, ' ');
        CHECK(drawn == all);
    }
}

TEST_CASE("a click on the lesson's button shows the first step, one on a dot that step") {
    support::HeadlessGui gui;
    app::Session session = support::make_session();
    session.apply(app::SetCodeTab{app::CodeTab::lesson});
    gui.settle(session);
    session.apply(gui.click(session, gui.find("next-step text").center()));
    CHECK(session.guide().at() == 0);
    gui.settle(session);
    CHECK(gui.count("step") == session.guide().lesson().steps.size());
    session.apply(gui.click(session, gui.find("step", 3).center()));
    CHECK(session.guide().at() == 3);
    gui.settle(session, {{.key = app::Key::n}});
    CHECK(session.guide().at() == 4);
    gui.settle(session, {{.key = app::Key::n, .shift = true}});
    CHECK(session.guide().at() == 3);
    session.apply(gui.click(session, gui.find("leave-steps").center()));
    CHECK(session.guide().step() == nullptr);
}

} // TEST_SUITE
