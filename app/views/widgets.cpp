#include "app/views/widgets.hpp"

#include <algorithm>
#include <cmath>

namespace app {
namespace {

constexpr double tip_delay_s = 0.4;
constexpr float button_pad = 10;

void draw_button_ground(const View& view, const Area& area, Touch touch, Emphasis emphasis) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float rounding = view.look.px(6);
    if (emphasis == Emphasis::primary) {
        const float alpha = touch.held ? 0.8F : touch.hovered ? 0.9F : 1.0F;
        list.AddRectFilled(area.min, area.max, view.look.color(UiRole::accent, alpha), rounding);
        return;
    }
    draw_hover(view, area, touch);
    if (emphasis == Emphasis::outlined) {
        list.AddRect(area.min, area.max, view.look.color(UiRole::border), rounding);
    }
}

Area next_area(ImVec2 size) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    return {at, {at.x + size.x, at.y + size.y}};
}

std::size_t columns_for(const View& view, std::span<const std::string_view> options, float width) {
    float widest = 0;
    for (const std::string_view option : options) {
        widest = std::max(widest, text_width(view.look.fonts.body, option));
    }
    const float cell = widest + view.look.px(14);
    const auto fitting = static_cast<std::size_t>(std::max(width / std::max(cell, 1.0F), 1.0F));
    const std::size_t columns = std::min(fitting, options.size());
    // Rows of equal length look deliberate: four options stand 2 × 2, not 3 + 1.
    const std::size_t rows = (options.size() + columns - 1) / columns;
    return (options.size() + rows - 1) / rows;
}

Touch draw_option(const View& view, const Area& area, std::string_view text, bool chosen,
                  std::size_t index) {
    ImGui::PushID(static_cast<int>(index));
    const Touch touch = touch_area(view, "option", area);
    ImGui::PopID();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float rounding = view.look.px(5);
    if (chosen) {
        list.AddRectFilled(area.min, area.max, view.look.color(UiRole::panel_raised), rounding);
        list.AddRect(area.min, area.max, view.look.color(UiRole::border), rounding);
    } else {
        draw_hover(view, area, touch, 5);
    }
    const UiRole role = chosen ? UiRole::text : UiRole::muted;
    put_text(list, chosen ? view.look.fonts.strong : view.look.fonts.body, area,
             view.look.color(role), text, Align::center);
    return touch;
}

} // namespace

Touch touch_area(const View& view, const char* id, const Area& area) {
    if (area.is_empty()) {
        return {};
    }
    view.ui.note(id, area);
    ImGui::SetCursorScreenPos(area.min);
    const bool clicked = ImGui::InvisibleButton(id, {area.width(), area.height()});
    return {clicked, ImGui::IsItemHovered(), ImGui::IsItemActive()};
}

void draw_hover(const View& view, const Area& area, Touch touch, float rounding) {
    if (touch.hovered || touch.held) {
        const UiRole role = touch.held ? UiRole::pressed : UiRole::hover;
        ImGui::GetWindowDrawList()->AddRectFilled(area.min, area.max, view.look.color(role),
                                                  view.look.px(rounding));
    }
}

void tip(const View& view, std::string_view text, std::string_view keys) {
    if (!ImGui::IsItemHovered()) {
        return;
    }
    TipState& state = view.ui.tip;
    const ImGuiID item = ImGui::GetID(text.data(), text.data() + text.size());
    const double now = ImGui::GetTime();
    state.seen = true;
    if (state.item != item) {
        state.item = item;
        state.since = now;
        state.is_shown = false;
    }
    if (now - state.since < tip_delay_s) {
        view.ui.wake_in(tip_delay_s - (now - state.since) + 0.01);
        return;
    }
    if (!state.is_shown) {
        state.is_shown = true;
        view.ui.wake_in(0); // in its first frame Dear ImGui only measures it
    }
    const Look& look = view.look;
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {look.px(10), look.px(7)});
    ImGui::BeginTooltip();
    const float widest = look.px(300);
    const float width = text_width(look.fonts.body, text);
    paragraph(look.fonts.body, look.color(UiRole::text), text, std::min(width + 1, widest));
    if (!keys.empty()) {
        if (width < widest) {
            ImGui::SameLine(0, look.px(10));
        }
        key_caps(look, keys);
    }
    ImGui::EndTooltip();
    ImGui::PopStyleVar();
}

