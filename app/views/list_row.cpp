#include "app/views/list_row.hpp"

namespace app {

ListRow list_row(const View& view, const char* id, float points, Chosen chosen) {
    const Look& look = view.look;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const Area area{at, {at.x + ImGui::GetContentRegionAvail().x, at.y + look.px(points)}};
    const Touch touch = touch_area(view, id, area);
    if (chosen == Chosen::no) {
        draw_hover(view, area, touch);
        return {area, touch};
    }
    ImGui::GetWindowDrawList()->AddRectFilled(area.min, area.max, look.color(UiRole::accent_soft),
                                              look.px(6));
    if (chosen == Chosen::just_now) {
        ImGui::SetScrollHereY();
    }
    return {area, touch};
}

} // namespace app
