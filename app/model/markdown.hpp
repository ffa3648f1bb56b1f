#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace app {

enum class TextStyle : std::uint8_t { plain, strong, code };

/// A stretch of text in one style.
struct TextRun {
    std::string text;
    TextStyle style = TextStyle::plain;
    std::string link = {}; ///< where a click leads; empty: nowhere

    friend bool operator==(const TextRun&, const TextRun&) = default;
};

/// A paragraph, a heading, or an item of a list: what begins on a line of its own.
struct Block {
    enum class Kind : std::uint8_t { heading, paragraph, bullet, numbered, code };

    Kind kind = Kind::paragraph;
    int level = 0;  ///< of a heading, counted from 1; else how many lists it stands in
    int number = 0; ///< of a numbered item
    std::vector<TextRun> runs;

    friend bool operator==(const Block&, const Block&) = default;
};
using Blocks = std::vector<Block>;

/// Reads Markdown (CommonMark). Emphasis becomes strong: there is no italic face. What the window
/// cannot show (pictures, HTML) is left out.
Blocks parse_markdown(std::string_view text);

/// The text of a block without its styles.
std::string plain_text(const Block& block);

} // namespace app
