#include "app/views/lane_scrollbar.hpp"

#include "app/views/widgets.hpp"

#include <algorithm>

namespace app {
namespace {

/// Share of the lanes that is in view, 1 when all are.
float share_in_view(const Pane& pane) {
    return pane.plan.scrollbar.height() / std::max(pane.layout().lanes_height, 1.0F);
}

float pitch_of(const TimelineLayout& layout) {
    const Lane& first = layout.lanes.front();
    return std::max(first.y1 - first.y0, 1.0F);
}

} // namespace

void lane_scrollbar(const Pane& pane) {
    const float share = share_in_view(pane);
    if (share >= 1 || pane.layout().lanes.empty()) {
        return;
    }
    const View& view = pane.view;
    const Touch touch = touch_area(view, "lane scrollbar", pane.plan.scrollbar);
    pane.ui().scrollbar_lit = touch.hovered || touch.held;
    const float moved = ImGui::GetIO().MouseDelta.y;
    if (touch.held && moved != 0) {
        const auto lanes = static_cast<double>(moved / share / pitch_of(pane.layout()));
        view.wish(ScrollLanes{lanes, Motion::immediate, pane.side});
    }
    if (touch.hovered && ImGui::GetIO().MouseWheel != 0) {
        view.wish(ScrollLanes{-2 * static_cast<double>(ImGui::GetIO().MouseWheel), Motion::animated,
                              pane.side});
    }
}

void draw_lane_scrollbar(const Pane& pane) {
    const TimelineLayout& layout = pane.layout();
    const Area& area = pane.plan.scrollbar;
    const float share = share_in_view(pane);
    if (share >= 1 || layout.lanes.empty()) {
        return;
    }
    const View& view = pane.view;
    const auto scrolled =
        static_cast<float>(view.session.lanes(pane.side).scroll()) * pitch_of(layout);
    const float height = std::max(area.height() * share, view.look.px(24));
    const float room = std::max(layout.lanes_height - area.height(), 1.0F);
    const float top = area.min.y + (area.height() - height) * std::min(scrolled / room, 1.0F);
    const float half = view.look.px(2);
    const float x = (area.min.x + area.max.x) / 2;
    const UiRole role = pane.ui().scrollbar_lit ? UiRole::muted : UiRole::disabled;
    ImGui::GetWindowDrawList()->AddRectFilled({x - half, top}, {x + half, top + height},
                                              view.look.color(role, 0.7F), half);
}

} // namespace app
