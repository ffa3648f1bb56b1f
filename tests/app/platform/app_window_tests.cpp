#include "app/platform/app_window.hpp"
#include "app/platform/settings_file.hpp"
#include "scenarios/run.hpp"
#include "scenarios/scenario.hpp"
#include "tests/support/temp_folder.hpp"

#include <doctest/doctest.h>
#include <imgui.h>

#include <string>

namespace {

/// The client of the real window, with a Dear ImGui that has neither window nor GPU.
class Frames {
public:
    explicit Frames(std::filesystem::path settings_file = {})
        : m_window(scenarios::all(), scenarios::run, std::move(settings_file)) {
        ImGuiIO& io = ImGui::GetIO();
        io.IniFilename = nullptr;
        io.DisplaySize = {1280, 720};
        io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
    }
    ~Frames() { ImGui::DestroyContext(m_context); }
    Frames(const Frames&) = delete;
    Frames& operator=(const Frames&) = delete;

    app::AppWindow& window() { return m_window; }

    /// The next frame; true if the window wants another one at once.
    bool draw(std::vector<app::Chord> keys = {}) {
        app::FrameInput input;
        input.keys = std::move(keys);
        input.seconds = 0.1;
        m_window.prepare(input);
        ImGui::NewFrame();
        const app::FrameOutput output = m_window.draw(input);
        ImGui::Render();
        return output.animating;
    }

    /// All that the last frame put on the screen.
    static std::string picture() {
        std::string bytes;
        const ImDrawData& data = *ImGui::GetDrawData();
        for (int i = 0; i < data.CmdListsCount; ++i) {
            const ImVector<ImDrawVert>& vertices = data.CmdLists[i]->VtxBuffer;
            bytes.append(reinterpret_cast<const char*>(vertices.Data),
                         static_cast<std::size_t>(vertices.size_in_bytes()));
        }
        return bytes;
    }

private:
    ImGuiContext* m_context = ImGui::CreateContext();
    app::AppWindow m_window;
};

} // namespace

TEST_SUITE("app/platform/app_window") {

TEST_CASE("a window that wants no more frames has nothing left to show") {
    Frames frames;
    frames.draw();
    for (int i = 0; i < 10; ++i) {
        frames.draw();
    }
    for (const app::Key key : {app::Key::home, app::Key::end, app::Key::home, app::Key::t,
                               app::Key::x, app::Key::space}) {
        CAPTURE(static_cast<int>(key));
        const std::string before = Frames::picture();
        bool animating = frames.draw({{key}});
        for (int i = 0; i < 1000 && animating; ++i) {
            animating = frames.draw();
        }
        REQUIRE_FALSE(animating);
        const std::string at_rest = Frames::picture();
        CHECK(at_rest != before);
        frames.draw();
        CHECK((Frames::picture() == at_rest));
    }
}

TEST_CASE("the tour leads whoever opens the window for the first time, not whoever opens a run") {
    const support::TempFolder folder;
    const std::string file = folder.path("settings.json");
    {
        Frames frames{file};
        frames.window().show({app::RunLink{scenarios::RunSpec{*scenarios::all().front()}}, {}});
        frames.draw({{app::Key::escape}});
        frames.draw();
        CHECK_FALSE(app::load_settings(file).tour_taken); // another time
    }
    Frames frames{file};
    frames.window().welcome();
    frames.draw({{app::Key::escape}});
    frames.draw();
    CHECK(app::load_settings(file).tour_taken);
}

} // TEST_SUITE
