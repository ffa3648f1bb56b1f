#include "app/views/search_bar.hpp"

#include "app/timeline/ticks.hpp"
#include "app/views/command_button.hpp"
#include "app/views/widgets.hpp"
#include "core/export/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace app {
namespace {

constexpr float bar_points = 40;

void refresh(const View& view) {
    SearchUi& ui = view.ui.search;
    const LaneSearch& search = view.session.lane_view().search();
    if (ui.openings != search.openings()) {
        ui.openings = search.openings();
        ui.focus = true;
        ui.text = {};
        const std::size_t length = std::min(search.query().size(), ui.text.size() - 1);
        std::copy_n(search.query().begin(), length, ui.text.begin());
    }
}

void field(const View& view, const Area& area) {
    const Look& look = view.look;
    SearchUi& ui = view.ui.search;
    draw_icon(*ImGui::GetWindowDrawList(), Icon::search,
              {area.min.x + look.px(10), area.center().y}, look.px(14), look.color(UiRole::muted));
    ImGui::SetCursorScreenPos({area.min.x + look.px(24), area.center().y - look.px(14)});
    ImGui::SetNextItemWidth(std::max(area.max.x - area.min.x - look.px(24), 1.0F));
    ImGui::PushStyleColor(ImGuiCol_TextDisabled, to_vec4(look.theme->color(UiRole::muted)));
    if (ui.focus) {
        ImGui::SetKeyboardFocusHere();
        ui.focus = false;
    }
    const bool entered =
        ImGui::InputTextWithHint("##search", "Task, label or error", ui.text.data(), ui.text.size(),
                                 ImGuiInputTextFlags_EnterReturnsTrue);
    ui.is_typing = ImGui::IsItemActive();
    if (view.ui.probe != nullptr) {
        view.ui.probe->push_back({"search", area});
    }
    if (std::string_view{ui.text.data()} != view.session.lane_view().search().query()) {
        view.wish(SetSearch{ui.text.data()});
    }
    if (entered) {
        view.wish(MoveMatch{ImGui::GetIO().KeyShift ? -1 : 1});
        ui.focus = true; // Enter ends the field's turn; the next Enter is for it as well
    }
    ImGui::PopStyleColor();
}

std::string count_text(const LaneSearch& search) {
    if (search.query().empty()) {
        return {};
    }
    if (search.count() == 0) {
        return "Nothing found";
    }
    return search.current() ? fmt::format("{} of {}", *search.current() + 1, search.count())
                            : fmt::format("{} found", search.count());
}

/// Why the lane that was moved to last was found.
std::string found_text(const Session& session, core::EventId found) {
    const core::Event& event = session.trace()[found];
    if (event.kind == core::EventKind::created) {
        return "Found in its name";
    }
    return fmt::format("Found at {}: “{}”", time_from(event.at, session.origin()),
                       core::one_line(session.trace().text(event.label)));
}

/// How many were found, which of them was moved to last and, under the pointer, why.
void count(const View& view, const Area& area, std::string_view text) {
    const LaneSearch& search = view.session.lane_view().search();
    const UiRole role = search.count() == 0 ? UiRole::warning : UiRole::muted;
    put_text(*ImGui::GetWindowDrawList(), view.look.fonts.body, area, view.look.color(role), text,
             Align::right);
    const Touch touch = touch_area(view, "found", area);
    if (const auto found = search.found()) {
        tip(view, found_text(view.session, *found));
        if (touch.hovered) {
            view.ui.hovered_event = *found;
        }
    }
}

/// From the right edge to the left; gives where the leftmost thing begins.
float buttons(const View& view, const Area& area) {
    const Look& look = view.look;
    const LaneSearch& search = view.session.lane_view().search();
    constexpr float side = 28;
    const float y = area.center().y - look.px(side / 2);
    float x = area.max.x - look.px(side + 8);
    ImGui::SetCursorScreenPos({x, y});
    if (icon_button(view, "close search", Icon::close, side)) {
        view.wish(CloseSearch{});
    }
    tip(view, "Close", "Escape");
    constexpr std::string_view only = "Only matches";
    x -= text_button_width(view, only) + look.px(6);
    ImGui::SetCursorScreenPos({x, area.center().y - look.px(16)});
    command_text_button(view, "only-matches", only,
                        search.only_matches() ? Emphasis::primary : Emphasis::outlined);
    for (const auto& [id, icon] : {std::pair{"next-match", Icon::step_forward},
                                   std::pair{"previous-match", Icon::step_back}}) {
        x -= look.px(side + 2);
        ImGui::SetCursorScreenPos({x, y});
        command_button(view, id, icon, side);
    }
    const std::string text = count_text(search);
    const float width = std::max(text_width(look.fonts.body, text), look.px(64));
    x -= width + look.px(10);
    count(view, {{x, area.min.y}, {x + width, area.max.y}}, text);
    return x;
}

} // namespace

float search_bar_height(const View& view) {
    return view.session.lane_view().search().is_open() ? view.look.px(bar_points) : 0;
}

void search_bar_view(const View& view, const Area& area) {
    view.ui.search.is_typing = false;
    if (!view.session.lane_view().search().is_open()) {
        view.ui.search.openings = 0;
    }
    if (area.is_empty()) {
        return;
    }
    refresh(view);
    const float right = buttons(view, area);
    field(view,
          {{area.min.x + view.look.px(8), area.min.y}, {right - view.look.px(8), area.max.y}});
    ImGui::GetWindowDrawList()->AddRectFilled({area.min.x, area.max.y - 1}, area.max,
                                              view.look.color(UiRole::border));
}

} // namespace app
