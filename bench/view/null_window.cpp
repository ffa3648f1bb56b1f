#include "bench/view/null_window.hpp"

#include "app/platform/fonts.hpp"
#include "app/views/imgui_theme.hpp"

namespace bench {

NullWindow::NullWindow() {
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.DisplaySize = {1920, 1080};
    io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
    m_look.theme = &app::theme(app::ThemeKind::light);
    m_look.fonts = app::load_fonts(*io.Fonts, m_look.scale);
    app::apply_look(ImGui::GetStyle(), m_look);
}

NullWindow::~NullWindow() {
    ImGui::DestroyContext();
}

void NullWindow::draw(app::Session& session) {
    ImGui::GetIO().DeltaTime = 1.0F / 60;
    app::Commands commands;
    ImGui::NewFrame();
    app::root_view({session, m_look, m_ui, commands}, {});
    ImGui::Render();
    session.apply(commands);
}

} // namespace bench
