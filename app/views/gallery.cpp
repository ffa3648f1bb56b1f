#include "app/views/gallery.hpp"

#include "app/views/command_button.hpp"
#include "app/views/params.hpp"
#include "app/views/what_if_list.hpp"
#include "app/views/widgets.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace app {
namespace {

void scenario_row(const View& view, const scenarios::Scenario& scenario) {
    const Look& look = view.look;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const Area area{at, {at.x + ImGui::GetContentRegionAvail().x, at.y + look.px(28)}};
    const std::string id{scenario.id};
    const Touch touch = touch_area(view, id.c_str(), area);
    if (view.session.tells_all()) { // the lesson would give answers away
        tip(view, scenario.lesson);
    }
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const bool chosen = &scenario == &view.session.scenario();
    if (chosen) {
        list.AddRectFilled(area.min, area.max, look.color(UiRole::accent_soft), look.px(6));
        list.AddRectFilled({area.min.x, area.min.y + look.px(6)},
                           {area.min.x + look.px(3), area.max.y - look.px(6)},
                           look.color(UiRole::accent), look.px(2));
    } else {
        draw_hover(view, area, touch);
    }
    put_text(list, chosen ? look.fonts.strong : look.fonts.body,
             {{area.min.x + look.px(12), area.min.y}, {area.max.x - look.px(6), area.max.y}},
             look.color(chosen ? UiRole::text : UiRole::muted), scenario.title);
    const GalleryUi& ui = view.ui.gallery;
    if (chosen && (ui.shown != scenario.id || ui.shown_room != ImGui::GetWindowHeight())) {
        ImGui::SetScrollHereY(); // chosen by other means, or the list has become shorter
    }
    if (touch.clicked && !chosen) {
        view.wish(SelectScenario{id});
    }
}

void scenario_list(const View& view) {
    std::string_view group;
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, view.look.px(1)});
    for (const scenarios::Scenario* scenario : view.session.scenarios()) {
        if (scenario->group != group) {
            group = scenario->group;
            section(view, group);
        }
        scenario_row(view, *scenario);
    }
    ImGui::PopStyleVar();
}

/// All of the list where that leaves enough for the parameters, else not much less than half.
float list_room(float room, const GalleryUi& ui) {
    constexpr float fair_share = 0.45F;
    const float left = room - ui.params_height - ui.head_height;
    return std::round(std::min(ui.list_height, std::max(left, room * fair_share)));
}

bool any_changed(const scenarios::RunSpec& spec) {
    const scenarios::RunSpec defaults{*spec.scenario};
    return spec.values != defaults.values || spec.python != defaults.python;
}

void params_head(const View& view) {
    section_with_command(view, "Parameters", "reset-parameters", Icon::reset,
                         view.session.is_comparing() || any_changed(view.session.edited_spec()));
}

/// Whose parameters the sliders are, while two runs are compared.
void edits_choice(const View& view) {
    const Comparison* comparison = view.session.comparison();
    if (comparison == nullptr) {
        return;
    }
    constexpr std::array<std::string_view, 3> options{"Both", "A", "B"};
    const auto chosen = static_cast<std::size_t>(comparison->edits());
    const float width = ImGui::GetContentRegionAvail().x;
    const auto clicked = choice(view, "edits", options, chosen, width);
    if (clicked && *clicked != chosen) {
        view.wish(SetEdits{static_cast<Edits>(*clicked)});
    }
    ImGui::Dummy({width, view.look.px(4)});
}

} // namespace

void gallery_view(const View& view) {
    GalleryUi& ui = view.ui.gallery;
    const float room = ImGui::GetContentRegionAvail().y;
    const bool is_measured = ui.list_height > 0 && ui.params_height > 0;
    const float list = list_room(room, ui);
    ImGui::BeginChild("scenarios", {0, std::max(list, 1.0F)});
    scenario_list(view);
    ui.list_height = ImGui::GetCursorPosY();
    if (is_measured) { // before that there is no height to scroll in
        ui.shown = view.session.scenario().id;
        ui.shown_room = ImGui::GetWindowHeight();
    }
    ImGui::EndChild();
    params_head(view);
    edits_choice(view);
    ImGui::BeginChild("parameters", {0, 0});
    params_view(view);
    what_if_list(view);
    ui.params_height = ImGui::GetCursorPosY();
    ui.head_height = room - list - ImGui::GetWindowHeight();
    ImGui::EndChild();
}

} // namespace app
