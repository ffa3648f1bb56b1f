#include "app/platform/app_window.hpp"

#include "app/platform/fonts.hpp"
#include "app/platform/settings_file.hpp"
#include "app/platform/signal_route.hpp"
#include "app/views/imgui_theme.hpp"
#include "app/views/root.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>

namespace app {
namespace {

// A change shows in the next frame; a list that scrolls to follow it, in the one after.
constexpr int frames_after_change = 2;

/// Somebody has pressed or clicked something. Not all of that is a wish of the session: a page of
/// a menu that opens has its size, and its field the keyboard, only after the next frames.
bool was_touched(std::span<const Chord> keys) {
    const auto released = [](ImGuiMouseButton button) { return ImGui::IsMouseReleased(button); };
    return !keys.empty() || released(ImGuiMouseButton_Left) || released(ImGuiMouseButton_Right);
}

} // namespace

AppWindow::AppWindow(std::span<const scenarios::Scenario* const> scenarios, Runner runner,
                     std::filesystem::path settings_file, LiveHooks hooks)
    : m_settings_file(std::move(settings_file)), m_saved(load_settings(m_settings_file)),
      m_session(scenarios, std::move(runner), m_saved, std::move(hooks)), m_window(m_saved.window) {
}

void AppWindow::welcome() {
    if (!m_saved.tour_taken) {
        m_session.apply(Commands{SetCodeTab{CodeTab::lesson}, StartTour{}});
    }
}

void AppWindow::show(const SavedRun& run) {
    m_session.apply(ShowRun{std::make_shared<const SavedRun>(run)});
}

bool AppWindow::prepare(const FrameInput& input) {
    const Settings settings = m_session.shown_settings();
    const float scale =
        input.display_scale * static_cast<float>(settings.ui_scale_percent) / 100.0F;
    const bool rescaled = m_look.theme == nullptr || scale != m_look.scale;
    const bool recoloured = rescaled || m_look.theme->kind != settings.theme;
    m_look.theme = &theme(settings.theme);
    m_look.scale = scale;
    if (rescaled) {
        ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
        atlas.Clear();
        m_look.fonts = load_fonts(atlas, scale);
    }
    if (recoloured) {
        apply_look(ImGui::GetStyle(), m_look);
    }
    return rescaled;
}

FrameOutput AppWindow::draw(const FrameInput& input) {
    const std::chrono::duration<double> elapsed{input.seconds};
    m_session.tick(std::chrono::duration_cast<core::Duration>(elapsed));
    m_commands.clear();
    m_window = input.window;
    root_view({m_session, m_look, m_ui, m_commands}, input.keys);
    if (input.dropped) {
        m_commands.push_back(OpenFile{*input.dropped});
    }
    m_session.apply(m_commands);
    if (const auto text = m_session.take_clipboard()) {
        ImGui::SetClipboardText(text->c_str());
    }
    const bool changes = !m_commands.empty() || m_session.needs_frames() || was_touched(input.keys);
    m_frames_to_follow = changes ? frames_after_change : std::max(m_frames_to_follow - 1, 0);
    keep_settings();
    return {
        .animating = m_frames_to_follow > 0,
        .full_screen = m_session.settings().fullscreen,
        .wake_after = m_ui.wake_after,
    };
}

void AppWindow::keep_settings() {
    // Not while a panel is being dragged: that would be a file a frame.
    if (m_session.settings() != m_saved && !ImGui::IsAnyMouseDown()) {
        m_saved = m_session.settings();
        save_settings(m_settings_file, m_saved);
    }
}

void AppWindow::keep_window_size() {
    if (m_window != m_saved.window) {
        m_saved = m_session.settings();
        m_saved.window = m_window;
        save_settings(m_settings_file, m_saved);
    }
}

WindowEnd open_app_window(std::span<const scenarios::Scenario* const> scenarios, Runner runner,
                          const SavedRun* run) {
    // The window dies before what takes its live run's signals.
    SignalRoute signals;
    const QuitSignals quit{wake_window, [&signals](int signal) { return signals.take(signal); }};
    AppWindow window{scenarios, std::move(runner), settings_path(), live_hooks(signals)};
    if (run != nullptr) {
        window.show(*run);
    } else {
        window.welcome();
    }
    const char* stats = std::getenv("ASYNCLAB_FRAME_STATS");
    WindowOptions options;
    options.size = window.size();
    options.stats_file = stats != nullptr ? stats : "";
    const WindowEnd end = run_window(options, quit, window);
    if (end == WindowEnd::closed) {
        window.keep_window_size();
    }
    return end;
}

} // namespace app
