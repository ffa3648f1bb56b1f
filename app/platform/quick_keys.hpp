#pragma once
#include <deque>
#include <vector>

namespace app {

/// Keys that were pressed and released between two frames. Dear ImGui before 1.87 looks at the
/// keys once in a frame and would miss them: each in its turn is held down for one frame. Later
/// versions keep the events themselves, and this does nothing.
class QuickKeys {
public:
    /// A key went down: GLFW's number and modifiers.
    void pressed(int key, int modifiers);

    /// Before ImGui::NewFrame, and after the frame.
    void begin_frame();
    void end_frame();
    /// Others wait for the next frames.
    bool has_more() const { return !m_pressed.empty(); }

private:
    struct Press {
        int key;
        int modifiers;
    };
    std::deque<Press> m_pressed;
    [[maybe_unused]] int m_held = -1;       // for this frame; -1: none
    std::vector<unsigned int> m_characters; // typed after a chord, for the next frame
};

} // namespace app
