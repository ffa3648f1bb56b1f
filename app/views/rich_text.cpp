#include "app/views/rich_text.hpp"

#include "app/views/widgets.hpp"

#include <algorithm>
#include <cmath>

namespace app {
namespace {

constexpr float line_points = 21;
constexpr float indent_points = 16;

ImFont* font_of(const Look& look, const TextRun& run, bool heading) {
    if (run.style == TextStyle::code) {
        return look.fonts.code;
    }
    return heading || run.style == TextStyle::strong ? look.fonts.strong : look.fonts.body;
}

/// Words that stand together without a space between them.
struct Word {
    std::vector<TextPiece> pieces;
    std::vector<float> widths;
    float width = 0;
};

std::vector<Word> words_of(std::span<const TextRun> runs, const MeasureRun& measure) {
    std::vector<Word> words;
    bool begins = true;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const std::string_view text = runs[i].text;
        for (std::size_t at = 0; at < text.size();) {
            if (text[at] == ' ') {
                begins = true;
                ++at;
                continue;
            }
            const std::size_t end = std::min(text.find(' ', at), text.size());
            if (begins) {
                words.emplace_back();
                begins = false;
            }
            const float width = measure(runs[i], text.substr(at, end - at));
            words.back().pieces.push_back({i, at, end, 0, 0});
            words.back().widths.push_back(width);
            words.back().width += width;
            at = end;
        }
    }
    return words;
}

/// Neighbours of one run on one line become one piece, so that a code span has one ground. Not if
/// more than the one space that is drawn lies between them.
void append(std::vector<TextPiece>& pieces, TextPiece piece, bool goes_on) {
    if (goes_on && !pieces.empty() && pieces.back().run == piece.run &&
        pieces.back().line == piece.line && piece.begin <= pieces.back().end + 1) {
        pieces.back().end = piece.end;
    } else {
        pieces.push_back(piece);
    }
}

struct Pen {
    const View& view;
    UiRole color;
    std::string clicked;
};

void put_link(Pen& pen, const TextRun& run, const Area& area, std::size_t number) {
    const Look& look = pen.view.look;
    ImGui::PushID(static_cast<int>(number));
    const Touch touch = touch_area(pen.view, "text link", area);
    ImGui::PopID();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float y = area.max.y - look.px(2);
    const ImU32 ink = look.color(UiRole::accent, touch.hovered ? 1.0F : 0.65F);
    const float dash = look.px(touch.hovered ? 100000 : 3);
    for (float x = area.min.x; x < area.max.x; x += 2 * dash) {
        list.AddRectFilled({x, y}, {std::min(x + dash, area.max.x), y + look.px(1)}, ink);
    }
    if (touch.hovered) {
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    }
    if (touch.clicked) {
        pen.clicked = run.link;
    }
}

void put_piece(Pen& pen, const Block& block, const TextPiece& piece, const Area& area,
               std::size_t number) {
    const Look& look = pen.view.look;
    const TextRun& run = block.runs[piece.run];
    ImDrawList& list = *ImGui::GetWindowDrawList();
    ImFont* font = font_of(look, run, block.kind == Block::Kind::heading);
    if (run.style == TextStyle::code) {
        const float pad = look.px(2);
        list.AddRectFilled({area.min.x - pad, area.min.y + look.px(1)},
                           {area.max.x + pad, area.max.y - look.px(1)}, look.color(UiRole::frame),
                           look.px(4));
    }
    // One pixel more: sums of widths may differ from the width of the sum.
    put_text(list, font, {area.min, {area.max.x + 1, area.max.y}}, look.color(pen.color),
             std::string_view{run.text}.substr(piece.begin, piece.end - piece.begin));
    if (!run.link.empty()) {
        put_link(pen, run, area, number);
    }
}

void put_marker(const Pen& pen, const Block& block, ImVec2 at, float line) {
    const Look& look = pen.view.look;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (block.kind == Block::Kind::bullet) {
        list.AddCircleFilled({at.x - look.px(9), std::round(at.y + line / 2)}, look.px(2),
                             look.color(UiRole::muted), 12);
    } else if (block.kind == Block::Kind::numbered) {
        put_text(list, look.fonts.body,
                 {{at.x - look.px(indent_points + 4), at.y}, {at.x - look.px(5), at.y + line}},
                 look.color(UiRole::muted), std::to_string(block.number) + ".", Align::right);
    }
}

void put_code(const Pen& pen, const Block& block, ImVec2 at, float width) {
    const Look& look = pen.view.look;
    const std::string text = plain_text(block);
    const auto count = static_cast<float>(std::count(text.begin(), text.end(), '\n'));
    const float line = look.px(19);
    const float pad = look.px(8);
    const Area area{at, {at.x + width, at.y + count * line + 2 * pad}};
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(area.min, area.max, look.color(UiRole::frame), look.px(6));
    float y = area.min.y + pad;
    for (std::size_t begin = 0; begin < text.size(); y += line) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        put_text(list, look.fonts.code, {{at.x + pad, y}, {area.max.x - pad, y + line}},
                 look.color(UiRole::code_text), std::string_view{text}.substr(begin, end - begin));
        begin = end + 1;
    }
    ImGui::Dummy({width, area.height()});
}

