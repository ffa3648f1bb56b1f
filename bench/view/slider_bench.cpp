#include "bench/view/slider_bench.hpp"

#include "app/platform/fonts.hpp"
#include "app/views/imgui_theme.hpp"
#include "app/views/root.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

namespace bench {
namespace {

constexpr std::size_t moves = 400;
constexpr double goal_ms = 4;

/// A window without a screen.
struct NullWindow {
    NullWindow() {
        ImGui::CreateContext();
        ImGuiIO& io = ImGui::GetIO();
        io.IniFilename = nullptr;
        io.DisplaySize = {1920, 1080};
        io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
        look.theme = &app::theme(app::ThemeKind::light);
        look.fonts = app::load_fonts(*io.Fonts, look.scale);
        app::apply_look(ImGui::GetStyle(), look);
    }
    ~NullWindow() { ImGui::DestroyContext(); }
    NullWindow(const NullWindow&) = delete;
    NullWindow& operator=(const NullWindow&) = delete;

    void draw(app::Session& session) {
        ImGui::GetIO().DeltaTime = 1.0F / 60;
        app::Commands commands;
        ImGui::NewFrame();
        app::root_view({session, look, ui, commands}, {});
        ImGui::Render();
        session.apply(commands);
    }

    app::Look look;
    app::UiState ui;
};

/// Every slider in turn, there and back by one.
std::vector<double> slider_moves(NullWindow& window, app::Session& session) {
    using Clock = std::chrono::steady_clock;
    const auto params = session.scenario().params;
    std::vector<double> times;
    for (std::size_t i = 0; i < moves; ++i) {
        const std::size_t index = i / 2 % params.size();
        const std::int64_t value = params[index].initial + (i % 2 == 0 ? 1 : 0);
        const auto begin = Clock::now();
        session.apply(app::SetParam{index, value});
        window.draw(session);
        const std::chrono::duration<double, std::milli> spent = Clock::now() - begin;
        times.push_back(spent.count());
    }
    std::sort(times.begin(), times.end());
    return times;
}

} // namespace

void slider_bench() {
    NullWindow window;
    for (const scenarios::Scenario* scenario : scenarios::all()) {
        app::Settings settings;
        settings.scenario = scenario->id;
        app::Session session{scenarios::all(), scenarios::run, settings};
        for (int warm_up = 0; warm_up < 5; ++warm_up) {
            window.draw(session);
        }
        const std::vector<double> times = slider_moves(window, session);
        const double median = times[times.size() / 2];
        fmt::print("{:<44} {:>9.3f} {:>9.3f}  {} vertices, goal {} ms: {}\n",
                   "slider to draw list " + std::string{scenario->id}, median,
                   times[times.size() * 99 / 100], ImGui::GetDrawData()->TotalVtxCount, goal_ms,
                   median <= goal_ms ? "reached" : "MISSED");
    }
}

} // namespace bench