bool icon_button(const View& view, const char* id, Icon icon, float size, Emphasis emphasis) {
    const float side = view.look.px(size);
    const Area area = next_area({side, side});
    const Touch touch = touch_area(view, id, area);
    draw_button_ground(view, area, touch, emphasis);
    const UiRole role = emphasis == Emphasis::primary ? UiRole::on_accent
                        : touch.hovered               ? UiRole::text
                                                      : UiRole::muted;
    draw_icon(*ImGui::GetWindowDrawList(), icon, {area.min.x + side / 2, area.min.y + side / 2},
              view.look.px(14), view.look.color(role));
    return touch.clicked;
}

float text_button_width(const View& view, std::string_view text) {
    return text_width(view.look.fonts.strong, text) + 2 * view.look.px(button_pad);
}

bool text_button(const View& view, const char* id, std::string_view text, Emphasis emphasis,
                 std::optional<Icon> icon_after) {
    const Look& look = view.look;
    const float pad = look.px(button_pad);
    const float icon_room = icon_after ? look.px(18) : 0;
    const Area area = next_area({text_button_width(view, text) + icon_room, look.px(32)});
    const Touch touch = touch_area(view, id, area);
    draw_button_ground(view, area, touch, emphasis);
    const UiRole role = emphasis == Emphasis::primary ? UiRole::on_accent : UiRole::text;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    put_text(list, look.fonts.strong, {{area.min.x + pad, area.min.y}, area.max}, look.color(role),
             text);
    if (icon_after) {
        draw_icon(list, *icon_after, {area.max.x - pad - look.px(4), (area.min.y + area.max.y) / 2},
                  look.px(10), look.color(UiRole::muted));
    }
    return touch.clicked;
}

std::optional<std::size_t> choice(const View& view, const char* id,
                                  std::span<const std::string_view> options, std::size_t chosen,
                                  float width) {
    const Look& look = view.look;
    const float inset = look.px(2);
    const std::size_t columns = columns_for(view, options, width - 2 * inset);
    const std::size_t rows = (options.size() + columns - 1) / columns;
    const float row_height = look.px(24);
    const Area whole = next_area({width, static_cast<float>(rows) * row_height + 2 * inset});
    ImGui::GetWindowDrawList()->AddRectFilled(whole.min, whole.max, look.color(UiRole::frame),
                                              look.px(7));
    const float cell = (width - 2 * inset) / static_cast<float>(columns);
    std::optional<std::size_t> clicked;
    ImGui::PushID(id);
    for (std::size_t i = 0; i < options.size(); ++i) {
        const float x0 = whole.min.x + inset + std::round(static_cast<float>(i % columns) * cell);
        const float x1 =
            whole.min.x + inset + std::round(static_cast<float>(i % columns + 1) * cell);
        const std::size_t row = i / columns;
        const float y = whole.min.y + inset + static_cast<float>(row) * row_height;
        if (draw_option(view, {{x0, y}, {x1, y + row_height}}, options[i], i == chosen, i)
                .clicked) {
            clicked = i;
        }
    }
    ImGui::PopID();
    ImGui::SetCursorScreenPos(whole.min);
    ImGui::Dummy({width, whole.height()});
    return clicked;
}

bool link(const View& view, const char* id, ImFont* font, std::string_view text) {
    const Area area = next_area(
        {std::min(text_width(font, text) + 1, ImGui::GetContentRegionAvail().x), font->FontSize});
    const Touch touch = touch_area(view, id, area);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImU32 color = view.look.color(UiRole::accent);
    put_text(list, font, area, color, text);
    if (touch.hovered) {
        const float y = area.max.y - 1;
        list.AddLine({area.min.x, y}, {area.max.x, y}, color);
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    }
    return touch.clicked;
}

void section(const View& view, std::string_view text) {
    ImGui::Dummy({1, view.look.px(4)});
    line_of_text(view.look.fonts.caption, view.look.color(UiRole::muted), text);
    ImGui::Dummy({1, view.look.px(1)});
}

void separator(const View& view) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    ImGui::GetWindowDrawList()->AddLine(at, {at.x + width, at.y}, view.look.color(UiRole::border));
    ImGui::Dummy({width, 1});
}

} // namespace app
