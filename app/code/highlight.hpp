#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

namespace app {

enum class Language : std::uint8_t { cpp, python };

enum class TokenKind : std::uint8_t { text, keyword, type, string, number, comment, call };

/// A coloured stretch of a line, as offsets into it.
struct Token {
    std::uint32_t begin = 0, end = 0;
    TokenKind kind = TokenKind::text;
    friend bool operator==(const Token&, const Token&) = default;
};

/// What goes on from one line to the next: block comments and triple-quoted or raw strings.
enum class LineState : std::uint8_t { code, comment, triple_single, triple_double, raw_string };

/// The tokens of one line, covering all of it, in order, and the state for the next line.
struct LineTokens {
    std::vector<Token> tokens;
    LineState after = LineState::code;
};
LineTokens highlight_line(std::string_view line, Language language,
                          LineState before = LineState::code);

} // namespace app
