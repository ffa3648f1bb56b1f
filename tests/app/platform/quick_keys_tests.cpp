#include "app/platform/quick_keys.hpp"

#include <doctest/doctest.h>
#include <imgui.h>

#include <array>
#include <string>
#include <string_view>

TEST_SUITE("app/platform/quick_keys") {

#if IMGUI_VERSION_NUM < 18700

namespace {

constexpr int key_a = 65; // GLFW's numbers
constexpr int key_backspace = 259;
constexpr int control = 2;

/// A text field that has the keyboard, in a window of Dear ImGui without a backend.
class Field {
public:
    Field() {
        ImGuiIO& io = ImGui::GetIO();
        io.DisplaySize = {400, 300};
        io.IniFilename = nullptr;
        io.KeyMap[ImGuiKey_A] = key_a;
        io.KeyMap[ImGuiKey_Backspace] = key_backspace;
        unsigned char* pixels = nullptr;
        int width = 0;
        int height = 0;
        io.Fonts->GetTexDataAsAlpha8(&pixels, &width, &height);
        frame();
        frame();
    }
    ~Field() { ImGui::DestroyContext(m_context); }
    Field(const Field&) = delete;
    Field& operator=(const Field&) = delete;

    void frame() {
        m_keys.begin_frame();
        m_had_control = ImGui::GetIO().KeyCtrl;
        ImGui::NewFrame();
        ImGui::Begin("window");
        if (!m_has_keyboard) {
            ImGui::SetKeyboardFocusHere();
            m_has_keyboard = true;
        }
        ImGui::InputText("field", m_text.data(), m_text.size());
        ImGui::End();
        ImGui::EndFrame();
        m_keys.end_frame();
    }
    void type(char c) {
        ImGui::GetIO().AddInputCharacter(static_cast<unsigned char>(c));
        frame();
    }
    void type(std::string_view text) {
        for (const char c : text) {
            type(c);
        }
    }
    std::string text() const { return m_text.data(); }
    /// In the last frame.
    bool had_control() const { return m_had_control; }
    app::QuickKeys& keys() { return m_keys; }

private:
    ImGuiContext* m_context = ImGui::CreateContext();
    app::QuickKeys m_keys;
    std::array<char, 32> m_text{};
    bool m_has_keyboard = false;
    bool m_had_control = false;
};

} // namespace

TEST_CASE("a key that is down for less than a frame reaches a text field, with its modifiers") {
    Field field;
    field.type("ab");
    REQUIRE(field.text() == "ab");
    field.keys().pressed(key_a, control); // and released before the next frame
    field.frame();
    CHECK(field.had_control());
    CHECK_FALSE(ImGui::GetIO().KeysDown[key_a]);
    CHECK_FALSE(ImGui::GetIO().KeyCtrl);
    field.type('c'); // in the place of all
    CHECK(field.text() == "c");
}

TEST_CASE("characters that come with a chord are typed after it") {
    Field field;
    field.type("ab");
    field.keys().pressed(key_a, control);
    field.type('x'); // all of it within one frame
    field.frame();
    CHECK(field.text() == "x");
}

TEST_CASE("keys that come together have their turns, one in each frame") {
    Field field;
    field.type("abcdef");
    for (int i = 0; i < 3; ++i) {
        field.keys().pressed(key_backspace, 0);
    }
    field.frame();
    CHECK(field.text() == "abcde");
    CHECK(field.keys().has_more());
    field.frame();
    field.frame();
    CHECK(field.text() == "abc");
    CHECK_FALSE(field.keys().has_more());
    field.keys().pressed(key_a, control);
    field.keys().pressed(key_backspace, 0); // not Ctrl+Backspace
    field.frame();
    field.frame();
    CHECK(field.text().empty());
}

TEST_CASE("a key that is still down is left alone") {
    Field field;
    ImGui::GetIO().KeysDown[key_a] = true;
    field.keys().pressed(key_a, 0);
    field.frame();
    CHECK(ImGui::GetIO().KeysDown[key_a]);
}

TEST_CASE("a key without a number is none") {
    Field field;
    field.keys().pressed(-1, control);
    field.keys().pressed(1000, control);
    CHECK_FALSE(field.keys().has_more());
    field.frame();
    CHECK_FALSE(field.had_control());
}

#endif

} // TEST_SUITE
