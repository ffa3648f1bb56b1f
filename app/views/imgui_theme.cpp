#include "app/views/imgui_theme.hpp"

namespace app {
namespace {

void set_sizes(ImGuiStyle& style, const Look& look) {
    style.WindowPadding = {look.px(12), look.px(12)};
    style.FramePadding = {look.px(8), look.px(5)};
    style.ItemSpacing = {look.px(8), look.px(4)};
    style.ItemInnerSpacing = {look.px(6), look.px(4)};
    style.CellPadding = {look.px(8), look.px(3)};
    style.IndentSpacing = look.px(16);
    style.ScrollbarSize = look.px(10);
    style.GrabMinSize = look.px(24);
    style.WindowBorderSize = 0;
    style.ChildBorderSize = 0;
    style.PopupBorderSize = 1;
    style.FrameBorderSize = 0;
    style.WindowRounding = look.px(8);
    style.ChildRounding = look.px(8);
    style.PopupRounding = look.px(8);
    style.FrameRounding = look.px(6);
    style.ScrollbarRounding = look.px(5);
    style.GrabRounding = look.px(5);
    style.WindowMinSize = {1, 1}; // panels shrink with the window
    style.DisplaySafeAreaPadding = {look.px(4), look.px(4)};
    style.AntiAliasedLines = true;
    style.AntiAliasedFill = true;
}

void set_colors(ImGuiStyle& style, const Look& look) {
    const auto set = [&](ImGuiCol slot, UiRole role) {
        style.Colors[slot] = to_vec4(look.theme->color(role));
    };
    for (ImVec4& color : style.Colors) {
        color = {0, 0, 0, 0};
    }
    set(ImGuiCol_Text, UiRole::text);
    set(ImGuiCol_TextDisabled, UiRole::disabled);
    set(ImGuiCol_WindowBg, UiRole::background);
    set(ImGuiCol_ChildBg, UiRole::panel);
    set(ImGuiCol_PopupBg, UiRole::panel_raised);
    set(ImGuiCol_Border, UiRole::border);
    set(ImGuiCol_FrameBg, UiRole::frame);
    set(ImGuiCol_FrameBgHovered, UiRole::hover);
    set(ImGuiCol_FrameBgActive, UiRole::frame);
    set(ImGuiCol_ScrollbarGrab, UiRole::border);
    set(ImGuiCol_ScrollbarGrabHovered, UiRole::disabled);
    set(ImGuiCol_ScrollbarGrabActive, UiRole::muted);
    set(ImGuiCol_Header, UiRole::accent_soft);
    set(ImGuiCol_HeaderHovered, UiRole::hover);
    set(ImGuiCol_HeaderActive, UiRole::pressed);
    set(ImGuiCol_TextSelectedBg, UiRole::accent_soft);
    set(ImGuiCol_Separator, UiRole::border);
    set(ImGuiCol_ModalWindowDimBg, UiRole::shade);
}

} // namespace

void apply_look(ImGuiStyle& style, const Look& look) {
    style = ImGuiStyle{};
    set_sizes(style, look);
    set_colors(style, look);
}

} // namespace app
