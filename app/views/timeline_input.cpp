#include "app/views/timeline_input.hpp"

#include "app/timeline/hit_test.hpp"
#include "app/timeline/time_scale.hpp"
#include "app/timeline/tooltip.hpp"
#include "app/views/lane_scrollbar.hpp"
#include "app/views/timeline_drags.hpp"
#include "app/views/timeline_tip.hpp"
#include "app/views/what_if_flags.hpp"
#include "app/views/widgets.hpp"

#include <algorithm>
#include <cmath>

namespace app {
namespace {

constexpr double lanes_per_notch = 2;

double fraction_at(const TimelineLayout& layout, float x) {
    return static_cast<double>((x - layout.left) / std::max(layout.right - layout.left, 1.0F));
}

ZoomStep zoom_step(const ImGuiIO& io) {
    return io.KeyCtrl ? ZoomStep::fine : io.KeyShift ? ZoomStep::coarse : ZoomStep::normal;
}

void seek_to_pointer(const Pane& pane) {
    const View& view = pane.view;
    const TimelineLayout& layout = pane.layout();
    const float x = std::clamp(ImGui::GetIO().MousePos.x, layout.left, layout.right);
    const AxisMap map = view.session.axis_map(pane.side);
    const TimeScale scale = scale_of(pane);
    const double place = scale.to_position(x);
    if (map.axis() == Axis::time) {
        view.wish(SeekTime{map.time_at(place, scale.to_position(x + 1))});
    } else {
        view.wish(SeekPlace{place});
    }
}

void wheel(const Pane& pane, bool over_names) {
    const View& view = pane.view;
    const ImGuiIO& io = ImGui::GetIO();
    if (io.MouseWheel != 0 && over_names) {
        view.wish(ScrollLanes{-static_cast<double>(io.MouseWheel) * lanes_per_notch,
                              Motion::animated, pane.side});
    } else if (io.MouseWheel != 0) {
        const double anchor = fraction_at(pane.layout(), io.MousePos.x);
        view.wish(ZoomAt{static_cast<double>(io.MouseWheel), anchor, zoom_step(io)});
    }
    if (io.MouseWheelH != 0) {
        view.wish(PanBy{-static_cast<double>(io.MouseWheelH) * 0.1});
    }
}

/// A drag with the right or the middle button moves the picture, in both directions.
void begin_pan(const Pane& pane) {
    TimelineUi& ui = pane.view.ui.timeline;
    if (ui.drag == TimelineDrag::none && (ImGui::IsMouseClicked(ImGuiMouseButton_Right) ||
                                          ImGui::IsMouseClicked(ImGuiMouseButton_Middle))) {
        ui.drag = TimelineDrag::pan;
        ui.dragged = pane.side;
        ui.moved = 0;
    }
}

Hit hit_at_pointer(const Pane& pane) {
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    return hit_test(pane.layout(), mouse.x, mouse.y, pane.view.look.px(4));
}

/// The panels beside the timeline follow the pane that was clicked last.
void focus(const Pane& pane) {
    if (pane.side != pane.view.session.focus()) {
        pane.view.wish(FocusRun{pane.side});
    }
}

/// The task under the pointer, which every panel lights up, in the run that the panels show.
void hover(const Pane& pane, core::TaskId task) {
    const Session& session = pane.view.session;
    pane.view.ui.hovered =
        pane.side == session.focus() ? task : session.comparison()->in_other(pane.side, task);
}

/// What can be done at that place, where nothing was dragged.
void open_menu(const Pane& pane) {
    if (!pane.view.session.can_intervene()) {
        return;
    }
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    focus(pane);
    pane.view.ui.what_if.at = mouse;
    pane.view.wish(OpenWhatIf{lane_at(pane.layout(), mouse.y), moment_at(pane, mouse.x)});
}

void pan(const Pane& pane) {
    const View& view = pane.view;
    if (!ImGui::IsMouseDown(ImGuiMouseButton_Right) &&
        !ImGui::IsMouseDown(ImGuiMouseButton_Middle)) {
        view.ui.timeline.drag = TimelineDrag::none;
        if (ImGui::IsMouseReleased(ImGuiMouseButton_Right) && !view.ui.timeline.is_drag()) {
            open_menu(pane);
        }
        return;
    }
    const TimelineLayout& layout = pane.layout();
    const ImVec2 moved = ImGui::GetIO().MouseDelta;
    view.ui.timeline.moved += std::abs(moved.x) + std::abs(moved.y);
    if (!view.ui.timeline.is_drag()) {
        return;
    }
    ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeAll);
    const float width = std::max(layout.right - layout.left, 1.0F);
    if (moved.x != 0) {
        view.wish(PanBy{-static_cast<double>(moved.x / width), Motion::immediate});
    }
    if (moved.y != 0) {
        const auto lanes = static_cast<float>(view.session.lane_view(pane.side).rows().size());
        const float lane = layout.lanes_height / std::max(lanes, 1.0F);
        view.wish(ScrollLanes{-static_cast<double>(moved.y / std::max(lane, 1.0F)),
                              Motion::immediate, pane.side});
    }
}

void ruler_input(const Pane& pane, const Area& ruler) {
    const Touch touch = touch_area(pane.view, "ruler", ruler);
    if (touch.hovered || touch.held) {
        ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
    }
    if (!origin_input(pane, ruler, touch) && touch.held) {
        seek_to_pointer(pane);
    }
    if (touch.hovered) {
        wheel(pane, false);
        begin_pan(pane);
    }
}

/// The stretch of the axis that a bar takes, for zooming to it.
std::optional<Window> span_of(const Pane& pane, const Hit& hit) {
    const TimelineLayout& layout = pane.layout();
    const TimeScale scale = scale_of(pane);
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

/// A squeezed gap lights up and can be opened.
void over_gap(const Pane& pane, const Hit& hit) {
    if (hit.kind == Hit::Kind::gap_band) {
        pane.view.ui.timeline.hovered_gap = pane.layout().breaks[hit.index].gap;
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    }
}

void click(const Pane& pane, const Hit& hit) {
    const View& view = pane.view;
    if (hit.kind == Hit::Kind::gap_band) {
        view.wish(OpenGap{pane.layout().breaks[hit.index].gap});
        return;
    }
    if (hit.task == core::TaskId::none && is_over_measure(pane)) {
        return; // the first half of a double click, perhaps
    }
    if (hit.task == core::TaskId::none) {
        view.wish(ClearSelection{});
    } else if (hit.kind == Hit::Kind::marker || hit.kind == Hit::Kind::cap) {
        view.wish(ShowEvent{hit.event});
    } else {
        view.wish(SelectTask{hit.task});
    }
}

void lanes_input(const Pane& pane) {
    const View& view = pane.view;
    const Touch touch = touch_area(view, "lanes", pane.plan.lanes);
    if (measure_input(pane, touch) || !touch.hovered) {
        return;
    }
    begin_pan(pane);
    wheel(pane, false);
    const Hit hit = hit_at_pointer(pane);
    hover(pane, hit.task);
    over_gap(pane, hit);
    const auto part = span_of(pane, hit);
    if (part && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) {
        view.wish(ZoomToSpan{*part});
    } else if (touch.clicked) {
        focus(pane);
        click(pane, hit);
    }
    if (view.ui.timeline.drag == TimelineDrag::none && !touch.held) {
        timeline_tip(view, tooltip_for(hit, pane.layout(), pane.run.index()));
    }
}

/// The triangle and the pin of a name. True if the pointer is over one of them.
bool name_signs(const Pane& pane, core::TaskId task, Touch touch) {
    const auto& lanes = pane.layout().lanes;
    const auto lane =
        std::find_if(lanes.begin(), lanes.end(), [&](const Lane& l) { return l.task == task; });
    const View& view = pane.view;
    if (lane == lanes.end()) {
        return false;
    }
    const float x = ImGui::GetIO().MousePos.x;
    const float indent = lane_indent(view.look, pane.plan.names, *lane);
    const bool on_triangle = lane->has_children && x >= indent && x < indent + view.look.px(14);
    const bool on_pin = x >= pane.plan.names.max.x - pin_width(view.look);
    if (touch.clicked && (on_triangle || on_pin)) {
        focus(pane); // else the task would be one of the other run
    }
    if (touch.clicked && on_triangle) {
        view.wish(ToggleCollapsed{task});
    } else if (touch.clicked && on_pin) {
        view.wish(TogglePinned{task});
    }
    if (on_triangle) {
        tip(view, lane->collapsed > 0 ? "Show the children" : "Hide the children", "E");
    } else if (on_pin) {
        tip(view, lane->pinned ? "Put back to its place" : "Keep on top");
    }
    return on_triangle || on_pin;
}

void names_input(const Pane& pane) {
    const View& view = pane.view;
    const Touch touch = touch_area(view, "names", pane.plan.names);
    if (!touch.hovered) {
        return;
    }
    wheel(pane, true);
    const core::TaskId task = lane_at(pane.layout(), ImGui::GetIO().MousePos.y);
    hover(pane, task);
    if (name_signs(pane, task, touch)) {
        return;
    }
    if (ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left) && task != core::TaskId::none) {
        view.wish(ZoomToSelection{});
    } else if (touch.clicked) {
        focus(pane);
        task == core::TaskId::none ? view.wish(ClearSelection{}) : view.wish(SelectTask{task});
    }
}

void counters_input(const Pane& pane) {
    const View& view = pane.view;
    const Touch touch = touch_area(view, "counters", pane.plan.counters);
    if (touch.held) {
        seek_to_pointer(pane);
    }
    if (touch.hovered) {
        begin_pan(pane);
        wheel(pane, false);
        timeline_tip(view, tooltip_for(hit_at_pointer(pane), pane.layout(), pane.run.index()));
    }
}

} // namespace

void timeline_input(const View& view, const Area& ruler, std::span<const Pane> panes) {
    view.ui.timeline.hovered_gap.reset();
    for (const Pane& pane : panes) {
        ImGui::PushID(static_cast<int>(pane.side));
        what_if_flags_input(pane); // they lie on top
        ImGui::PopID();
    }
    ruler_input(panes.front(), ruler);
    for (const Pane& pane : panes) {
        ImGui::PushID(static_cast<int>(pane.side));
        lane_scrollbar(pane);
        lanes_input(pane);
        names_input(pane);
        counters_input(pane);
        ImGui::PopID();
        if (view.ui.timeline.drag == TimelineDrag::pan && view.ui.timeline.dragged == pane.side) {
            pan(pane);
        }
    }
}

} // namespace app
