#include "app/views/top_bar.hpp"

#include "app/model/clock_text.hpp"
#include "app/views/command_button.hpp"
#include "app/views/menu.hpp"
#include "app/views/mode_buttons.hpp"
#include "app/views/play_menu.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace app {
namespace {

constexpr float button = 32;

void scenario_menu(const View& view, const Area& anchor) {
    if (!begin_menu(view, "scenarios", anchor, view.look.px(320))) {
        return;
    }
    for (const scenarios::Scenario* scenario : view.session.scenarios()) {
        const std::string id{scenario->id};
        const bool chosen = scenario == &view.session.scenario();
        if (menu_row(view, id.c_str(), scenario->title, chosen)) {
            view.wish(SelectScenario{id});
        }
    }
    end_menu();
}

void scenario_picker(const View& view, ImVec2 at) {
    ImGui::SetCursorScreenPos(at);
    if (text_button(view, "scenario", view.session.scenario().title, Emphasis::flat,
                    Icon::chevron_down)) {
        ImGui::OpenPopup("scenarios");
    }
    tip(view, "Choose a lesson");
    scenario_menu(view, {ImGui::GetItemRectMin(), ImGui::GetItemRectMax()});
}

void transport(const View& view, ImVec2 at) {
    ImGui::SetCursorScreenPos(at);
    const float gap = view.look.px(2);
    command_button(view, "start", Icon::to_start);
    ImGui::SameLine(0, gap);
    command_button(view, "step-back", Icon::step_back);
    ImGui::SameLine(0, gap);
    const bool playing = view.session.playback().is_playing();
    command_button(view, "play", playing ? Icon::pause : Icon::play, button, Emphasis::primary);
    ImGui::SameLine(0, gap);
    command_button(view, "step-forward", Icon::step_forward);
    ImGui::SameLine(0, gap);
    command_button(view, "end", Icon::to_end);
}

void readout(const View& view, const Area& area) {
    const Look& look = view.look;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float half = (area.min.y + area.max.y) / 2;
    put_text(list, look.fonts.strong, {area.min, {area.max.x, half + look.px(1)}},
             look.color(UiRole::text), clock_text(view.session));
    const std::size_t size = view.session.playback().size(); // of both runs, where there are two
    const std::string cursor = std::to_string(view.session.playback().cursor());
    // Five digits twice leave no room for words.
    const std::string events = size < 1000 ? "event " + cursor + " of " + std::to_string(size)
                                           : cursor + " of " + std::to_string(size);
    put_text(list, look.fonts.caption, {{area.min.x, half}, area.max}, look.color(UiRole::muted),
             events);
}

constexpr float mode_width = 172;

void mode_switch(const View& view, ImVec2 at) {
    constexpr std::array<std::string_view, 2> modes{"Simulated", "Live"};
    ImGui::SetCursorScreenPos(at);
    const std::size_t chosen = view.session.is_live() ? 1 : 0;
    const auto clicked = choice(view, "mode", modes, chosen, view.look.px(mode_width));
    if (clicked && *clicked != chosen) {
        view.wish(SetLive{*clicked == 1});
    }
}

/// What the button leads to.
Icon theme_icon(ThemeKind kind) {
    switch (kind) {
    case ThemeKind::light:
        return Icon::sun;
    case ThemeKind::dark:
        return Icon::moon;
    case ThemeKind::high_contrast:
        break;
    }
    return Icon::contrast;
}

/// Live runs cannot be compared: the button then says so.
void compare_button(const View& view, ImVec2 at) {
    ImGui::SetCursorScreenPos(at);
    const bool on = view.session.is_comparing();
    command_button(view, "compare", Icon::compare, button,
                   on ? Emphasis::outlined : Emphasis::flat);
}

void tools(const View& view, ImVec2 at) {
    compare_button(view, at);
    const float gap = view.look.px(2);
    ImGui::SameLine(0, gap);
    command_button(view, "relaunch", Icon::restart);
    ImGui::SameLine(0, gap);
    command_button(view, "new-seed", Icon::dice);
    ImGui::SameLine(0, gap);
    command_button(view, "palette", Icon::search);
    ImGui::SameLine(0, gap);
    command_button(view, "present", Icon::present, button,
                   view.session.is_presenting() ? Emphasis::primary : Emphasis::flat);
    ImGui::SameLine(0, gap);
    command_button(view, "theme", theme_icon(next(view.session.shown_settings().theme)));
    ImGui::SameLine(0, gap);
    command_button(view, "help", Icon::help);
}

} // namespace

void top_bar_view(const View& view, const Area& area) {
    const Look& look = view.look;
    const float y = area.min.y + (area.height() - look.px(button)) / 2;
    const float edge = look.px(8);
    const float transport_width = 5 * look.px(button) + 4 * look.px(2);
    const float readout_width = look.px(112);
    const float speed_width = look.px(88);
    const float tools_width = 7 * look.px(button) + 6 * look.px(2);
    const float picker_width =
        text_width(look.fonts.strong, view.session.scenario().title) + look.px(38);

    scenario_picker(view, {area.min.x + edge, y});
    const float centred = (area.min.x + area.max.x - transport_width) / 2;
    const float x = std::max(centred, area.min.x + edge + picker_width + look.px(12));
    const float picker_end = area.min.x + edge + picker_width + look.px(12);
    mode_buttons(view, {{picker_end, y}, {x - look.px(12), y + look.px(button)}});
    transport(view, {x, y});
    const float tools_x = area.max.x - edge - tools_width;
    const float after = x + transport_width + look.px(12);
    const float modes_x = tools_x - look.px(mode_width + 12);
    // The clock is read more often than the switch is used, which has a key as well.
    const bool has_modes = view.session.can_be_live() && after + readout_width < modes_x;
    const float free_end = has_modes ? modes_x : tools_x;
    if (after + readout_width < free_end) {
        readout(view, {{after, y}, {after + readout_width, y + look.px(button)}});
    }
    if (after + readout_width + speed_width < free_end) {
        ImGui::SetCursorScreenPos({after + readout_width, y});
        play_menu(view);
    }
    if (has_modes) {
        mode_switch(view, {free_end, area.center().y - look.px(14)});
    }
    if (after < tools_x) {
        tools(view, {tools_x, y});
    }
}

} // namespace app
