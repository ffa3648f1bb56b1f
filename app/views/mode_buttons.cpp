#include "app/views/mode_buttons.hpp"

#include "app/views/command_button.hpp"
#include "app/views/widgets.hpp"

#include <array>

namespace app {
namespace {

/// A row of the table of commands that turns something on and off.
struct Mode {
    std::string_view command;
    std::string_view text;
    bool (*is_on)(const Session&);
};

constexpr std::array modes{
    Mode{"predict", "Predict", [](const Session& s) { return s.predict().is_on(); }},
};

} // namespace

void mode_buttons(const View& view, const Area& area) {
    float x = area.min.x;
    for (const Mode& mode : modes) {
        const float width = text_button_width(view, mode.text);
        if (x + width > area.max.x) {
            return;
        }
        ImGui::SetCursorScreenPos({x, area.min.y});
        const bool on = mode.is_on(view.session);
        command_text_button(view, mode.command, mode.text, on ? Emphasis::primary : Emphasis::flat);
        x += width + view.look.px(4);
    }
}

} // namespace app
