#include "app/views/menu.hpp"

#include <algorithm>

namespace app {

bool begin_menu(const View& view, const char* id, const Area& anchor, float width) {
    const Look& look = view.look;
    ImGui::SetNextWindowPos({anchor.min.x, anchor.max.y + look.px(4)});
    ImGui::SetNextWindowSize({width, 0});
    const float room = ImGui::GetIO().DisplaySize.y - anchor.max.y - look.px(12);
    ImGui::SetNextWindowSizeConstraints({width, 0}, {width, std::max(room, look.px(60))});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {look.px(6), look.px(6)});
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, look.px(2)});
    const bool open = ImGui::BeginPopup(id, ImGuiWindowFlags_NoMove);
    if (!open) {
        ImGui::PopStyleVar(2);
    }
    return open;
}

void end_menu() {
    ImGui::EndPopup();
    ImGui::PopStyleVar(2);
}

bool list_row(const View& view, const char* id, std::string_view text, bool chosen,
              std::string_view detail) {
    const Look& look = view.look;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const Area area{at, {at.x + ImGui::GetContentRegionAvail().x, at.y + look.px(30)}};
    const Touch touch = touch_area(view, id, area);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (chosen) {
        list.AddRectFilled(area.min, area.max, look.color(UiRole::accent_soft), look.px(5));
    } else {
        draw_hover(view, area, touch, 5);
    }
    const Area inner{{area.min.x + look.px(10), area.min.y},
                     {area.max.x - look.px(10), area.max.y}};
    put_text(list, chosen ? look.fonts.strong : look.fonts.body, inner, look.color(UiRole::text),
             text);
    put_text(list, look.fonts.caption, inner, look.color(UiRole::muted), detail, Align::right);
    return touch.clicked;
}

bool menu_row(const View& view, const char* id, std::string_view text, bool chosen,
              std::string_view detail) {
    const bool clicked = list_row(view, id, text, chosen, detail);
    if (clicked) {
        ImGui::CloseCurrentPopup();
    }
    return clicked;
}

} // namespace app
