#include "app/views/what_if_flags.hpp"

#include "app/timeline/ticks.hpp"
#include "app/timeline/time_scale.hpp"
#include "app/views/widgets.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <string>

namespace app {
namespace {

std::string text_of(const View& view, const WhatIf::Item& item) {
    return words_of(item.what, view.session.spec().values.params());
}

float x_of(const Pane& pane, const WhatIf::Item& item) {
    const double place = pane.view.session.axis_map(pane.side).of(item.what.at);
    return std::round(scale_of(pane).to_x(place));
}

/// Near the right edge a flag flies to the left. Empty if its place is not in view.
Area flag_of(const Pane& pane, const WhatIf::Item& item) {
    const Look& look = pane.view.look;
    const Area& strip = pane.plan.signals;
    const float x = x_of(pane, item);
    if (strip.is_empty() || x < strip.min.x || x > strip.max.x) {
        return {};
    }
    const float width = text_width(look.fonts.caption, text_of(pane.view, item)) + look.px(12);
    const float left = x + width > strip.max.x ? x - width : x;
    return {{left, strip.min.y + look.px(2)}, {left + width, strip.max.y}};
}

void drag(const Pane& pane, std::size_t index) {
    const float x = ImGui::GetIO().MousePos.x - pane.view.ui.what_if.grabbed;
    const float within = std::clamp(x, pane.layout().left, pane.layout().right);
    pane.view.wish(MoveIntervention{pane.side, index, moment_at(pane, within)});
}

} // namespace

core::Instant moment_at(const Pane& pane, float x) {
    const TimeScale scale = scale_of(pane);
    const core::Instant at = pane.view.session.axis_map(pane.side).time_at(
        scale.to_position(x), scale.to_position(x + 1));
    return core::Instant{std::chrono::round<std::chrono::microseconds>(at)};
}

void what_if_flags_input(const Pane& pane) {
    const View& view = pane.view;
    const auto& items = view.session.what_if(pane.side).items();
    for (std::size_t i = items.size(); i-- > 0;) { // the last one lies on top
        const Area flag = flag_of(pane, items[i]);
        if (flag.is_empty()) {
            continue;
        }
        ImGui::PushID(static_cast<int>(i));
        const Touch touch = touch_area(view, "what-if flag", flag);
        ImGui::PopID();
        if (ImGui::IsItemActivated()) {
            view.ui.what_if.grabbed = ImGui::GetIO().MousePos.x - x_of(pane, items[i]);
        } else if (touch.held && ImGui::GetIO().MouseDelta.x != 0) {
            drag(pane, i);
        }
        tip(view, text_of(view, items[i]) + " at " + exact_time(items[i].what.at) +
                      ". Drag it to another moment");
        if (touch.hovered || touch.held) {
            ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
        }
    }
}

void draw_what_if_flags(const Pane& pane) {
    const View& view = pane.view;
    const Look& look = view.look;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    for (const WhatIf::Item& item : view.session.what_if(pane.side).items()) {
        const Area flag = flag_of(pane, item);
        if (flag.is_empty()) {
            continue;
        }
        const bool acts = item.enabled && item.nothing.empty();
        const ImU32 color = look.color(item.enabled ? UiRole::accent : UiRole::muted);
        list.AddRectFilled(flag.min, flag.max, acts ? color : look.color(UiRole::panel_raised),
                           look.px(4));
        list.AddRect(flag.min, flag.max, color, look.px(4));
        put_text(list, look.fonts.caption, flag, acts ? look.color(UiRole::on_accent) : color,
                 text_of(view, item), Align::center);
    }
}

} // namespace app
