#include "app/platform/quick_keys.hpp"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <imgui.h>

namespace app {

#if IMGUI_VERSION_NUM < 18700

namespace {

bool is_down(int left, int right) {
    const ImGuiIO& io = ImGui::GetIO();
    return io.KeysDown[left] || io.KeysDown[right];
}

/// The modifiers that a person holds, and those of a key that is held for one frame.
void hold_modifiers(int modifiers) {
    ImGuiIO& io = ImGui::GetIO();
    io.KeyCtrl = (modifiers & GLFW_MOD_CONTROL) != 0 ||
                 is_down(GLFW_KEY_LEFT_CONTROL, GLFW_KEY_RIGHT_CONTROL);
    io.KeyShift =
        (modifiers & GLFW_MOD_SHIFT) != 0 || is_down(GLFW_KEY_LEFT_SHIFT, GLFW_KEY_RIGHT_SHIFT);
    io.KeyAlt = (modifiers & GLFW_MOD_ALT) != 0 || is_down(GLFW_KEY_LEFT_ALT, GLFW_KEY_RIGHT_ALT);
    io.KeySuper =
        (modifiers & GLFW_MOD_SUPER) != 0 || is_down(GLFW_KEY_LEFT_SUPER, GLFW_KEY_RIGHT_SUPER);
}

} // namespace

void QuickKeys::pressed(int key, int modifiers) {
    if (key >= 0 && key <= GLFW_KEY_LAST) { // some keys have no number
        m_pressed.push_back({key, modifiers});
    }
}

void QuickKeys::begin_frame() {
    bool* down = ImGui::GetIO().KeysDown;
    int modifiers = 0;
    for (const Press& press : m_pressed) {
        if (!down[press.key]) {
            down[press.key] = true;
            m_held.push_back(press.key);
            modifiers |= press.modifiers;
        }
    }
    m_pressed.clear();
    if (!m_held.empty()) {
        hold_modifiers(modifiers);
    }
}

void QuickKeys::end_frame() {
    if (m_held.empty()) {
        return;
    }
    for (const int key : m_held) {
        ImGui::GetIO().KeysDown[key] = false;
    }
    m_held.clear();
    hold_modifiers(0);
}

#else

void QuickKeys::pressed(int /*key*/, int /*modifiers*/) {}
void QuickKeys::begin_frame() {}
void QuickKeys::end_frame() {}

#endif

} // namespace app
