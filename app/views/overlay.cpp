#include "app/views/overlay.hpp"

#include <algorithm>
#include <cmath>

namespace app {

bool begin_overlay(const View& view, const char* id, ImVec2 size, float top, bool& dismissed) {
    const Look& look = view.look;
    const ImVec2 window = ImGui::GetIO().DisplaySize;
    const float margin = look.px(16);
    const ImVec2 card{std::min(size.x, window.x - 2 * margin),
                      std::min(size.y, window.y - margin - top)};
    if (card.x < 1 || card.y < 1) {
        return false;
    }
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(window);
    ImGui::SetNextWindowFocus();
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0.0F);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
    ImGui::PushStyleColor(ImGuiCol_WindowBg, to_vec4(look.theme->color(UiRole::shade)));
    ImGui::Begin(id, nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                     ImGuiWindowFlags_NoSavedSettings);
    ImGui::PopStyleColor();
    ImGui::PopStyleVar(2);
    const ImVec2 at{std::round((window.x - card.x) / 2), top};
    const Area area{at, {at.x + card.x, at.y + card.y}};
    dismissed =
        ImGui::IsMouseClicked(ImGuiMouseButton_Left) && !area.contains(ImGui::GetIO().MousePos);
    ImGui::SetCursorScreenPos(at);
    ImGui::PushStyleColor(ImGuiCol_ChildBg, to_vec4(look.theme->color(UiRole::panel_raised)));
    ImGui::PushStyleVar(ImGuiStyleVar_ChildRounding, look.px(12));
    ImGui::PushStyleVar(ImGuiStyleVar_ChildBorderSize, 1.0F);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {look.px(20), look.px(16)});
    ImGui::BeginChild("card", card, true);
    ImGui::PopStyleVar(3);
    return true;
}

void end_overlay() {
    ImGui::PopStyleColor(); // lists within the card have its ground
    ImGui::EndChild();
    ImGui::End();
}

} // namespace app
