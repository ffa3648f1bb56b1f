#include "app/views/live_bar.hpp"

#include "app/views/command_button.hpp"
#include "app/views/text.hpp"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <string>
#include <vector>

namespace app {
namespace {

constexpr float bar_points = 44;
constexpr float gap_points = 6;

std::string status(const Session& session) {
    if (session.is_under_way()) {
        const std::chrono::duration<double> passed = session.trace().end();
        return fmt::format("Live, {:.1f} s", passed.count());
    }
    return session.is_outdated() ? "Over. The parameters are for the next run" : "Live run, over";
}

/// A dot that says whether it goes on, and words.
void put_status(const View& view, const Area& area) {
    const Look& look = view.look;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float dot = look.px(5);
    const ImVec2 at{area.min.x + look.px(14) + dot, area.center().y};
    if (view.session.is_under_way()) {
        list.AddCircleFilled(at, dot, look.color(UiRole::accent), 20);
        list.AddCircle(at, dot + look.px(3), look.color(UiRole::accent, 0.35F), 24, look.px(2));
    } else {
        list.AddCircle(at, dot, look.color(UiRole::muted), 20, look.px(1.5F));
    }
    put_text(list, look.fonts.strong, {{at.x + look.px(14), area.min.y}, area.max},
             look.color(UiRole::text), status(view.session));
}

struct Button {
    std::string_view command;
    std::string_view text;
    Emphasis emphasis;
};

/// From the right edge to the left. Gives where the leftmost begins.
float put_buttons(const View& view, const Area& area, std::span<const Button> buttons) {
    const Look& look = view.look;
    float x = area.max.x - look.px(10);
    const float y = area.center().y - look.px(16);
    for (const Button& button : buttons) {
        x -= text_button_width(view, button.text);
        ImGui::SetCursorScreenPos({x, y});
        command_text_button(view, button.command, button.text, button.emphasis);
        x -= look.px(gap_points);
    }
    return x;
}

/// Whether the parameters or a person send the signals of a live run.
float put_signal_choice(const View& view, const Area& area, float right) {
    const Look& look = view.look;
    constexpr std::array<std::string_view, 2> options{"Planned signals", "By hand"};
    const float width = look.px(250);
    const float x = right - width - look.px(gap_points);
    if (x < area.min.x + look.px(160)) {
        return right;
    }
    ImGui::SetCursorScreenPos({x, area.center().y - look.px(14)});
    const std::size_t chosen = view.session.signals_by_hand() ? 1 : 0;
    const auto clicked = choice(view, "signals", options, chosen, width);
    if (clicked && *clicked != chosen) {
        view.wish(ToggleSignalsByHand{});
    }
    return x;
}

} // namespace

float live_bar_height(const View& view) {
    return view.session.is_live() ? view.look.px(bar_points) : 0;
}

void live_bar_view(const View& view, const Area& area) {
    if (area.is_empty()) {
        return;
    }
    const Session& session = view.session;
    const bool has_signals = session.scenario().prepare != nullptr;
    std::vector<Button> buttons;
    if (!session.is_under_way()) {
        buttons.push_back({"relaunch", "Run again", Emphasis::primary});
    } else {
        buttons.push_back({"stop", "Stop", Emphasis::outlined});
        if (has_signals) {
            buttons.push_back({"sigterm", "Send SIGTERM", Emphasis::primary});
        }
        if (!session.follows_live()) {
            buttons.push_back({"follow", "Follow", Emphasis::outlined});
        }
    }
    float left = put_buttons(view, area, buttons);
    if (has_signals && !session.is_under_way()) {
        left = put_signal_choice(view, area, left);
    }
    put_status(view, {area.min, {left, area.max.y}});
    ImGui::GetWindowDrawList()->AddRectFilled({area.min.x, area.max.y - 1}, area.max,
                                              view.look.color(UiRole::border));
}

} // namespace app
