#pragma once
#include "app/views/root.hpp"

#include <imgui.h>

#include <string_view>
#include <vector>

namespace support {

/// Dear ImGui without window and GPU, with the fonts and the look of the real window. Views
/// are drawn into it; the mouse is a variable. One at a time.
class HeadlessGui {
public:
    explicit HeadlessGui(ImVec2 size = {1280, 720}, float scale = 1,
                         app::ThemeKind theme = app::ThemeKind::light);
    ~HeadlessGui();
    HeadlessGui(const HeadlessGui&) = delete;
    HeadlessGui& operator=(const HeadlessGui&) = delete;

    const app::Look& look() const { return m_look; }
    app::UiState& ui() { return m_ui; }
    void resize(ImVec2 size) { ImGui::GetIO().DisplaySize = size; }

    /// One frame of the whole window; gives its commands. `seconds` pass before it.
    app::Commands frame(const app::Session& session, std::vector<app::Chord> keys = {},
                        double seconds = 0.02);

    /// One frame whose commands the session obeys, and the next ones until it is at rest.
    void settle(app::Session& session, std::vector<app::Chord> keys = {});

    /// Where the widget of that id was drawn last; of several the n-th. Fails the test if
    /// there is none.
    app::Area find(std::string_view id, std::size_t nth = 0) const;
    std::size_t count(std::string_view id) const;

    void move(ImVec2 to);
    void button(int index, bool down);
    void wheel(float notches);

    /// Moves there, presses and releases; gives the commands of all these frames.
    app::Commands click(const app::Session& session, ImVec2 at, int index = 0);
    /// Presses at `from`, moves to `to` in some steps, releases. The session obeys at once.
    app::Commands drag(app::Session& session, ImVec2 from, ImVec2 to, int index = 0);

    /// Vertices of the last frame.
    int vertices() const;

private:
    ImGuiContext* m_context;
    app::Look m_look;
    app::UiState m_ui;
    std::vector<app::NamedArea> m_widgets;
};

/// A session with all scenarios and the real engine.
app::Session make_session(std::string_view scenario = "gather-vs-group");

/// How many of the commands are of that kind.
template <class C>
std::size_t count_of(const app::Commands& commands) {
    std::size_t n = 0;
    for (const app::Command& command : commands) {
        n += std::holds_alternative<C>(command) ? 1 : 0;
    }
    return n;
}

} // namespace support
