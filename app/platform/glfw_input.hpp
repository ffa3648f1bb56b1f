#pragma once
#include "app/model/keys.hpp"
#include "app/platform/quick_keys.hpp"

#include <optional>
#include <string>
#include <vector>

struct GLFWwindow;

namespace app {

/// What happened to the window since the last frame. Reachable as its user pointer.
struct WindowEvents {
    std::vector<Chord> keys;
    QuickKeys quick_keys;               ///< for the text fields of Dear ImGui
    std::optional<std::string> dropped; ///< the path of a file
    bool any = true;                    ///< something happened that may change the picture
};

/// Records events into `events`, which must outlive the window. Call before Dear ImGui's
/// backend starts: it calls on whoever was there first.
void install_input(GLFWwindow* window, WindowEvents& events);

} // namespace app
