#include "app/views/command_button.hpp"

#include "app/model/command_table.hpp"
#include "core/base/assert.hpp"

#include <string>

namespace app {

namespace {

const CommandInfo& row_of(std::string_view command_id) {
    const CommandInfo* info = find_command(command_id);
    CORE_ASSERT(info != nullptr);
    return *info;
}

} // namespace

void command_button(const View& view, std::string_view command_id, Icon icon, float size,
                    Emphasis emphasis) {
    const CommandInfo& info = row_of(command_id);
    if (icon_button(view, std::string{command_id}.c_str(), icon, size, emphasis)) {
        view.wish(info.make());
    }
    tip(view, info.title, info.keys);
}

void command_text_button(const View& view, std::string_view command_id, std::string_view text,
                         Emphasis emphasis) {
    const CommandInfo& info = row_of(command_id);
    const std::string id = std::string{command_id} + " text"; // beside the icon button of the row
    if (text_button(view, id.c_str(), text, emphasis)) {
        view.wish(info.make());
    }
    tip(view, info.help, info.keys);
}

void section_with_command(const View& view, std::string_view title, std::string_view command_id,
                          Icon icon, bool has_button) {
    const Look& look = view.look;
    ImGui::Dummy({1, look.px(2)});
    separator(view);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const Area area{at, {at.x + width, at.y + look.px(28)}};
    const float right = area.max.x - (has_button ? look.px(28) : 0);
    put_text(*ImGui::GetWindowDrawList(), look.fonts.caption, {area.min, {right, area.max.y}},
             look.color(UiRole::muted), title);
    if (has_button) {
        ImGui::SetCursorScreenPos({area.max.x - look.px(24), at.y + look.px(2)});
        command_button(view, command_id, icon, 24);
    }
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy({width, area.height()});
}

} // namespace app
