#include "app/views/splitter.hpp"

#include "app/views/widgets.hpp"

namespace app {
namespace {

void draw_hint(const View& view, const Area& edge, bool vertical, bool held) {
    const ImVec2 middle{(edge.min.x + edge.max.x) / 2, (edge.min.y + edge.max.y) / 2};
    const float half = view.look.px(18);
    const float thick = view.look.px(2) / 2;
    const ImVec2 arm = vertical ? ImVec2{thick, half} : ImVec2{half, thick};
    ImGui::GetWindowDrawList()->AddRectFilled(
        {middle.x - arm.x, middle.y - arm.y}, {middle.x + arm.x, middle.y + arm.y},
        view.look.color(held ? UiRole::accent : UiRole::disabled), thick);
}

} // namespace

void splitter(const View& view, const char* id, const Area& edge, Panel panel, float size_now,
              Grows grows) {
    const Touch touch = touch_area(view, id, edge);
    const bool vertical = grows != Grows::up;
    if (touch.hovered || touch.held) {
        ImGui::SetMouseCursor(vertical ? ImGuiMouseCursor_ResizeEW : ImGuiMouseCursor_ResizeNS);
        draw_hint(view, edge, vertical, touch.held);
    }
    if (ImGui::IsItemActivated()) {
        view.ui.drag_origin = size_now;
    }
    if (touch.held && ImGui::IsMouseDragging(ImGuiMouseButton_Left, 0)) {
        const ImVec2 moved = ImGui::GetMouseDragDelta(ImGuiMouseButton_Left, 0);
        const float by = grows == Grows::right  ? moved.x
                         : grows == Grows::left ? -moved.x
                                                : -moved.y;
        view.wish(SetPanelSize{panel, (view.ui.drag_origin + by) / view.look.px(text_points)});
    }
}

} // namespace app
