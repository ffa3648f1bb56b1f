#include "app/views/text.hpp"

#include <algorithm>
#include <cfloat>
#include <cmath>

namespace app {
namespace {

constexpr std::string_view ellipsis = "…";

bool is_continuation(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/// How much of `text` fits, cut between characters.
std::string_view fitting(ImFont* font, std::string_view text, float width) {
    const char* rest = nullptr;
    font->CalcTextSizeA(font->FontSize, width, 0, text.data(), text.data() + text.size(), &rest);
    auto size = static_cast<std::size_t>(rest - text.data());
    while (size > 0 && size < text.size() && is_continuation(text[size])) {
        --size;
    }
    while (size > 0 && text[size - 1] == ' ') {
        --size;
    }
    return text.substr(0, size);
}

void add(ImDrawList& list, ImFont* font, ImVec2 at, ImU32 color, std::string_view text) {
    if (text.empty()) {
        return;
    }
    list.AddText(font, font->FontSize, at, color, text.data(), text.data() + text.size());
}

} // namespace

float text_width(ImFont* font, std::string_view text) {
    if (text.empty()) {
        return 0; // it may have no address, and Dear ImGui would look for its end
    }
    return font->CalcTextSizeA(font->FontSize, FLT_MAX, 0, text.data(), text.data() + text.size())
        .x;
}

bool put_text(ImDrawList& list, ImFont* font, const Area& area, ImU32 color, std::string_view text,
              Align align) {
    const float y = std::round(area.min.y + (area.height() - font->FontSize) / 2);
    const float width = text_width(font, text);
    if (width <= area.width()) {
        const float room = area.width() - width;
        const float shift = align == Align::left ? 0 : align == Align::right ? room : room / 2;
        add(list, font, {std::round(area.min.x + shift), y}, color, text);
        return true;
    }
    const float dots = text_width(font, ellipsis);
    if (dots <= area.width()) {
        const std::string_view head = fitting(font, text, area.width() - dots);
        add(list, font, {area.min.x, y}, color, head);
        add(list, font, {std::round(area.min.x + text_width(font, head)), y}, color, ellipsis);
    }
    return false;
}

void line_of_text(ImFont* font, ImU32 color, std::string_view text) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    add(*ImGui::GetWindowDrawList(), font, at, color, text);
    ImGui::Dummy({text_width(font, text), font->FontSize});
}

std::vector<std::string_view> wrapped(ImFont* font, std::string_view text, float width) {
    std::vector<std::string_view> lines;
    const float space = text_width(font, " ");
    std::size_t begin = 0; // of the line
    float used = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        const float word = text_width(font, text.substr(at, end - at));
        if (at > begin && used + space + word > width) {
            lines.push_back(text.substr(begin, at - begin - 1));
            begin = at;
            used = 0;
        }
        used += (at > begin ? space : 0) + word;
        at = end + 1;
    }
    if (begin < text.size()) {
        lines.push_back(text.substr(begin));
    }
    return lines;
}

float put_lines(ImDrawList& list, ImFont* font, ImVec2 at, float width, ImU32 color,
                std::string_view text, std::size_t most) {
    const std::vector<std::string_view> lines = wrapped(font, text, width);
    const std::size_t count = std::min(lines.size(), most);
    for (std::size_t i = 0; i < count; ++i) {
        const float y = at.y + static_cast<float>(i) * font->FontSize;
        const bool cut = i + 1 == count && count < lines.size();
        // All that is left on the last line: putting it there cuts it with an ellipsis.
        const auto begin = static_cast<std::size_t>(lines[i].data() - text.data());
        // One pixel more: sums of widths may differ from the width of the sum.
        put_text(list, font, {{at.x, y}, {at.x + width + 1, y + font->FontSize}}, color,
                 cut ? text.substr(begin) : lines[i]);
    }
    return static_cast<float>(count) * font->FontSize;
}

void paragraph(ImFont* font, ImU32 color, std::string_view text, float width) {
    const float wrap = width > 0 ? width : ImGui::GetContentRegionAvail().x;
    if (wrap >= 1) {
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float height = put_lines(*ImGui::GetWindowDrawList(), font, at, wrap, color, text);
        ImGui::Dummy({wrap, height});
    }
}

float wrapped_height(ImFont* font, std::string_view text, float width) {
    return static_cast<float>(wrapped(font, text, width).size()) * font->FontSize;
}

} // namespace app
