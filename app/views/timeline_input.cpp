#include "app/views/timeline_input.hpp"

#include "app/timeline/hit_test.hpp"
#include "app/timeline/time_scale.hpp"
#include "app/timeline/tooltip.hpp"
#include "app/views/timeline_tip.hpp"
#include "app/views/widgets.hpp"

#include <algorithm>

namespace app {
namespace {

constexpr double lanes_per_notch = 2;

const TimelineLayout& layout_of(const View& view) {
    return view.ui.timeline.layout;
}

double fraction_at(const TimelineLayout& layout, float x) {
    return static_cast<double>((x - layout.left) / std::max(layout.right - layout.left, 1.0F));
}

ZoomStep zoom_step(const ImGuiIO& io) {
    return io.KeyCtrl ? ZoomStep::fine : io.KeyShift ? ZoomStep::coarse : ZoomStep::normal;
}

void seek_to_pointer(const View& view) {
    const TimelineLayout& layout = layout_of(view);
    const TimeScale scale{view.session.viewport().window(), layout.left, layout.right};
    const float x = std::clamp(ImGui::GetIO().MousePos.x, layout.left, layout.right);
    const AxisMap map = view.session.axis_map();
    const double place = scale.to_position(x);
    if (map.axis() == Axis::time) {
        view.wish(SeekTime{map.time_at(place)});
    } else {
        view.wish(SeekEvent{map.cursor_at(place)});
    }
}

void wheel(const View& view, bool over_names) {
    const ImGuiIO& io = ImGui::GetIO();
    if (io.MouseWheel != 0 && over_names) {
        view.wish(ScrollLanes{-static_cast<double>(io.MouseWheel) * lanes_per_notch});
    } else if (io.MouseWheel != 0) {
        const double anchor = fraction_at(layout_of(view), io.MousePos.x);
        view.wish(ZoomAt{static_cast<double>(io.MouseWheel), anchor, zoom_step(io)});
    }
    if (io.MouseWheelH != 0) {
        view.wish(PanBy{-static_cast<double>(io.MouseWheelH) * 0.1});
    }
}

/// A drag with the right or the middle button moves the picture, in both directions.
void pan(const View& view, bool hovered) {
    TimelineUi& ui = view.ui.timeline;
    const bool down =
        ImGui::IsMouseDown(ImGuiMouseButton_Right) || ImGui::IsMouseDown(ImGuiMouseButton_Middle);
    if (hovered && ui.drag == TimelineDrag::none &&
        (ImGui::IsMouseClicked(ImGuiMouseButton_Right) ||
         ImGui::IsMouseClicked(ImGuiMouseButton_Middle))) {
        ui.drag = TimelineDrag::pan;
    }
    if (ui.drag != TimelineDrag::pan) {
        return;
    }
    if (!down) {
        ui.drag = TimelineDrag::none;
        return;
    }
    ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeAll);
    const TimelineLayout& layout = layout_of(view);
    const ImVec2 moved = ImGui::GetIO().MouseDelta;
    const float width = std::max(layout.right - layout.left, 1.0F);
    if (moved.x != 0) {
        view.wish(PanBy{-static_cast<double>(moved.x / width), Motion::immediate});
    }
    if (moved.y != 0) {
        const float lane = view.look.px(14 * Spacing{}.lane_height);
        view.wish(ScrollLanes{-static_cast<double>(moved.y / lane), Motion::immediate});
    }
}

void ruler_input(const View& view, const Area& ruler) {
    const Touch touch = touch_area(view, "ruler", ruler);
    if (touch.hovered || touch.held) {
        ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
    }
    if (touch.held) {
        seek_to_pointer(view);
    }
    if (touch.hovered) {
        wheel(view, false);
    }
    pan(view, touch.hovered);
}

Hit hit_at_pointer(const View& view) {
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    return hit_test(layout_of(view), mouse.x, mouse.y, view.look.px(4));
}

/// The stretch of the axis that a bar takes, for zooming to it.
std::optional<Window> span_of(const View& view, const Hit& hit) {
    const TimelineLayout& layout = layout_of(view);
    const TimeScale scale{view.session.viewport().window(), layout.left, layout.right};
    const auto part = [&](float x0, float x1) {
        return Window{scale.to_position(x0), scale.to_position(std::max(x1, x0 + 1))};
    };
    if (hit.kind == Hit::Kind::box) {
        return part(layout.boxes[hit.index].x0, layout.boxes[hit.index].x1);
    }
    if (hit.kind == Hit::Kind::fold) {
        return part(layout.folds[hit.index].x0, layout.folds[hit.index].x1);
    }
    return std::nullopt;
}

void click(const View& view, const Hit& hit) {
    if (hit.task == core::TaskId::none) {
        view.wish(ClearSelection{});
    } else if (hit.kind == Hit::Kind::marker || hit.kind == Hit::Kind::cap) {
        view.wish(ShowEvent{hit.event});
    } else {
        view.wish(SelectTask{hit.task});
    }
}

void lanes_input(const View& view, const Area& lanes) {
    const Touch touch = touch_area(view, "lanes", lanes);
    pan(view, touch.hovered);
    if (!touch.hovered) {
        return;
    }
    wheel(view, false);
    const Hit hit = hit_at_pointer(view);
    view.ui.hovered = hit.task;
    const auto part = span_of(view, hit);
    if (part && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) {
        view.wish(ZoomToSpan{*part});
    } else if (touch.clicked) {
        click(view, hit);
    }
    if (view.ui.timeline.drag == TimelineDrag::none && !touch.held) {
        timeline_tip(view, tooltip_for(hit, layout_of(view), view.session.run().index()));
    }
}

void names_input(const View& view, const Area& names) {
    const Touch touch = touch_area(view, "names", names);
    if (!touch.hovered) {
        return;
    }
    wheel(view, true);
    const core::TaskId task = lane_at(layout_of(view), ImGui::GetIO().MousePos.y);
    view.ui.hovered = task;
    if (ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left) && task != core::TaskId::none) {
        view.wish(ZoomToSelection{});
    } else if (touch.clicked) {
        task == core::TaskId::none ? view.wish(ClearSelection{}) : view.wish(SelectTask{task});
    }
}

void counters_input(const View& view, const Area& counters) {
    const Touch touch = touch_area(view, "counters", counters);
    pan(view, touch.hovered);
    if (touch.held) {
        seek_to_pointer(view);
    }
    if (touch.hovered) {
        wheel(view, false);
        timeline_tip(
            view, tooltip_for(hit_at_pointer(view), layout_of(view), view.session.run().index()));
    }
}

} // namespace

void timeline_input(const View& view, const TimelinePlan& plan) {
    ruler_input(view, plan.ruler);
    lanes_input(view, plan.lanes);
    names_input(view, plan.names);
    counters_input(view, plan.counters);
}

} // namespace app
