#include "app/views/what_if_list.hpp"

#include "app/timeline/ticks.hpp"
#include "app/views/command_button.hpp"
#include "app/views/widgets.hpp"
#include "scenarios/parse_time.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

namespace app {
namespace {

void switch_mark(const View& view, const Area& area, bool on, Touch touch) {
    const Look& look = view.look;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 c{std::round(area.center().x), std::round(area.center().y)};
    const float half = look.px(7);
    const ImVec2 min{c.x - half, c.y - half};
    const ImVec2 max{c.x + half, c.y + half};
    draw_hover(view, area, touch, 4);
    if (!on) {
        list.AddRect(min, max, look.color(UiRole::muted), look.px(3));
        return;
    }
    list.AddRectFilled(min, max, look.color(UiRole::accent), look.px(3));
    const ImVec2 tick[] = {{c.x - half * 0.5F, c.y},
                           {c.x - half * 0.1F, c.y + half * 0.45F},
                           {c.x + half * 0.55F, c.y - half * 0.45F}};
    list.AddPolyline(tick, 3, look.color(UiRole::on_accent), 0, look.px(1.5F));
}

/// "250", "250ms", "250 ms" or "1.5s"; nothing for anything else.
std::optional<core::Instant> time_of(std::string text) {
    text.erase(std::remove(text.begin(), text.end(), ' '), text.end());
    const bool bare = text.find_first_not_of("0123456789.") == std::string::npos;
    return scenarios::parse_time(bare ? text + "ms" : text);
}

void begin_typing(const View& view, Side side, std::size_t index, std::string text) {
    WhatIfUi& ui = view.ui.what_if;
    ui.edited = index;
    ui.edited_side = side;
    ui.focus = true;
    ui.complaint.clear();
    ui.text = {};
    text.erase(std::remove(text.begin(), text.end(), ' '), text.end());
    text.copy(ui.text.data(), ui.text.size() - 1);
}

/// What is no time leaves the field open, with the keyboard in it after Enter.
void take_time(const View& view, Side side, std::size_t index, bool entered) {
    WhatIfUi& ui = view.ui.what_if;
    const auto at = time_of(ui.text.data());
    if (!at) {
        ui.complaint = "A time is like 250ms, 1.5s or 400µs, at most an hour";
        ui.focus = entered;
        return;
    }
    view.wish(MoveIntervention{side, index, *at});
    ui.edited.reset();
}

void typed_time(const View& view, Side side, std::size_t index, const Area& area) {
    WhatIfUi& ui = view.ui.what_if;
    ImGui::SetCursorScreenPos(area.min);
    ImGui::SetNextItemWidth(area.width());
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {view.look.px(4), view.look.px(2)});
    const bool begins = std::exchange(ui.focus, false);
    if (begins) {
        ImGui::SetKeyboardFocusHere();
    }
    const bool entered =
        ImGui::InputText("##time", ui.text.data(), ui.text.size(),
                         ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_AutoSelectAll);
    ImGui::PopStyleVar();
    const bool escaped =
        ImGui::IsItemDeactivated() && ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Escape));
    const bool left = !begins && !ImGui::IsItemActive() && ui.complaint.empty();
    if (!escaped && (entered || (!begins && ImGui::IsItemDeactivatedAfterEdit()))) {
        take_time(view, side, index, entered);
    } else if (escaped || left) {
        ui.edited.reset();
    }
}

bool is_edited(const View& view, Side side, std::size_t index) {
    return view.ui.what_if.edited == index && view.ui.what_if.edited_side == side;
}

void time_field(const View& view, Side side, std::size_t index, const Area& area) {
    if (is_edited(view, side, index)) {
        typed_time(view, side, index, area);
        return;
    }
    const std::string text = exact_time(view.session.what_if(side).items()[index].what.at);
    const Touch touch = touch_area(view, "what-if time", area);
    tip(view, "Click to type a time, such as 250ms; or drag the flag above the lanes");
    draw_hover(view, area, touch, 4);
    put_text(*ImGui::GetWindowDrawList(), view.look.fonts.strong,
             {area.min, {area.max.x - view.look.px(4), area.max.y}}, view.look.color(UiRole::text),
             text, Align::right);
    if (touch.clicked) {
        begin_typing(view, side, index, text);
    }
}

