#include "app/views/widgets.hpp"

#include <cmath>
#include <string>
#include <vector>

namespace app {
namespace {

/// "Right" as people read it on a key.
std::string_view cap_text(std::string_view name) {
    struct Sign {
        std::string_view name;
        std::string_view text;
    };
    constexpr Sign signs[] = {
        {"Left", "←"},     {"Right", "→"},       {"Up", "↑"},
        {"Down", "↓"},     {"Plus", "+"},        {"Minus", "−"},
        {"Escape", "Esc"}, {"PageUp", "Page ↑"}, {"PageDown", "Page ↓"},
    };
    for (const Sign& sign : signs) {
        if (sign.name == name) {
            return sign.text;
        }
    }
    return name;
}

/// The caps of all chords, with an empty text between two chords.
std::vector<std::string_view> caps_of(std::string_view keys, bool all) {
    std::vector<std::string_view> caps;
    while (!keys.empty()) {
        const std::size_t comma = keys.find(", ");
        std::string_view chord = keys.substr(0, comma);
        keys = comma == std::string_view::npos ? std::string_view{} : keys.substr(comma + 2);
        while (!chord.empty()) {
            const std::size_t plus = chord.find('+', 1);
            caps.push_back(cap_text(chord.substr(0, plus)));
            chord = plus == std::string_view::npos ? std::string_view{} : chord.substr(plus + 1);
        }
        if (!all) {
            break;
        }
        if (!keys.empty()) {
            caps.emplace_back();
        }
    }
    return caps;
}

float cap_width(const Look& look, std::string_view text) {
    const float line = look.line(look.fonts.caption) + look.px(2);
    return text.empty() ? look.px(6)
                        : std::max(text_width(look.fonts.caption, text) + look.px(8), line);
}

} // namespace

float key_caps_width(const Look& look, std::string_view keys, bool all) {
    float width = 0;
    for (const std::string_view cap : caps_of(keys, all)) {
        width += cap_width(look, cap) + look.px(3);
    }
    return width;
}

void key_caps(const Look& look, std::string_view keys, bool all) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float height = look.line(look.fonts.caption) + look.px(3);
    float x = at.x;
    for (const std::string_view cap : caps_of(keys, all)) {
        const float width = cap_width(look, cap);
        const Area area{{x, at.y}, {x + width, at.y + height}};
        if (!cap.empty()) {
            list.AddRectFilled(area.min, area.max, look.color(UiRole::frame), look.px(4));
            list.AddRect(area.min, area.max, look.color(UiRole::border), look.px(4));
            put_text(list, look.fonts.caption, area, look.color(UiRole::muted), cap, Align::center);
        }
        x += width + look.px(3);
    }
    ImGui::Dummy({x - at.x, height});
}

} // namespace app
