#include "app/views/play_menu.hpp"

#include "app/model/command_table.hpp"
#include "app/views/menu.hpp"
#include "core/base/assert.hpp"

#include <array>
#include <string>

namespace app {
namespace {

struct StopRow {
    StopAt what;
    const char* id;
};
constexpr std::array stop_rows{
    StopRow{StopAt::failure, "stop-at-failure"},
    StopRow{StopAt::cancellation, "stop-at-cancellation"},
    StopRow{StopAt::signal, "stop-at-signal"},
};

void command_row(const View& view, const char* id, bool chosen, std::string_view detail) {
    const CommandInfo* info = find_command(id);
    CORE_ASSERT(info != nullptr);
    if (menu_row(view, id, info->title, chosen, detail)) {
        view.wish(info->make());
    }
}

void speed_rows(const View& view) {
    const double now = view.session.playback().speed();
    for (const double speed : Playback::speeds) {
        const std::string text = speed_text(speed);
        if (menu_row(view, text.c_str(), text, speed == now)) {
            view.wish(SetSpeed{speed});
        }
    }
}

void section_rows(const View& view) {
    const bool has_section = view.session.playback().section().has_value();
    command_row(view, "loop-from", false, "[");
    command_row(view, "loop-to", false, "]");
    if (has_section) {
        command_row(view, "clear-loop", false, "Ctrl+L");
    }
}

} // namespace

std::string speed_text(double speed) {
    std::string text = std::to_string(speed);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') {
        text.pop_back();
    }
    return text + "×";
}

void play_menu(const View& view) {
    const double now = view.session.playback().speed();
    const bool stops = view.session.playback().stops().any();
    const std::string text = speed_text(now) + (stops ? " ■" : "");
    if (text_button(view, "speed", text, Emphasis::flat, Icon::chevron_down)) {
        ImGui::OpenPopup("speeds");
    }
    tip(view,
        stops ? "How fast it plays; it stops by itself" : "How fast it plays, where it stops");
    const Area anchor{ImGui::GetItemRectMin(), ImGui::GetItemRectMax()};
    if (!begin_menu(view, "speeds", anchor, view.look.px(220))) {
        return;
    }
    speed_rows(view);
    separator(view);
    for (const StopRow& row : stop_rows) {
        const bool on = view.session.playback().stops().has(row.what);
        command_row(view, row.id, on, on ? "on" : "off");
    }
    separator(view);
    section_rows(view);
    end_menu();
}

} // namespace app
