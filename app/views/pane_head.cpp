#include "app/views/pane_head.hpp"

#include "app/views/widgets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>

namespace app {
namespace {

constexpr std::size_t most_lines = 3;
constexpr float title_height = 22;
constexpr float text_left = 38;

float verdict_wrap(const View& view, float width) {
    return std::max(width - view.look.px(text_left + 12), 1.0F);
}

/// A filled letter for the run whose code and story are shown, else an outlined one.
void letter(const Pane& pane, const Area& area) {
    const Look& look = pane.view.look;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const bool focused = pane.side == pane.view.session.focus();
    if (focused) {
        list.AddRectFilled(area.min, area.max, look.color(UiRole::accent), look.px(4));
    } else {
        list.AddRect(area.min, area.max, look.color(UiRole::muted), look.px(4));
    }
    put_text(list, look.fonts.strong, area, look.color(focused ? UiRole::on_accent : UiRole::muted),
             pane.side == Side::a ? "A" : "B", Align::center);
}

} // namespace

float pane_head_height(const View& view, Side side, float width) {
    if (!view.session.is_comparing()) {
        return 0;
    }
    ImFont* font = view.look.fonts.body;
    const auto lines =
        wrapped(font, view.session.run(side).verdict(), verdict_wrap(view, width)).size();
    return pane_title_height(view) +
           static_cast<float>(std::min(lines, most_lines)) * font->FontSize;
}

float pane_title_height(const View& view) {
    return std::round(view.look.px(title_height + 8));
}

void pane_head(const Pane& pane) {
    const Area& area = pane.plan.head;
    if (area.is_empty()) {
        return;
    }
    const View& view = pane.view;
    const Look& look = view.look;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    ImGui::PushID(static_cast<int>(pane.side));
    const Touch touch = touch_area(view, "head", area);
    ImGui::PopID();
    tip(view,
        fmt::format("{} Click to see the code and the story of this run.", pane.run.verdict()),
        "Shift+C");
    list.PushClipRect(area.min, area.max, true);
    list.AddRectFilled(area.min, area.max,
                       look.color(touch.hovered ? UiRole::hover : UiRole::panel));
    const float top = area.min.y + look.px(4);
    letter(pane, {{area.min.x + look.px(12), top + look.px(1)},
                  {area.min.x + look.px(30), top + look.px(19)}});
    const float x = area.min.x + look.px(text_left);
    const std::string title =
        differences(view.session.spec(pane.side), view.session.spec(other(pane.side)));
    put_text(list, look.fonts.strong, {{x, top}, {area.max.x - look.px(8), top + look.px(20)}},
             look.color(UiRole::text), title);
    const float lines = (area.height() - pane_title_height(view)) / look.fonts.body->FontSize;
    put_lines(list, look.fonts.body, {x, area.min.y + look.px(title_height + 3)},
              verdict_wrap(view, area.width()), look.color(UiRole::text), pane.run.verdict(),
              static_cast<std::size_t>(std::max(lines + 0.01F, 0.0F)));
    for (const float y : {area.min.y, area.max.y - 1}) {
        list.AddRectFilled({area.min.x, y}, {area.max.x, y + 1}, look.color(UiRole::border));
    }
    list.PopClipRect();
    if (touch.clicked && pane.side != view.session.focus()) {
        view.wish(FocusRun{pane.side});
    }
}

} // namespace app
