#include "app/views/play_signs.hpp"

#include "app/timeline/time_scale.hpp"
#include "app/views/icons.hpp"
#include "app/views/text.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace app {
namespace {

/// Where the section lies between the left and the right end of the ruler.
Area section_area(const View& view, const Section& section, const Area& ruler) {
    const TimeScale scale{view.session.viewport().window(), ruler.min.x, ruler.max.x};
    const AxisMap map = view.session.axis_map();
    const auto place = [&](core::Instant at) {
        return std::clamp(std::round(scale.to_x(map.of(at))), ruler.min.x, ruler.max.x);
    };
    return {{place(section.in), ruler.min.y}, {place(section.out), ruler.max.y}};
}

} // namespace

void section_on_ruler(const View& view, const Area& ruler) {
    const auto section = view.session.playback().section();
    if (!section || ruler.is_empty()) {
        return;
    }
    const Look& look = view.look;
    const Area area = section_area(view, *section, ruler);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(area.min, area.max, look.color(UiRole::accent, 0.14F));
    const ImU32 ink = look.color(UiRole::accent);
    const float thick = look.px(2);
    const float foot = look.px(5);
    list.AddRectFilled(area.min, {area.max.x, area.min.y + thick}, ink);
    // Brackets, so that colour is not the only sign.
    list.AddRectFilled(area.min, {area.min.x + thick, area.max.y}, ink);
    list.AddRectFilled({area.min.x, area.max.y - thick}, {area.min.x + foot, area.max.y}, ink);
    list.AddRectFilled({area.max.x - thick, area.min.y}, area.max, ink);
    list.AddRectFilled({area.max.x - foot, area.max.y - thick}, area.max, ink);
}

namespace {

/// Why it has stopped, in whichever run.
std::string stop_words(const Session& session, core::EventId stopped) {
    if (!session.is_comparing()) {
        return stop_text(session.trace(), stopped);
    }
    const MergedOrder& both = session.comparison()->order();
    const MergedOrder::Place place = both[core::index_of(stopped)];
    return stop_text(both.trace(place.side), place.event);
}

} // namespace

void stop_sign(const View& view, const Area& lanes) {
    const core::EventId event = view.session.playback().stopped_at();
    if (event == core::EventId::none) {
        return;
    }
    const Look& look = view.look;
    const std::string text = stop_words(view.session, event);
    const float pad = look.px(12);
    const float icon = look.px(22);
    const float height = look.px(32);
    const float width =
        std::min(text_width(look.fonts.strong, text) + 2 * pad + icon, lanes.width() - 2 * pad);
    if (width < look.px(60) || lanes.height() < height + pad) {
        return;
    }
    const float x = std::round(lanes.center().x - width / 2);
    const float y = std::round(lanes.max.y - height - pad);
    const Area area{{x, y}, {x + width, y + height}};
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(area.min, area.max, look.color(UiRole::panel_raised), look.px(8));
    list.AddRect(area.min, area.max, look.color(UiRole::accent), look.px(8), ImDrawFlags_None,
                 look.px(1.5F));
    draw_icon(list, Icon::pause, {area.min.x + pad + look.px(5), area.center().y}, look.px(14),
              look.color(UiRole::accent));
    put_text(list, look.fonts.strong,
             {{area.min.x + pad + icon, area.min.y}, {area.max.x - pad, area.max.y}},
             look.color(UiRole::text), text);
}

} // namespace app
