#include "app/views/text.hpp"

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
    list.AddText(font, font->FontSize, at, color, text.data(), text.data() + text.size());
}

} // namespace

float text_width(ImFont* font, std::string_view text) {
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

void paragraph(ImFont* font, ImU32 color, std::string_view text, float width) {
    const float wrap = width > 0 ? width : ImGui::GetContentRegionAvail().x;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    if (wrap < 1) {
        return;
    }
    ImGui::GetWindowDrawList()->AddText(font, font->FontSize, at, color, text.data(),
                                        text.data() + text.size(), wrap);
    ImGui::Dummy({wrap, wrapped_height(font, text, wrap)});
}

float wrapped_height(ImFont* font, std::string_view text, float width) {
    return font
        ->CalcTextSizeA(font->FontSize, FLT_MAX, width, text.data(), text.data() + text.size())
        .y;
}

} // namespace app
