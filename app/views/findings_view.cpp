#include "app/views/findings_view.hpp"

#include "app/timeline/ticks.hpp"
#include "app/views/widgets.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

namespace app {
namespace {

constexpr float sign_size = 14;

/// The lesson that explains such a finding, if there is one and it is not open already.
const scenarios::Scenario* lesson_of(const View& view, const core::Finding& finding) {
    const std::string_view id = core::info(finding.kind).lesson;
    for (const scenarios::Scenario* scenario : view.session.scenarios()) {
        if (scenario->id == id && scenario != &view.session.scenario()) {
            return scenario;
        }
    }
    return nullptr;
}

void lesson_link(const View& view, const core::Finding& finding, ImVec2 at) {
    const scenarios::Scenario* lesson = lesson_of(view, finding);
    if (lesson == nullptr) {
        return;
    }
    ImGui::SetCursorScreenPos(at);
    const std::string text = "Lesson: " + std::string{lesson->title};
    if (link(view, "lesson", view.look.fonts.caption, text)) {
        view.wish(SelectScenario{std::string{lesson->id}});
        view.wish(SetCodeTab{CodeTab::lesson});
    }
}

void finding_row(const View& view, const core::Finding& finding) {
    const Look& look = view.look;
    const core::FindingInfo& row = core::info(finding.kind);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const float x = at.x + look.px(22);
    const float wrap = std::max(at.x + width - x - look.px(6), 1.0F);
    const float head = look.fonts.strong->FontSize;
    const float pad = look.px(4);
    const float text = wrapped_height(look.fonts.body, finding.text, wrap);
    const float below = at.y + pad + head + text + pad;
    const Area area{at, {at.x + width, below}};
    const Touch touch = touch_area(view, "finding", area);
    tip(view, row.meaning);
    draw_hover(view, area, touch, 5);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    draw_icon(list, Icon::warning, {at.x + look.px(10), std::round(at.y + pad + head / 2)},
              look.px(sign_size), look.color(UiRole::warning));
    put_text(list, look.fonts.strong, {{x, at.y + pad}, {area.max.x, at.y + pad + head}},
             look.color(UiRole::text), row.title);
    put_lines(list, look.fonts.body, {x, at.y + pad + head}, wrap, look.color(UiRole::muted),
              finding.text);
    if (touch.clicked) {
        view.wish(ShowEvent{finding.event});
        if (finding.task != core::TaskId::none) {
            view.wish(SelectTask{finding.task});
        }
    }
    if (touch.hovered) {
        view.ui.hovered = finding.task;
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    }
    const bool has_lesson = lesson_of(view, finding) != nullptr;
    lesson_link(view, finding, {x, below});
    const float caption = has_lesson ? look.fonts.caption->FontSize + look.px(4) : 0;
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy({width, below - at.y + caption});
}

std::string badge_text(const View& view) {
    const std::size_t count = view.session.run().findings().size();
    return count == 1 ? "1 finding" : std::to_string(count) + " findings";
}

} // namespace

void findings_view(const View& view, core::TaskId task) {
    const std::vector<core::Finding>& all = view.session.run().findings();
    const auto is_meant = [&](const core::Finding& finding) {
        return task == core::TaskId::none || finding.task == task;
    };
    if (std::none_of(all.begin(), all.end(), is_meant)) {
        return;
    }
    section(view, "Findings");
    if (std::exchange(view.ui.inspector.show_findings, false)) {
        ImGui::SetScrollHereY(0);
    }
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (is_meant(all[i])) {
            ImGui::PushID(static_cast<int>(i));
            finding_row(view, all[i]);
            ImGui::PopID();
        }
    }
    ImGui::PopStyleVar();
}

float findings_badge_width(const View& view, float strip_width) {
    if (view.session.run().findings().empty() || !view.session.tells_all()) {
        return 0;
    }
    const float width = text_width(view.look.fonts.strong, badge_text(view)) + view.look.px(48);
    return width > strip_width / 2 ? 0 : width;
}

void findings_badge(const View& view, const Area& strip) {
    const float width = findings_badge_width(view, strip.width());
    if (width == 0) {
        return;
    }
    const Look& look = view.look;
    const float right = strip.max.x - look.px(10);
    const float top = strip.min.y + look.px(8);
    const Area area{{right - width + look.px(10), top}, {right, top + look.px(26)}};
    const Touch touch = touch_area(view, "findings badge", area);
    tip(view, "What is wrong with this run");
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRect(area.min, area.max, look.color(UiRole::warning), look.px(13));
    draw_hover(view, area, touch, 13);
    const float middle = area.center().y;
    draw_icon(list, Icon::warning, {area.min.x + look.px(15), middle}, look.px(sign_size),
              look.color(UiRole::warning));
    put_text(list, look.fonts.strong, {{area.min.x + look.px(26), area.min.y}, area.max},
             look.color(UiRole::text), badge_text(view));
    if (touch.clicked) {
        view.wish(ClearSelection{});
        view.ui.inspector.show_findings = true;
    }
}

} // namespace app
