#include "app/views/notice.hpp"

#include "app/views/widgets.hpp"

#include <algorithm>
#include <cmath>

namespace app {
namespace {

double shown_for(const TakeAlong::Notice& notice) {
    return notice.is_problem ? 10 : 4; // seconds
}

/// Where the sentence stands: in the middle, near the bottom.
Area place(const View& view, std::string_view text) {
    const Look& look = view.look;
    const ImVec2 window = ImGui::GetIO().DisplaySize;
    const float most = std::max(window.x - look.px(48), look.px(40));
    const float width = std::min(text_width(look.fonts.strong, text) + look.px(40), most);
    const float height = look.px(36);
    const ImVec2 at{std::round((window.x - width) / 2), window.y - height - look.px(24)};
    return {at, {at.x + width, at.y + height}};
}

void draw(const View& view, const Area& area, const TakeAlong::Notice& notice) {
    const Look& look = view.look;
    const UiRole ground = notice.is_problem ? UiRole::warning : UiRole::text;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(area.min, area.max, look.color(ground), look.px(8));
    put_text(list, look.fonts.strong,
             {{area.min.x + look.px(16), area.min.y}, {area.max.x - look.px(16), area.max.y}},
             look.color(UiRole::panel), notice.text, Align::center);
}

} // namespace

void notice_view(const View& view) {
    const TakeAlong::Notice& notice = view.session.take_along().notice();
    NoticeUi& ui = view.ui.notice;
    if (notice.text.empty()) {
        return;
    }
    const double now = ImGui::GetTime();
    if (ui.number != notice.number) {
        ui = {notice.number, now};
    }
    const double left = ui.since + shown_for(notice) - now;
    if (left <= 0) {
        view.wish(DismissNotice{});
        return;
    }
    view.ui.wake_in(left + 0.01);

    const Area area = place(view, notice.text);
    ImGui::SetNextWindowPos(area.min);
    ImGui::SetNextWindowSize({area.width(), area.height()});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0.0F);
    ImGui::PushStyleColor(ImGuiCol_WindowBg, ImVec4{0, 0, 0, 0});
    ImGui::Begin("notice", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                     ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoFocusOnAppearing);
    draw(view, area, notice);
    if (touch_area(view, "notice", area).clicked) {
        view.wish(DismissNotice{});
    }
    ImGui::End();
    ImGui::PopStyleColor();
    ImGui::PopStyleVar(2);
}

} // namespace app
