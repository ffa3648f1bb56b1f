#include "tests/support/headless_gui.hpp"

#include "app/platform/fonts.hpp"
#include "app/views/imgui_theme.hpp"

#include <doctest/doctest.h>

#include <string>

namespace support {

HeadlessGui::HeadlessGui(ImVec2 size, float scale, app::ThemeKind theme)
    : m_context(ImGui::CreateContext()) {
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.DisplaySize = size;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
    m_look.theme = &app::theme(theme);
    m_look.scale = scale;
    m_look.fonts = app::load_fonts(*io.Fonts, scale);
    app::apply_look(ImGui::GetStyle(), m_look);
    m_ui.probe = &m_widgets;
    move({-1000, -1000});
}

HeadlessGui::~HeadlessGui() {
    ImGui::DestroyContext(m_context);
}

app::Commands HeadlessGui::frame(const app::Session& session, std::vector<app::Chord> keys,
                                 double seconds) {
    ImGui::GetIO().DeltaTime = static_cast<float>(seconds);
    m_widgets.clear();
    app::Commands out;
    ImGui::NewFrame();
    app::root_view({session, m_look, m_ui, out}, keys);
    ImGui::Render();
    return out;
}

void HeadlessGui::settle(app::Session& session, std::vector<app::Chord> keys) {
    app::Commands commands = frame(session, std::move(keys));
    for (int i = 0; i < 5 || (i < 100 && !commands.empty()); ++i) {
        session.apply(commands);
        session.tick(std::chrono::milliseconds{400});
        commands = frame(session);
    }
    session.apply(commands);
}

app::Area HeadlessGui::find(std::string_view id, std::size_t nth) const {
    for (const app::NamedArea& widget : m_widgets) {
        if (widget.id == id && nth-- == 0) {
            return widget.area;
        }
    }
    const std::string text{id};
    FAIL("no such widget: " << text);
    return {};
}

std::size_t HeadlessGui::count(std::string_view id) const {
    std::size_t n = 0;
    for (const app::NamedArea& widget : m_widgets) {
        n += widget.id == id ? 1 : 0;
    }
    return n;
}

void HeadlessGui::move(ImVec2 to) {
#if IMGUI_VERSION_NUM >= 18700
    ImGui::GetIO().AddMousePosEvent(to.x, to.y);
#else
    ImGui::GetIO().MousePos = to;
#endif
}

void HeadlessGui::button(int index, bool down) {
#if IMGUI_VERSION_NUM >= 18700
    ImGui::GetIO().AddMouseButtonEvent(index, down);
#else
    ImGui::GetIO().MouseDown[index] = down;
#endif
}

void HeadlessGui::wheel(float notches) {
#if IMGUI_VERSION_NUM >= 18700
    ImGui::GetIO().AddMouseWheelEvent(0, notches);
#else
    ImGui::GetIO().MouseWheel = notches;
#endif
}

app::Commands HeadlessGui::click(const app::Session& session, ImVec2 at, int index) {
    app::Commands all;
    const auto run = [&] {
        for (app::Command& command : frame(session)) {
            all.push_back(std::move(command));
        }
    };
    move(at);
    run();
    run();
    button(index, true);
    run();
    button(index, false);
    run();
    return all;
}

app::Commands HeadlessGui::drag(app::Session& session, ImVec2 from, ImVec2 to, int index) {
    app::Commands all;
    const auto run = [&] {
        const app::Commands commands = frame(session);
        session.apply(commands);
        all.insert(all.end(), commands.begin(), commands.end());
    };
    move(from);
    run();
    run();
    button(index, true);
    run();
    constexpr int steps = 8;
    for (int i = 1; i <= steps; ++i) {
        const float t = static_cast<float>(i) / steps;
        move({from.x + (to.x - from.x) * t, from.y + (to.y - from.y) * t});
        run();
    }
    button(index, false);
    run();
    return all;
}

int HeadlessGui::vertices() const {
    return ImGui::GetDrawData()->TotalVtxCount;
}

app::Session make_session(std::string_view scenario) {
    app::Settings settings;
    settings.scenario = scenario;
    return app::Session{scenarios::all(), scenarios::run, settings};
}

} // namespace support
