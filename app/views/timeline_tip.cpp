#include "app/views/timeline_tip.hpp"

#include "app/views/hatch.hpp"
#include "app/views/text.hpp"

#include <algorithm>

namespace app {
namespace {

void title(const View& view, const Tooltip& tooltip) {
    const Look& look = view.look;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float side = look.px(10);
    const float y = at.y + (look.fonts.strong->FontSize - side) / 2;
    fill_shape(*ImGui::GetWindowDrawList(), look, {{at.x, y}, {at.x + side, y + side}, look.px(3)},
               tooltip.role);
    ImGui::SetCursorScreenPos({at.x + side + look.px(7), at.y});
    line_of_text(look.fonts.strong, look.color(UiRole::text), tooltip.title);
}

} // namespace

void timeline_tip(const View& view, const Tooltip& tooltip) {
    if (tooltip.empty()) {
        return;
    }
    const Look& look = view.look;
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {look.px(12), look.px(10)});
    ImGui::BeginTooltip();
    title(view, tooltip);
    float column = 0;
    for (const Tooltip::Row& row : tooltip.rows) {
        column = std::max(column, text_width(look.fonts.body, row.name));
    }
    for (const Tooltip::Row& row : tooltip.rows) {
        if (row.name.empty()) {
            paragraph(look.fonts.body, look.color(UiRole::muted), row.value, look.px(300));
            continue;
        }
        const ImVec2 at = ImGui::GetCursorScreenPos();
        line_of_text(look.fonts.body, look.color(UiRole::muted), row.name);
        ImGui::SetCursorScreenPos({at.x + column + look.px(12), at.y});
        const float width = std::min(text_width(look.fonts.body, row.value) + 1, look.px(280));
        paragraph(look.fonts.body, look.color(UiRole::text), row.value, width);
    }
    ImGui::EndTooltip();
    ImGui::PopStyleVar();
}

} // namespace app
