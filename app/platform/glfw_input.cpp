#include "app/platform/glfw_input.hpp"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <algorithm>
#include <array>
#include <optional>

namespace app {
namespace {

WindowEvents& events_of(GLFWwindow* window) {
    return *static_cast<WindowEvents*>(glfwGetWindowUserPointer(window));
}

void touch(GLFWwindow* window) {
    events_of(window).any = true;
}

struct Place {
    int glfw;
    Key key;
};

/// GLFW names keys by their place on a US keyboard, as the table of commands does.
constexpr std::array places{
    Place{GLFW_KEY_SPACE, Key::space},
    Place{GLFW_KEY_LEFT, Key::left},
    Place{GLFW_KEY_RIGHT, Key::right},
    Place{GLFW_KEY_UP, Key::up},
    Place{GLFW_KEY_DOWN, Key::down},
    Place{GLFW_KEY_HOME, Key::home},
    Place{GLFW_KEY_END, Key::end},
    Place{GLFW_KEY_PAGE_UP, Key::page_up},
    Place{GLFW_KEY_PAGE_DOWN, Key::page_down},
    Place{GLFW_KEY_ESCAPE, Key::escape},
    Place{GLFW_KEY_ENTER, Key::enter},
    Place{GLFW_KEY_KP_ENTER, Key::enter},
    Place{GLFW_KEY_F11, Key::f11},
    Place{GLFW_KEY_KP_ADD, Key::plus},
    Place{GLFW_KEY_KP_SUBTRACT, Key::minus},
    Place{GLFW_KEY_0, Key::zero},
    Place{GLFW_KEY_KP_0, Key::zero},
    Place{GLFW_KEY_1, Key::one},
    Place{GLFW_KEY_KP_1, Key::one},
    Place{GLFW_KEY_2, Key::two},
    Place{GLFW_KEY_KP_2, Key::two},
    Place{GLFW_KEY_3, Key::three},
    Place{GLFW_KEY_KP_3, Key::three},
    Place{GLFW_KEY_4, Key::four},
    Place{GLFW_KEY_KP_4, Key::four},
    Place{GLFW_KEY_A, Key::a},
    Place{GLFW_KEY_B, Key::b},
    Place{GLFW_KEY_C, Key::c},
    Place{GLFW_KEY_D, Key::d},
    Place{GLFW_KEY_E, Key::e},
    Place{GLFW_KEY_F, Key::f},
    Place{GLFW_KEY_G, Key::g},
    Place{GLFW_KEY_J, Key::j},
    Place{GLFW_KEY_K, Key::k},
    Place{GLFW_KEY_L, Key::l},
    Place{GLFW_KEY_N, Key::n},
    Place{GLFW_KEY_O, Key::o},
    Place{GLFW_KEY_P, Key::p},
    Place{GLFW_KEY_Q, Key::q},
    Place{GLFW_KEY_R, Key::r},
    Place{GLFW_KEY_S, Key::s},
    Place{GLFW_KEY_T, Key::t},
    Place{GLFW_KEY_V, Key::v},
    Place{GLFW_KEY_W, Key::w},
    Place{GLFW_KEY_X, Key::x},
};

std::optional<Key> key_of(int glfw_key, int scancode) {
    // Plus and minus are meant as printed; US keyboards print the plus over the equals sign.
    const char* name = glfwGetKeyName(glfw_key, scancode);
    const char printed = name != nullptr && name[1] == '\0' ? name[0] : '\0';
    if (printed == '+' || printed == '=') {
        return Key::plus;
    }
    if (printed == '-') {
        return Key::minus;
    }
    const auto* const found =
        std::find_if(places.begin(), places.end(), [&](Place p) { return p.glfw == glfw_key; });
    return found != places.end() ? std::optional{found->key} : std::nullopt;
}

void on_key(GLFWwindow* window, int glfw_key, int scancode, int action, int mods) {
    touch(window);
    if (action == GLFW_PRESS) {
        events_of(window).quick_keys.pressed(glfw_key, mods);
    }
    const std::optional<Key> key = key_of(glfw_key, scancode);
    const bool alt = (mods & GLFW_MOD_ALT) != 0;
    // With Alt a key belongs to the window manager, but for the two that go back and forward.
    const bool is_ours = !alt || key == Key::left || key == Key::right;
    if (action == GLFW_RELEASE || !key || !is_ours) {
        return;
    }
    const bool sign = *key == Key::plus || *key == Key::minus;
    events_of(window).keys.push_back({
        .key = *key,
        .ctrl = (mods & (GLFW_MOD_CONTROL | GLFW_MOD_SUPER)) != 0,
        .shift = (mods & GLFW_MOD_SHIFT) != 0 && !sign,
        .alt = alt,
    });
}

void on_character(GLFWwindow* window, unsigned int character) {
    touch(window);
    // Where these signs lie, and with which modifiers, only the layout knows.
    if (character == '?') {
        events_of(window).keys.push_back({.key = Key::question});
    } else if (character == '[') {
        events_of(window).keys.push_back({.key = Key::bracket_left});
    } else if (character == ']') {
        events_of(window).keys.push_back({.key = Key::bracket_right});
    }
}

void on_drop(GLFWwindow* window, int count, const char** paths) {
    touch(window);
    if (count > 0) { // one run at a time
        events_of(window).dropped = paths[0];
    }
}

} // namespace

void install_input(GLFWwindow* window, WindowEvents& events) {
    glfwSetWindowUserPointer(window, &events);
    glfwSetKeyCallback(window, on_key);
    glfwSetCharCallback(window, on_character);
    glfwSetDropCallback(window, on_drop);
    glfwSetCursorPosCallback(window, [](GLFWwindow* w, double, double) { touch(w); });
    glfwSetCursorEnterCallback(window, [](GLFWwindow* w, int) { touch(w); });
    glfwSetMouseButtonCallback(window, [](GLFWwindow* w, int, int, int) { touch(w); });
    glfwSetScrollCallback(window, [](GLFWwindow* w, double, double) { touch(w); });
    glfwSetWindowFocusCallback(window, [](GLFWwindow* w, int) { touch(w); });
    glfwSetWindowRefreshCallback(window, touch);
    glfwSetFramebufferSizeCallback(window, [](GLFWwindow* w, int, int) { touch(w); });
    glfwSetWindowContentScaleCallback(window, [](GLFWwindow* w, float, float) { touch(w); });
}

} // namespace app
