#include "app/views/help.hpp"

#include "app/views/command_button.hpp"
#include "app/views/overlay.hpp"
#include "app/views/widgets.hpp"

#include <algorithm>
#include <array>

namespace app {
namespace {

constexpr std::array groups{CommandGroup::run, CommandGroup::transport, CommandGroup::view,
                            CommandGroup::window};

void key_row(const View& view, const CommandInfo& info, float width) {
    const Look& look = view.look;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float height = look.px(26);
    const float caps = key_caps_width(look, info.keys, true);
    const Area row{at, {at.x + width, at.y + height}};
    ImGui::PushID(info.id.data(), info.id.data() + info.id.size());
    touch_area(view, "row", {row.min, {row.max.x - caps, row.max.y}});
    tip(view, info.help);
    ImGui::PopID();
    put_text(*ImGui::GetWindowDrawList(), look.fonts.body,
             {at, {row.max.x - caps - look.px(8), row.max.y}}, look.color(UiRole::text),
             info.title);
    ImGui::SetCursorScreenPos({row.max.x - caps, at.y + look.px(4)});
    key_caps(look, info.keys, true);
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy({width, height});
}

void group_rows(const View& view, CommandGroup group, float width) {
    section(view, title(group));
    for (const CommandInfo& info : command_table()) {
        if (info.group == group && !info.keys.empty()) {
            key_row(view, info, width);
        }
    }
}

/// The taller of the two columns.
float height_of_rows(const Look& look) {
    std::array<float, 2> columns{};
    for (std::size_t i = 0; i < groups.size(); ++i) {
        float& column = columns[i / (groups.size() / 2)];
        column += look.line(look.fonts.caption) + look.px(6);
        for (const CommandInfo& info : command_table()) {
            column += info.group == groups[i] && !info.keys.empty() ? look.px(26) : 0;
        }
    }
    return std::max(columns[0], columns[1]);
}

} // namespace

void help_view(const View& view) {
    const Look& look = view.look;
    bool dismissed = false;
    if (!begin_overlay(view, "help", {look.px(820), height_of_rows(look) + look.px(62)},
                       look.px(56), dismissed)) {
        return;
    }
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    line_of_text(look.fonts.title, look.color(UiRole::text), "Keys");
    ImGui::SetCursorScreenPos({at.x + width - look.px(28), at.y - look.px(4)});
    if (icon_button(view, "close", Icon::close, 28)) {
        dismissed = true;
    }
    ImGui::SetCursorScreenPos({at.x, at.y + look.px(26)});
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
    const float column = (width - look.px(40)) / 2;
    const ImVec2 top = ImGui::GetCursorScreenPos();
    for (std::size_t i = 0; i < groups.size(); ++i) {
        if (i == groups.size() / 2) {
            ImGui::EndGroup();
            ImGui::SetCursorScreenPos({top.x + column + look.px(40), top.y});
        }
        if (i % (groups.size() / 2) == 0) {
            ImGui::BeginGroup();
        }
        group_rows(view, groups[i], column);
    }
    ImGui::EndGroup();
    ImGui::PopStyleVar();
    end_overlay();
    if (dismissed) {
        view.wish(ToggleHelp{});
    }
}

} // namespace app