std::string words(const View& view, Side side, const WhatIf::Item& item) {
    std::string text = words_of(item.what, view.session.spec().values.params());
    if (view.session.is_comparing()) {
        text = (side == Side::a ? "A: " : "B: ") + text;
    }
    return text;
}

/// What is wrong, below the row that it is about.
void warn(const View& view, const std::string& why, float width) {
    if (!why.empty()) {
        paragraph(view.look.fonts.caption, view.look.color(UiRole::warning), why, width);
    }
}

void row(const View& view, Side side, std::size_t index) {
    const Look& look = view.look;
    const WhatIf::Item& item = view.session.what_if(side).items()[index];
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const float height = look.px(26);
    const float bottom = at.y + height;
    const Area mark{at, {at.x + look.px(24), bottom}};
    const Area close{{at.x + width - look.px(22), at.y + look.px(2)}, {at.x + width, bottom}};
    const float time_width =
        is_edited(view, side, index)
            ? look.px(76)
            : text_width(look.fonts.strong, exact_time(item.what.at)) + look.px(10);
    const Area time{{close.min.x - look.px(2) - time_width, at.y + look.px(2)},
                    {close.min.x - look.px(2), bottom - look.px(2)}};
    const Touch touch = touch_area(view, "what-if switch", mark);
    tip(view, item.enabled ? "Switch it off" : "Switch it on");
    switch_mark(view, mark, item.enabled, touch);
    if (touch.clicked) {
        view.wish(EnableIntervention{side, index, !item.enabled});
    }
    const Area text{{mark.max.x + look.px(4), at.y}, {time.min.x - look.px(4), bottom}};
    touch_area(view, "what-if text", text);
    tip(view, scenarios::to_text(item.what));
    put_text(*ImGui::GetWindowDrawList(), look.fonts.body, text,
             look.color(item.enabled ? UiRole::text : UiRole::disabled), words(view, side, item));
    time_field(view, side, index, time);
    ImGui::SetCursorScreenPos(close.min);
    if (icon_button(view, "what-if remove", Icon::close, 22)) {
        view.wish(RemoveIntervention{side, index});
    }
    tip(view, "Remove it");
    ImGui::SetCursorScreenPos({text.min.x, bottom});
    const bool complains = is_edited(view, side, index);
    warn(view, complains ? view.ui.what_if.complaint : item.nothing, at.x + width - text.min.x);
    ImGui::SetCursorScreenPos({at.x, std::max(bottom, ImGui::GetCursorScreenPos().y)});
}

void rows_of(const View& view, Side side) {
    ImGui::PushID(static_cast<int>(side));
    for (std::size_t i = 0; i < view.session.what_if(side).items().size(); ++i) {
        ImGui::PushID(static_cast<int>(i));
        row(view, side, i);
        ImGui::PopID();
    }
    ImGui::PopID();
}

/// Both ways to see what has changed.
void foot(const View& view) {
    ImGui::Dummy({1, view.look.px(2)});
    if (view.session.is_comparing()) {
        return;
    }
    command_text_button(view, "compare-without-what-if", "Compare with the run without",
                        Emphasis::outlined);
    const std::string_view ghost = view.session.shows_ghost() ? "Hide ghost" : "Show ghost";
    command_text_button(view, "ghost", ghost, Emphasis::flat);
}

} // namespace

void what_if_list(const View& view) {
    const Session& session = view.session;
    std::size_t count = session.what_if(Side::a).items().size();
    if (session.is_comparing()) {
        count += session.what_if(Side::b).items().size();
    }
    const bool grew = count > view.ui.what_if.listed;
    if (std::exchange(view.ui.what_if.listed, count) != count) {
        view.ui.what_if.edited.reset(); // it was of another list
    }
    if (count == 0 || !session.can_intervene()) {
        return;
    }
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, view.look.px(2)});
    section_with_command(view, "What if", "clear-what-if", Icon::reset);
    rows_of(view, Side::a);
    if (session.is_comparing()) {
        rows_of(view, Side::b);
    }
    foot(view);
    if (grew) {
        ImGui::SetScrollHereY(1); // below many parameters it might be out of sight
    }
    ImGui::PopStyleVar();
}

} // namespace app
