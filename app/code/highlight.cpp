#include "app/code/highlight.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <span>

namespace app {
namespace {

using namespace std::string_view_literals;

constexpr std::array cpp_keywords{
    "auto"sv,        "break"sv,    "case"sv,     "catch"sv,     "class"sv,    "co_await"sv,
    "co_return"sv,   "co_yield"sv, "const"sv,    "constexpr"sv, "continue"sv, "default"sv,
    "delete"sv,      "do"sv,       "else"sv,     "enum"sv,      "explicit"sv, "extern"sv,
    "false"sv,       "for"sv,      "friend"sv,   "if"sv,        "inline"sv,   "mutable"sv,
    "namespace"sv,   "new"sv,      "noexcept"sv, "nullptr"sv,   "operator"sv, "override"sv,
    "private"sv,     "public"sv,   "requires"sv, "return"sv,    "sizeof"sv,   "static"sv,
    "static_cast"sv, "struct"sv,   "switch"sv,   "template"sv,  "this"sv,     "throw"sv,
    "true"sv,        "try"sv,      "typename"sv, "using"sv,     "virtual"sv,  "while"sv};
constexpr std::array cpp_types{"bool"sv, "char"sv,  "double"sv, "float"sv,    "int"sv,
                               "long"sv, "short"sv, "signed"sv, "unsigned"sv, "void"sv};
constexpr std::array python_keywords{
    "and"sv,    "as"sv,   "assert"sv, "async"sv, "await"sv,  "break"sv,   "class"sv, "continue"sv,
    "def"sv,    "del"sv,  "elif"sv,   "else"sv,  "except"sv, "finally"sv, "for"sv,   "from"sv,
    "global"sv, "if"sv,   "import"sv, "in"sv,    "is"sv,     "lambda"sv,  "match"sv, "nonlocal"sv,
    "not"sv,    "or"sv,   "pass"sv,   "raise"sv, "return"sv, "try"sv,     "while"sv, "with"sv,
    "yield"sv,  "True"sv, "False"sv,  "None"sv};
constexpr std::array python_types{"bool"sv, "bytes"sv,  "dict"sv, "float"sv, "int"sv,
                                  "list"sv, "object"sv, "set"sv,  "str"sv,   "tuple"sv};

bool contains(std::span<const std::string_view> words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool starts_word(char c) {
    return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_';
}
bool in_word(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}
bool is_digit(char c) {
    return std::isdigit(static_cast<unsigned char>(c)) != 0;
}

/// Reads one line from left to right.
class Scanner {
public:
    Scanner(std::string_view line, Language language, LineState state)
        : m_line(line), m_python(language == Language::python), m_state(state) {}

    LineTokens scan() {
        if (m_state != LineState::code) {
            finish_open();
        }
        while (m_at < m_line.size()) {
            step();
        }
        return {std::move(m_tokens), m_state};
    }

private:
    std::string_view rest() const { return m_line.substr(m_at); }

    /// Takes everything up to `end` (npos: the line's end) as one token; texts are joined.
    void take(std::size_t end, TokenKind kind) {
        end = std::min(end, m_line.size());
        if (end == m_at) {
            return;
        }
        const auto to = static_cast<std::uint32_t>(end);
        if (kind == TokenKind::text && !m_tokens.empty() &&
            m_tokens.back().kind == TokenKind::text) {
            m_tokens.back().end = to;
        } else {
            m_tokens.push_back({static_cast<std::uint32_t>(m_at), to, kind});
        }
        m_at = end;
    }

    /// A comment or string that an earlier line opened, or this one at m_at after `skip`
    /// characters: up to its end mark, or the whole rest, with the state kept for the next line.
    void finish_open(std::size_t skip = 0) {
        const TokenKind kind =
            m_state == LineState::comment ? TokenKind::comment : TokenKind::string;
        const std::string_view mark = end_mark();
        const std::size_t end = m_line.find(mark, m_at + skip);
        if (end == std::string_view::npos) {
            take(m_line.size(), kind);
            return;
        }
        m_state = LineState::code;
        take(end + mark.size(), kind);
    }

    std::string_view end_mark() const {
        switch (m_state) {
        case LineState::comment:
            return "*/";
        case LineState::triple_single:
            return "'''";
        case LineState::triple_double:
            return "\"\"\"";
        case LineState::raw_string:
            return ")\"";
        case LineState::code:
            break;
        }
        return {};
    }

    void open(LineState state, std::size_t length) {
        m_state = state;
        finish_open(length);
    }

    void step() {
        const char c = m_line[m_at];
        if (rest().starts_with(m_python ? "#" : "//")) {
            take(m_line.size(), TokenKind::comment);
        } else if (!m_python && rest().starts_with("/*")) {
            open(LineState::comment, 2);
        } else if (!m_python && c == '#' && m_tokens.empty()) {
            directive();
        } else if (c == '"' || c == '\'') {
            quoted(0);
        } else if (is_digit(c)) {
            number();
        } else if (starts_word(c)) {
            word();
        } else {
            take(m_at + 1, TokenKind::text);
        }
    }

    /// `#include <vector>`: a keyword, then a file name.
    void directive() {
        std::size_t end = m_at + 1;
        while (end < m_line.size() && in_word(m_line[end])) {
            ++end;
        }
        const bool include = m_line.substr(m_at, end - m_at) == "#include";
        take(end, TokenKind::keyword);
        if (include && m_line.find('<', m_at) != std::string_view::npos) {
            take(m_line.find('<', m_at), TokenKind::text);
            const std::size_t close = m_line.find('>', m_at);
            take(close == std::string_view::npos ? close : close + 1, TokenKind::string);
        }
    }

    /// A string whose quote stands `prefix` characters after m_at (R"(, f", b').
    void quoted(std::size_t prefix) {
        const std::string_view at_quote = rest().substr(prefix);
        if (m_python && at_quote.starts_with("\"\"\"")) {
            open(LineState::triple_double, prefix + 3);
            return;
        }
        if (m_python && at_quote.starts_with("'''")) {
            open(LineState::triple_single, prefix + 3);
            return;
        }
        const char quote = at_quote.front();
        std::size_t end = m_at + prefix + 1;
        while (end < m_line.size() && m_line[end] != quote) {
            end += m_line[end] == '\\' ? 2U : 1U;
        }
        take(end + 1, TokenKind::string);
    }

    void number() {
        std::size_t end = m_at + 1;
        const auto goes_on = [&](char c) {
            const bool digit_mark = !m_python && c == '\'';
            const bool sign =
                (c == '+' || c == '-') && (m_line[end - 1] == 'e') && !rest().starts_with("0x");
            return in_word(c) || c == '.' || digit_mark || sign;
        };
        while (end < m_line.size() && goes_on(m_line[end])) {
            ++end;
        }
        take(end, TokenKind::number);
    }

    void word() {
        std::size_t end = m_at + 1;
        while (end < m_line.size() && in_word(m_line[end])) {
            ++end;
        }
        const std::string_view text = m_line.substr(m_at, end - m_at);
        const char next = end < m_line.size() ? m_line[end] : '\0';
        if (prefixes_string(text, next)) {
            if (!m_python && text.ends_with('R')) {
                open(LineState::raw_string, text.size() + 1);
            } else {
                quoted(text.size());
            }
            return;
        }
        take(end, kind_of(text, next));
    }

    bool prefixes_string(std::string_view word, char next) const {
        if (next != '"' && !(m_python && next == '\'')) {
            return false;
        }
        constexpr std::array python{"f"sv, "r"sv, "b"sv, "rb"sv, "fr"sv, "rf"sv, "u"sv};
        constexpr std::array cpp{"R"sv, "u8"sv, "u8R"sv, "L"sv, "u"sv, "U"sv};
        return m_python ? contains(python, word) : contains(cpp, word);
    }

    /// Types are PascalCase in both languages here; a call of one is still a type.
    TokenKind kind_of(std::string_view word, char next) const {
        if (m_python ? contains(python_keywords, word) : contains(cpp_keywords, word)) {
            return TokenKind::keyword;
        }
        const bool pascal = std::isupper(static_cast<unsigned char>(word.front())) != 0 &&
                            std::any_of(word.begin(), word.end(),
                                        [](unsigned char c) { return std::islower(c) != 0; });
        if (pascal || (m_python ? contains(python_types, word) : contains(cpp_types, word))) {
            return TokenKind::type;
        }
        return next == '(' ? TokenKind::call : TokenKind::text;
    }

    std::string_view m_line;
    bool m_python;
    LineState m_state;
    std::size_t m_at = 0;
    std::vector<Token> m_tokens;
};

} // namespace

LineTokens highlight_line(std::string_view line, Language language, LineState before) {
    return Scanner{line, language, before}.scan();
}

} // namespace app
