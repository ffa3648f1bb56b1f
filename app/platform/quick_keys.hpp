#pragma once
#include <vector>

namespace app {

/// Keys that were pressed and released between two frames. Dear ImGui before 1.87 looks at the
/// keys once in a frame and would miss them: for one frame they are held down. Later versions keep
/// the events themselves, and this does nothing.
class QuickKeys {
public:
    /// A key went down: GLFW's number and modifiers.
    void pressed(int key, int modifiers);

    /// Before ImGui::NewFrame, and after the frame.
    void begin_frame();
    void end_frame();

private:
    struct Press {
        int key;
        int modifiers;
    };
    std::vector<Press> m_pressed; // since the last frame
    std::vector<int> m_held;      // for this frame
};

} // namespace app
