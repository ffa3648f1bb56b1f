#include "core/export/json_text.hpp"

#include "core/export/utf8.hpp"

#include <fmt/format.h>

#include <iterator>

namespace core {

namespace {

void append_escaped(std::string& out, char32_t point) {
    const auto unit = [&out](std::uint32_t value) {
        fmt::format_to(std::back_inserter(out), "\\u{:04x}", value);
    };
    if (point < 0x10000) {
        unit(point);
        return;
    }
    const std::uint32_t rest = point - 0x10000U;
    unit(0xD800U + (rest >> 10U));
    unit(0xDC00U + (rest & 0x3FFU));
}

bool is_integer(std::string_view text) {
    const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
    const bool has_leading_zero = digits.size() > 1 && digits.front() == '0';
    return !digits.empty() && !has_leading_zero &&
           digits.find_first_not_of("0123456789") == std::string_view::npos;
}

} // namespace

std::string json_string(std::string_view text) {
    std::string out = "\"";
    while (!text.empty()) {
        const char32_t point = take_code_point(text);
        switch (point) {
        case U'"':
            out += "\\\"";
            break;
        case U'\\':
            out += "\\\\";
            break;
        case U'\n':
            out += "\\n";
            break;
        case U'\r':
            out += "\\r";
            break;
        case U'\t':
            out += "\\t";
            break;
        case U'\b':
            out += "\\b";
            break;
        case U'\f':
            out += "\\f";
            break;
        default:
            if (point >= 0x20 && point < 0x7F) {
                out += static_cast<char>(point);
            } else {
                append_escaped(out, point);
            }
        }
    }
    return out += '"';
}

std::string json_value(std::string_view text) {
    if (text.empty()) {
        return "null";
    }
    if (text == "true" || text == "false" || text == "null" || is_integer(text)) {
        return std::string{text};
    }
    return json_string(text);
}

} // namespace core
