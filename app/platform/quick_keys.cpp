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
    ImGuiIO& io = ImGui::GetIO();
    while (!m_pressed.empty() && io.KeysDown[m_pressed.front().key]) {
        m_pressed.pop_front(); // still down: Dear ImGui sees it by itself
    }
    if (m_pressed.empty()) {
        return;
    }
    const Press press = m_pressed.front();
    m_pressed.pop_front();
    m_held = press.key;
    io.KeysDown[m_held] = true;
    hold_modifiers(press.modifiers);
    if (io.KeyCtrl || io.KeySuper) { // a text field would drop them
        m_characters.assign(io.InputQueueCharacters.begin(), io.InputQueueCharacters.end());
        io.InputQueueCharacters.clear();
    }
}

void QuickKeys::end_frame() {
    if (m_held < 0) {
        return;
    }
    ImGuiIO& io = ImGui::GetIO();
    io.KeysDown[m_held] = false;
    io.KeysDownDuration[m_held] = -1; // it may be pressed again in the very next frame
    m_held = -1;
    hold_modifiers(0);
    for (const unsigned int character : m_characters) {
        io.AddInputCharacter(character);
    }
    m_characters.clear();
}

#else

void QuickKeys::pressed(int /*key*/, int /*modifiers*/) {}
void QuickKeys::begin_frame() {}
void QuickKeys::end_frame() {}

#endif

} // namespace app
