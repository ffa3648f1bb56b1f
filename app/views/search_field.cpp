#include "app/views/search_field.hpp"

#include "app/views/icons.hpp"

namespace app {

bool search_field(const View& view, const char* hint, std::span<char> text, bool focus) {
    const Look& look = view.look;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    draw_icon(*ImGui::GetWindowDrawList(), Icon::search, {at.x + look.px(8), at.y + look.px(15)},
              look.px(14), look.color(UiRole::muted));
    ImGui::SetCursorScreenPos({at.x + look.px(22), at.y});
    ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x);
    ImGui::PushStyleColor(ImGuiCol_FrameBg, ImVec4{0, 0, 0, 0});
    ImGui::PushStyleColor(ImGuiCol_TextDisabled, to_vec4(look.theme->color(UiRole::muted)));
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {look.px(4), look.px(6)});
    if (focus) {
        ImGui::SetKeyboardFocusHere();
    }
    const bool entered = ImGui::InputTextWithHint("##query", hint, text.data(), text.size(),
                                                  ImGuiInputTextFlags_EnterReturnsTrue);
    ImGui::PopStyleVar();
    ImGui::PopStyleColor(2);
    return entered;
}

} // namespace app
