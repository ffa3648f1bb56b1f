#include "app/views/tour_view.hpp"

#include "app/views/command_button.hpp"
#include "app/views/widgets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace app {
namespace {

constexpr float bubble_points = 340;
constexpr float pad_points = 16;

/// Everything but the target lies in the shade.
void put_shade(const View& view, const Area& target, ImVec2 window) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImU32 shade = view.look.color(UiRole::shade);
    if (target.is_empty()) {
        list.AddRectFilled({0, 0}, window, shade);
        return;
    }
    list.AddRectFilled({0, 0}, {window.x, target.min.y}, shade);
    list.AddRectFilled({0, target.max.y}, window, shade);
    list.AddRectFilled({0, target.min.y}, {target.min.x, target.max.y}, shade);
    list.AddRectFilled({target.max.x, target.min.y}, {window.x, target.max.y}, shade);
    list.AddRect(target.min, target.max, view.look.color(UiRole::accent), view.look.px(6),
                 ImDrawFlags_None, view.look.px(3));
}

/// The widget with some air around it, within the window.
Area frame_around(const View& view, ImVec2 window) {
    const Area& found = view.ui.tour.found;
    if (found.is_empty()) {
        return {};
    }
    const float air = view.look.px(4);
    const float edge = view.look.px(2);
    return {{std::max(found.min.x - air, edge), std::max(found.min.y - air, edge)},
            {std::min(found.max.x + air, window.x - edge),
             std::min(found.max.y + air, window.y - edge)}};
}

float bubble_height(const View& view, const TourStop& stop, float inner) {
    const Look& look = view.look;
    return look.line(look.fonts.title) + look.px(6) +
           wrapped_height(look.fonts.body, stop.text, inner) +
           (stop.keys.empty() ? 0 : look.px(30)) + look.px(14 + 32) + 2 * look.px(pad_points);
}

void put_buttons(const View& view, const Area& inner) {
    const Look& look = view.look;
    const Tour& tour = view.session.tour();
    const std::size_t count = tour_stops().size();
    const bool is_last = tour.at() + 1 == count;
    const float y = inner.max.y - look.px(32);
    put_text(*ImGui::GetWindowDrawList(), look.fonts.caption,
             {{inner.min.x, y}, {inner.max.x, inner.max.y}}, look.color(UiRole::muted),
             fmt::format("{} of {}", tour.at() + 1, count));
    const std::string_view on = is_last ? "Done" : "Next";
    float x = inner.max.x - text_button_width(view, on);
    ImGui::SetCursorScreenPos({x, y});
    command_text_button(view, "tour-next", on, Emphasis::primary);
    if (tour.at() > 0) {
        x -= text_button_width(view, "Back") + look.px(6);
        ImGui::SetCursorScreenPos({x, y});
        command_text_button(view, "tour-back", "Back", Emphasis::outlined);
    }
    if (!is_last) {
        x -= text_button_width(view, "Skip") + look.px(6);
        ImGui::SetCursorScreenPos({x, y});
        command_text_button(view, "tour-end", "Skip", Emphasis::flat);
    }
}

void put_bubble(const View& view, const Area& area) {
    const Look& look = view.look;
    const TourStop& stop = view.session.tour().stop();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(area.min, area.max, look.color(UiRole::panel_raised), look.px(12));
    list.AddRect(area.min, area.max, look.color(UiRole::border), look.px(12));
    const float pad = look.px(pad_points);
    const Area inner{{area.min.x + pad, area.min.y + pad}, {area.max.x - pad, area.max.y - pad}};
    const float line = look.line(look.fonts.title);
    put_text(list, look.fonts.title, {inner.min, {inner.max.x, inner.min.y + line}},
             look.color(UiRole::text), stop.title);
    const float y = inner.min.y + line + look.px(6);
    const float height = put_lines(list, look.fonts.body, {inner.min.x, y}, inner.width(),
                                   look.color(UiRole::text), stop.text);
    if (!stop.keys.empty()) {
        ImGui::SetCursorScreenPos({inner.min.x, y + height + look.px(10)});
        key_caps(look, stop.keys);
    }
    put_buttons(view, inner);
}

} // namespace

Area place_bubble(const Area& target, ImVec2 size, ImVec2 window, float gap) {
    const auto within = [&](float x, float y) {
        const ImVec2 at{std::round(std::clamp(x, gap, std::max(gap, window.x - size.x - gap))),
                        std::round(std::clamp(y, gap, std::max(gap, window.y - size.y - gap)))};
        return Area{at, {at.x + size.x, at.y + size.y}};
    };
    if (target.is_empty()) {
        return within((window.x - size.x) / 2, (window.y - size.y) / 2);
    }
    const ImVec2 middle{target.center().x - size.x / 2, target.center().y - size.y / 2};
    // What is left of the room beside the target when the bubble stands there.
    const std::array rest{
        window.x - target.max.x - size.x, // right
        target.min.x - size.x,            // left
        window.y - target.max.y - size.y, // below
        target.min.y - size.y,            // above
    };
    const auto best = std::max_element(rest.begin(), rest.end()) - rest.begin();
    if (rest[static_cast<std::size_t>(best)] < 2 * gap) {
        return within(middle.x, middle.y); // no room beside it: over it
    }
    switch (best) {
    case 0:
        return within(target.max.x + gap, middle.y);
    case 1:
        return within(target.min.x - gap - size.x, middle.y);
    case 2:
        return within(middle.x, target.max.y + gap);
    default:
        return within(middle.x, target.min.y - gap - size.y);
    }
}

bool tour_key(const View& view, const Chord& chord) {
    if (chord.ctrl) {
        return false;
    }
    switch (chord.key) {
    case Key::right:
    case Key::space:
    case Key::enter:
    case Key::page_down:
        view.wish(StepTour{1});
        return true;
    case Key::left:
    case Key::page_up:
        view.wish(StepTour{-1});
        return true;
    case Key::escape:
        view.wish(EndTour{});
        return true;
    default:
        return false;
    }
}

void tour_view(const View& view) {
    const Look& look = view.look;
    const ImVec2 window = ImGui::GetIO().DisplaySize;
    const float gap = look.px(12);
    const float width = std::min(look.px(bubble_points), window.x - 2 * gap);
    const float inner = width - 2 * look.px(pad_points);
    if (inner < look.px(60)) {
        return;
    }
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(window);
    ImGui::SetNextWindowFocus();
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
    ImGui::Begin("tour", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                     ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoSavedSettings);
    ImGui::PopStyleVar();
    const Area target = frame_around(view, window);
    put_shade(view, target, window);
    const ImVec2 size{width, bubble_height(view, view.session.tour().stop(), inner)};
    put_bubble(view, place_bubble(target, size, window, gap));
    ImGui::End();
}

} // namespace app
