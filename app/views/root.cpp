#include "app/views/root.hpp"

#include "app/views/code.hpp"
#include "app/views/gallery.hpp"
#include "app/views/glossary_view.hpp"
#include "app/views/help.hpp"
#include "app/views/inspector_view.hpp"
#include "app/views/keyboard.hpp"
#include "app/views/lesson_view.hpp"
#include "app/views/notice.hpp"
#include "app/views/palette.hpp"
#include "app/views/path_view.hpp"
#include "app/views/predict_view.hpp"
#include "app/views/splitter.hpp"
#include "app/views/story.hpp"
#include "app/views/sweep_view.hpp"
#include "app/views/timeline_view.hpp"
#include "app/views/top_bar.hpp"
#include "app/views/tour_view.hpp"
#include "app/views/what_if_menu.hpp"
#include "app/views/window_plan.hpp"

namespace app {
namespace {

/// A rounded panel at a place of its own; `content` fills it.
template <class Content>
void panel(const View& view, const char* id, const Area& area, float padding, Content content) {
    if (area.is_empty()) {
        return;
    }
    view.ui.note(id, area);
    const Look& look = view.look;
    ImGui::SetCursorScreenPos(area.min);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {look.px(padding), look.px(padding)});
    const bool padded = padding > 0;
    ImGui::BeginChild(id, {area.width(), area.height()}, false,
                      padded ? ImGuiWindowFlags_AlwaysUseWindowPadding
                             : ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
    ImGui::PopStyleVar();
    content();
    ImGui::EndChild();
    const Theme& theme = *look.theme;
    if (theme.color(UiRole::panel) == theme.color(UiRole::background)) {
        ImGui::GetWindowDrawList()->AddRect(area.min, area.max, look.color(UiRole::border),
                                            look.px(Spacing{}.panel_rounding * text_points));
    }
}

void panels(const View& view, const WindowPlan& plan) {
    panel(view, "left", plan.left, 10, [&] { gallery_view(view); });
    panel(view, "timeline", plan.timeline, 0, [&] { timeline_view(view, plan.timeline); });
    panel(view, "code", plan.code, 0, [&] { code_view(view, plan.code); });
    panel(view, "inspector", plan.inspector, 14, [&] { inspector_view(view); });
    if (view.session.shows_notes()) {
        panel(view, "notes", plan.story, 14, [&] { notes_view(view); });
    } else {
        panel(view, "story", plan.story, 8, [&] { story_view(view); });
    }
}

void edges(const View& view, const WindowPlan& plan) {
    splitter(view, "left edge", plan.left_edge, Panel::left, plan.left.width(), Grows::right);
    splitter(view, "right edge", plan.right_edge, Panel::right, plan.code.width(), Grows::left);
    splitter(view, "story edge", plan.story_edge, Panel::story, plan.story.height(), Grows::up);
}

void overlays(const View& view, std::span<const Chord> keys) {
    if (view.session.overlays().help) {
        help_view(view);
    }
    if (view.session.overlays().glossary) {
        glossary_view(view, keys);
    } else {
        view.ui.glossary.was_open = false;
    }
    if (view.session.overlays().palette) {
        palette_view(view, keys);
    } else {
        view.ui.palette.was_open = false;
    }
    if (view.session.overlays().sweep) {
        sweep_view(view, keys);
    }
    if (view.session.take_along().question()) {
        path_view(view, keys);
    }
    notice_view(view);
}

/// A text is read, code is looked at. A class has no use for figures that nobody asks about.
float code_share(const Session& session) {
    if (session.is_presenting() && session.selection().task() == core::TaskId::none) {
        return 1;
    }
    return session.settings().code_tab == CodeTab::lesson ? 0.6F : 0.5F;
}

bool is_covered(const Session& session) {
    return session.overlays().any() || session.tour().is_on() ||
           session.take_along().question() != nullptr;
}

void begin_frame(UiState& ui, const Tour& tour) {
    ui.tour.wanted = tour.is_on() ? tour.stop().widget : std::string_view{};
    ui.tour.found = {};
    ui.wake_after.reset();
    ui.hovered = core::TaskId::none;
    ui.hovered_event = core::EventId::none;
    ui.tip.seen = false;
}

void end_frame(const View& view) {
    if (!view.ui.tip.seen) {
        view.ui.tip.item = 0;
    }
    if (view.ui.hovered != view.session.selection().hovered()) {
        view.wish(HoverTask{view.ui.hovered});
    }
    if (view.ui.hovered_event != view.session.selection().hovered_event()) {
        view.wish(HoverEvent{view.ui.hovered_event});
    }
}

} // namespace

void root_view(const View& view, std::span<const Chord> keys) {
    begin_frame(view.ui, view.session.tour());
    keys_to_commands(view, keys,
                     {.typing = ImGui::GetIO().WantTextInput, .overlay = is_covered(view.session)});
    view.ui.line_tasks.is_open = false; // its panel may be hidden
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    const WindowPlan plan =
        plan_window(size, view.session.shown_settings(), view.look.scale, code_share(view.session));
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(size);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0.0F);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
    ImGui::Begin("Async Lab", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                     ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoSavedSettings);
    ImGui::PopStyleVar(2);
    top_bar_view(view, plan.top_bar);
    panels(view, plan);
    edges(view, plan);
    what_if_menu(view, keys);
    ImGui::End();
    predict_view(view, plan);
    overlays(view, keys);
    if (view.session.tour().is_on()) {
        tour_view(view);
    }
    end_frame(view);
}

} // namespace app
