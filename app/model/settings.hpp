#pragma once
#include "app/model/command.hpp"

#include <array>
#include <string>

namespace app {

/// How large the window was; 0: as large as the screen allows.
struct WindowSize {
    static constexpr int max_px = 32768;

    int width = 0;
    int height = 0;
    bool maximized = true;

    friend bool operator==(const WindowSize&, const WindowSize&) = default;
};

/// What lasts from one start of the program to the next.
struct Settings {
    static constexpr int min_scale_percent = 75;
    static constexpr int max_scale_percent = 300;
    static constexpr int present_scale = 140;

    ThemeKind theme = ThemeKind::light;
    int ui_scale_percent = 100;
    ThemeKind present_theme = ThemeKind::high_contrast; ///< while presenting
    int present_scale_percent = present_scale;          ///< on top of the other one
    bool reduced_motion = false;
    bool fullscreen = false;
    Axis axis = Axis::time;
    CodeTab code_tab = CodeTab::cpp;
    bool tour_taken = false; ///< else the first start begins with it
    WindowSize window;
    std::string scenario;                                           ///< id; empty: the first one
    std::array<float, panel_count> panels{18.5F, 27, 10.5F, 11.5F}; ///< by Panel, in text sizes
    std::array<bool, panel_count> hidden{};                         ///< by Panel

    float panel(Panel which) const { return panels[static_cast<std::size_t>(which)]; }
    void set_panel(Panel which, float size);
    bool shows(Panel which) const { return !hidden[static_cast<std::size_t>(which)]; }
    /// Along the usual sizes between the least and the most; 0: back to the normal one.
    void scale_ui(int steps);
    void scale_presentation(int steps);

    friend bool operator==(const Settings&, const Settings&) = default;
};

/// As the text of the file in the user's config directory.
std::string to_text(const Settings& settings);

/// Settings as read, and one sentence for the user if something had to be left out.
struct ReadSettings {
    Settings settings;
    std::string complaint; ///< empty: all was well
};

/// Reads what `to_text` wrote. A damaged or foreign file gives the defaults and a sentence; a
/// single wrong value its default and a sentence; unknown names are ignored. Empty: defaults.
ReadSettings settings_from(std::string_view text);

} // namespace app
