#pragma once
#include "app/model/keys.hpp"
#include "app/model/settings.hpp"
#include "app/platform/quit_signals.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace app {

struct WindowOptions {
    WindowSize size;
    std::string stats_file; ///< where to write the count of frames at the end; empty: nowhere
};

/// What the client has to know before it builds a frame.
struct FrameInput {
    std::vector<Chord> keys;                 ///< since the last frame, in order
    std::optional<std::string> dropped = {}; ///< a file that was dropped onto the window
    double seconds = 0;                      ///< since the last frame, at most 0.1
    float display_scale = 1;                 ///< of the monitor: 2 on a HiDPI screen
    WindowSize window;                       ///< as it is now, or was before it filled the screen
};

/// What the client wants after a frame.
struct FrameOutput {
    bool animating = false; ///< draw the next frame at once
    bool quit = false;
    bool full_screen = false;
    std::optional<double> wake_after; ///< seconds until something changes by itself
};

/// Whose picture the window shows. `prepare` runs outside, `draw` inside an ImGui frame.
class WindowClient {
public:
    virtual ~WindowClient() = default;
    virtual bool prepare(const FrameInput& input) = 0; ///< true: the font atlas is a new one
    virtual FrameOutput draw(const FrameInput& input) = 0;
};

enum class WindowEnd : std::uint8_t { closed, no_display, no_opengl };

/// Shows the client's picture until the window is closed, the client quits or `quit` says so. Draws
/// only after an input event or on the client's wish.
WindowEnd run_window(const WindowOptions& options, const QuitSignals& quit, WindowClient& client);

/// Has a window that waits look whether it is to end. Any thread, any time.
void wake_window();

} // namespace app
