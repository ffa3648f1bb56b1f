#include "core/export/utf8.hpp"

#include <algorithm>

namespace core {

namespace {

constexpr char32_t replacement = 0xFFFD;

struct Lead {
    std::size_t length = 0; ///< of the whole sequence; 0: not a lead byte
    char32_t bits = 0;
    char32_t least = 0; ///< smaller values in so many bytes are overlong
};

Lead lead_of(unsigned char byte) {
    if (byte < 0x80) {
        return {1, byte, 0};
    }
    if (byte >= 0xC2 && byte < 0xE0) {
        return {2, byte & 0x1FU, 0x80};
    }
    if (byte >= 0xE0 && byte < 0xF0) {
        return {3, byte & 0x0FU, 0x800};
    }
    if (byte >= 0xF0 && byte < 0xF5) {
        return {4, byte & 0x07U, 0x10000};
    }
    return {};
}

bool is_scalar_value(char32_t point) {
    return point <= 0x10FFFF && (point < 0xD800 || point > 0xDFFF);
}

bool is_control(char32_t point) {
    return point < 0x20 || (point >= 0x7F && point < 0xA0);
}

} // namespace

char32_t take_code_point(std::string_view& text) {
    const Lead lead = lead_of(static_cast<unsigned char>(text.front()));
    char32_t point = lead.bits;
    bool valid = lead.length > 0 && lead.length <= text.size();
    for (std::size_t i = 1; valid && i < lead.length; ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        valid = (byte & 0xC0U) == 0x80U;
        point = (point << 6U) | (byte & 0x3FU);
    }
    valid = valid && point >= lead.least && is_scalar_value(point);
    text.remove_prefix(valid ? lead.length : 1);
    return valid ? point : replacement;
}

std::size_t width_of(std::string_view text) {
    std::size_t width = 0;
    while (!text.empty()) {
        take_code_point(text);
        ++width;
    }
    return width;
}

std::string fit(std::string_view text, std::size_t width, std::string_view ellipsis) {
    const std::size_t whole = width_of(text);
    const std::size_t ellipsis_width = whole > width && width > 0 ? 1 : 0;
    const std::size_t kept = std::min(whole, width - ellipsis_width);
    std::string result;
    for (std::size_t i = 0; i < kept; ++i) {
        const std::string_view before = text;
        const char32_t point = take_code_point(text);
        result += is_control(point) ? std::string_view{"?"}
                                    : before.substr(0, before.size() - text.size());
    }
    if (ellipsis_width > 0) {
        result += ellipsis;
    }
    result.append(width - kept - ellipsis_width, ' ');
    return result;
}

std::string one_line(std::string_view text) {
    std::string line;
    while (!text.empty()) {
        const std::string_view rest = text;
        const char32_t point = take_code_point(text);
        if (is_control(point) || point == replacement) {
            line += '?';
        } else {
            line += rest.substr(0, rest.size() - text.size());
        }
    }
    return line;
}

} // namespace core