void put_block(Pen& pen, const Block& block, std::size_t number) {
    const Look& look = pen.view.look;
    const ImVec2 origin = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const float indent = block.kind == Block::Kind::heading
                             ? 0
                             : look.px(indent_points) * static_cast<float>(block.level);
    const float wrap = std::max(width - indent - look.px(4), 1.0F);
    if (block.kind == Block::Kind::code) {
        put_code(pen, block, origin, width);
        return;
    }
    const bool heading = block.kind == Block::Kind::heading;
    const auto measure = [&](const TextRun& run, std::string_view text) {
        return text_width(font_of(look, run, heading), text);
    };
    const auto pieces = flow_text(block.runs, wrap, text_width(look.fonts.body, " "), measure);
    const float line = look.px(line_points);
    const ImVec2 at{origin.x + indent, origin.y};
    put_marker(pen, block, at, line);
    ImGui::PushID(static_cast<int>(number));
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const TextPiece& piece = pieces[i];
        const TextRun& run = block.runs[piece.run];
        const float x = std::round(at.x + piece.x);
        const float y = at.y + static_cast<float>(piece.line) * line;
        const float wide =
            measure(run, std::string_view{run.text}.substr(piece.begin, piece.end - piece.begin));
        put_piece(pen, block, piece, {{x, y}, {x + wide, y + line}}, i);
    }
    ImGui::PopID();
    const auto lines = static_cast<float>(pieces.empty() ? 0 : pieces.back().line + 1);
    ImGui::SetCursorScreenPos(origin);
    ImGui::Dummy({width, lines * line});
}

} // namespace

std::vector<TextPiece> flow_text(std::span<const TextRun> runs, float width, float space,
                                 const MeasureRun& measure) {
    std::vector<TextPiece> pieces;
    float x = 0;
    std::size_t line = 0;
    for (const Word& word : words_of(runs, measure)) {
        const std::size_t run = word.pieces.front().run;
        const bool same_run = !pieces.empty() && pieces.back().run == run;
        const float gap = same_run ? measure(runs[run], " ") : space;
        bool goes_on = x > 0;
        if (goes_on && x + gap + word.width > width) {
            ++line;
            x = 0;
            goes_on = false;
        }
        x += goes_on ? gap : 0;
        for (std::size_t i = 0; i < word.pieces.size(); ++i) {
            TextPiece piece = word.pieces[i];
            piece.x = x;
            piece.line = line;
            append(pieces, piece, goes_on && i == 0);
            x += word.widths[i];
        }
    }
    return pieces;
}

std::string rich_text(const View& view, const char* id, std::span<const Block> blocks,
                      UiRole color) {
    Pen pen{view, color, {}};
    ImGui::PushID(id);
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, view.look.px(7)});
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        put_block(pen, blocks[i], i);
    }
    ImGui::PopStyleVar();
    ImGui::PopID();
    return pen.clicked;
}

} // namespace app
