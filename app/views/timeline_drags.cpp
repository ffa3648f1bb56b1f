#include "app/views/timeline_drags.hpp"

#include "app/timeline/hit_test.hpp"
#include "app/timeline/measure.hpp"

#include <algorithm>
#include <cmath>

namespace app {
namespace {

double reach_of(const Pane& pane) {
    return static_cast<double>(pane.view.look.px(snap_points)) / scale_of(pane).px_per_unit();
}

double place_at(const Pane& pane, float x) {
    return scale_of(pane).to_position(std::clamp(x, pane.layout().left, pane.layout().right));
}

/// The edge nearest to a point of the lanes.
double edge_at(const Pane& pane, ImVec2 at) {
    const core::TaskId task = lane_at(pane.layout(), at.y);
    return snap_to_edge(pane.run.index(), pane.view.session.axis_map(pane.side), task,
                        place_at(pane, at.x), reach_of(pane), pane.layout().hidden_from)
        .place;
}

bool is_over_origin(const Pane& pane, const Area& ruler) {
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const std::optional<float> x = pane.layout().origin_x;
    // Only the foot of the ruler: above it the cursor is dragged, also to the start.
    return x && std::abs(mouse.x - *x) <= pane.view.look.px(8) &&
           mouse.y >= ruler.max.y - pane.view.look.px(13) && mouse.y < ruler.max.y;
}

void move_origin(const Pane& pane) {
    const View& view = pane.view;
    const AxisMap map = view.session.axis_map(pane.side);
    const float x = ImGui::GetIO().MousePos.x;
    const double place = place_at(pane, x);
    const Snap snap = snap_to_turning_point(pane.run.index(), map, place, reach_of(pane),
                                            pane.layout().hidden_from);
    const core::Instant at = snap.event != core::EventId::none
                                 ? map.time_at(snap.place)
                                 : map.time_at(snap.place, place_at(pane, x + 1));
    view.wish(SetOrigin{std::max(at, core::Instant{}), snap.event, pane.side});
}

} // namespace

bool origin_input(const Pane& pane, const Area& ruler, Touch touch) {
    TimelineUi& ui = pane.view.ui.timeline;
    const bool is_dragged = ui.drag == TimelineDrag::origin;
    const bool is_over = touch.hovered && is_over_origin(pane, ruler);
    ui.origin_lit = is_dragged || (is_over && ui.drag == TimelineDrag::none);
    if (is_over && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) {
        ui.drag = TimelineDrag::none;
        pane.view.wish(ResetOrigin{});
        return true;
    }
    if (is_over && touch.held && ImGui::IsMouseClicked(ImGuiMouseButton_Left)) {
        ui.drag = TimelineDrag::origin;
        return true;
    }
    if (is_dragged && touch.held) {
        if (ImGui::GetIO().MouseDelta.x != 0) {
            move_origin(pane);
        }
        return true;
    }
    if (is_dragged) {
        ui.drag = TimelineDrag::none;
    }
    if (is_over) {
        tip(pane.view, "Time is 0 here. Drag it, for example to a failure", "O");
    }
    return false;
}

bool measure_input(const Pane& pane, Touch touch) {
    TimelineUi& ui = pane.view.ui.timeline;
    if (touch.hovered && is_over_measure(pane) &&
        ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) {
        pane.view.wish(ZoomToMeasure{});
        return true;
    }
    const bool begins = touch.held && ui.drag == TimelineDrag::none &&
                        ImGui::IsMouseDragging(ImGuiMouseButton_Left, pane.view.look.px(4));
    if (begins) {
        ui.drag = TimelineDrag::measure;
        ui.dragged = pane.side;
        ui.drag_from = edge_at(pane, ImGui::GetIO().MouseClickedPos[ImGuiMouseButton_Left]);
    }
    if (ui.drag != TimelineDrag::measure || ui.dragged != pane.side) {
        return false;
    }
    if (!touch.held) {
        ui.drag = TimelineDrag::none;
        return true; // its end is no click
    }
    ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
    if (begins || ImGui::GetIO().MouseDelta.x != 0) {
        pane.view.wish(SetMeasure{{ui.drag_from, edge_at(pane, ImGui::GetIO().MousePos)}});
    }
    return true;
}

bool is_over_measure(const Pane& pane) {
    const std::optional<MeasureBand>& band = pane.layout().measure;
    const float x = ImGui::GetIO().MousePos.x;
    return band && x >= band->x0 && x <= band->x1;
}

} // namespace app
