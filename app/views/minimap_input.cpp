#include "app/views/minimap_input.hpp"

#include "app/views/widgets.hpp"

namespace app {
namespace {

double place_at_pointer(const View& view) {
    const MinimapLayout& layout = view.ui.timeline.minimap;
    const Window strip = minimap_window(view.session.axis_map());
    return TimeScale{strip, layout.left, layout.right}.to_position(ImGui::GetIO().MousePos.x);
}

MinimapGrip grip_at_pointer(const View& view) {
    return grip_at(view.ui.timeline.minimap, ImGui::GetIO().MousePos.x, view.look.px(6));
}

void begin_drag(const View& view, double place) {
    MinimapDrag& drag = view.ui.timeline.minimap_drag;
    drag = {true, grip_at_pointer(view), place, view.session.viewport().target()};
    if (drag.grip == MinimapGrip::outside) {
        drag.from = dragged(drag.from, drag.grip, place, place, 0);
        drag.grip = MinimapGrip::frame;
        view.wish(ShowPart{drag.from, Motion::animated});
    }
}

void move(const View& view, double place) {
    const MinimapDrag& drag = view.ui.timeline.minimap_drag;
    if (ImGui::GetIO().MouseDelta.x != 0) {
        const double shortest = view.session.shortest_window();
        view.wish(ShowPart{dragged(drag.from, drag.grip, drag.grabbed, place, shortest)});
    }
}

} // namespace

void minimap_input(const View& view, const Area& area) {
    const Touch touch = touch_area(view, "minimap", area);
    MinimapDrag& drag = view.ui.timeline.minimap_drag;
    if (!touch.held) {
        drag.active = false;
    }
    if (area.is_empty() || (!touch.hovered && !touch.held)) {
        return;
    }
    const MinimapGrip grip = drag.active ? drag.grip : grip_at_pointer(view);
    const bool handle = grip == MinimapGrip::begin || grip == MinimapGrip::end;
    ImGui::SetMouseCursor(handle                       ? ImGuiMouseCursor_ResizeEW
                          : grip == MinimapGrip::frame ? ImGuiMouseCursor_ResizeAll
                                                       : ImGuiMouseCursor_Hand);
    const double place = place_at_pointer(view);
    if (touch.hovered && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) {
        view.wish(FitAll{});
        drag.active = false;
    } else if (touch.held && !drag.active && ImGui::IsMouseClicked(ImGuiMouseButton_Left)) {
        begin_drag(view, place);
    } else if (drag.active) {
        move(view, place);
    }
    if (touch.hovered && ImGui::GetIO().MouseWheel != 0) {
        view.wish(ZoomAt{static_cast<double>(ImGui::GetIO().MouseWheel), 0.5});
    }
}

} // namespace app
