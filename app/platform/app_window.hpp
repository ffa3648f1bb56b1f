#pragma once
#include "app/model/run_service.hpp"
#include "app/model/session.hpp"
#include "app/platform/platform.hpp"
#include "app/views/look.hpp"
#include "app/views/ui_state.hpp"

#include <filesystem>

namespace app {

/// What the window shows: the session, drawn by the views, obeying their commands. Keeps the
/// settings in the file up to date.
class AppWindow final : public WindowClient {
public:
    AppWindow(std::span<const scenarios::Scenario* const> scenarios, Runner runner,
              std::filesystem::path settings_file, LiveHooks hooks = {});

    /// How large the window is; before the first frame, how large it was the last time.
    const WindowSize& size() const { return m_window; }
    /// At the end only: a window that is being resized has a new size in every frame.
    void keep_window_size();

    /// Whoever is here for the first time is led through the window.
    void welcome();
    /// As if the user had opened that run.
    void show(const SavedRun& run);

    bool prepare(const FrameInput& input) override;
    FrameOutput draw(const FrameInput& input) override;

private:
    void keep_settings();

    std::filesystem::path m_settings_file;
    Settings m_saved;
    Session m_session;
    WindowSize m_window;
    UiState m_ui;
    Look m_look;
    Commands m_commands;
    int m_frames_to_follow = 0;
};

/// Opens the window on the scenarios and stays until it is closed. Reads the user's settings
/// and keeps them up to date. `run` is shown first; null: the default run of the last scenario.
///
/// ASYNCLAB_FRAME_STATS names a file for WindowOptions::stats_file.
WindowEnd open_app_window(std::span<const scenarios::Scenario* const> scenarios, Runner runner,
                          const SavedRun* run = nullptr);

} // namespace app
