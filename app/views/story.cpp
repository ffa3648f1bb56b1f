#include "app/views/story.hpp"

#include "app/timeline/ticks.hpp"
#include "app/views/draw_signs.hpp"
#include "app/views/widgets.hpp"

#include <algorithm>
#include <cmath>

namespace app {
namespace {

constexpr float row_points = 24;

void refresh(const View& view) {
    StoryUi& ui = view.ui.story;
    if (ui.run != view.session.run_number()) {
        ui.run = view.session.run_number();
        if (view.session.run().is_complete()) {
            ui.shown.reset(); // else it goes on where it was
        }
    }
}

void ground(const View& view, const StoryRow& row, const Area& area, Touch touch, bool current) {
    const Look& look = view.look;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const Selection& selection = view.session.selection();
    if (current) {
        list.AddRectFilled(area.min, area.max, look.color(UiRole::accent_soft), look.px(5));
        list.AddRectFilled({area.min.x, area.min.y + look.px(5)},
                           {area.min.x + look.px(3), area.max.y - look.px(5)},
                           look.color(UiRole::accent), look.px(2));
    } else if (row.task != core::TaskId::none && row.task == selection.hovered()) {
        list.AddRectFilled(area.min, area.max, look.color(UiRole::hover), look.px(5));
    } else {
        draw_hover(view, area, touch, 5);
    }
}

/// True if the pointer is over it.
bool story_row(const View& view, const StoryRow& row, const Area& area, bool current, bool past) {
    const Look& look = view.look;
    const Touch touch = touch_area(view, "row", area);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    ground(view, row, area, touch, current);
    const float time_end = area.min.x + look.px(104);
    if (row.new_moment) {
        put_text(list, look.fonts.caption,
                 {{area.min.x + look.px(10), area.min.y}, {time_end - look.px(12), area.max.y}},
                 look.color(past ? UiRole::muted : UiRole::disabled),
                 time_from(row.at, view.session.origin()), Align::right);
    }
    const ImVec2 mark{time_end + look.px(2), std::round((area.min.y + area.max.y) / 2)};
    const ImU32 color = row.role ? faded(look.style(*row.role).fill, past ? 1.0F : 0.5F)
                                 : look.color(UiRole::disabled);
    list.AddCircleFilled(mark, look.px(row.turning_point ? 4 : 2.5F), color, 16);
    ImFont* font = row.turning_point ? look.fonts.strong : look.fonts.body;
    const bool selected =
        row.task != core::TaskId::none && row.task == view.session.selection().task();
    const UiRole role = !past ? UiRole::disabled : selected ? UiRole::accent : UiRole::text;
    put_text(list, font,
             {{time_end + look.px(14), area.min.y}, {area.max.x - look.px(8), area.max.y}},
             look.color(role), row.text);
    if (touch.hovered) {
        view.ui.hovered = row.task;
    }
    if (touch.clicked) {
        view.wish(ShowEvent{row.event});
    }
    return touch.hovered;
}

/// Scrolls to the current row when it has changed, so that reading elsewhere is not disturbed.
void follow(const View& view, std::optional<std::size_t> current, float row_height) {
    StoryUi& ui = view.ui.story;
    const float room = ImGui::GetWindowHeight();
    const float rows = room / row_height; // presenting changes the rows, not the panel
    const bool is_new = ui.shown != current || ui.page != rows;
    if (!is_new && !ui.again) {
        return;
    }
    ui.again = is_new;  // how far it can scroll is known only once the rows were drawn
    view.ui.wake_in(0); // and the next frame scrolls
    ui.shown = current;
    ui.page = rows;
    const float y = current ? static_cast<float>(*current) * row_height : 0;
    const float top = ImGui::GetScrollY();
    const float page = room - 2 * view.look.px(8);
    if (y < top + row_height || y + 2 * row_height > top + page) {
        ImGui::SetScrollY(std::max(y - page * 0.5F, 0.0F));
    }
}

} // namespace

void story_view(const View& view) {
    refresh(view);
    const Story& story = view.session.run().story();
    const float height = view.look.px(row_points);
    const auto current = story.current_row(view.session.cursor());
    const std::size_t size = view.session.tells_all() ? story.size() : current ? *current + 1 : 0;
    const ImVec2 origin = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    follow(view, current, height);
    // Only rows in view cost anything: a story may have a hundred thousand.
    const float hidden = std::max(ImGui::GetScrollY() - view.look.px(8), 0.0F);
    const auto first = std::min(static_cast<std::size_t>(hidden / height), size);
    const auto count = static_cast<std::size_t>(ImGui::GetWindowHeight() / height) + 2;
    const std::size_t last = std::min(first + count, size);
    for (std::size_t i = first; i < last; ++i) {
        const float y = origin.y + static_cast<float>(i) * height;
        ImGui::PushID(static_cast<int>(i));
        const bool past = current && i <= *current;
        const StoryRow row = story.row(i);
        if (story_row(view, row, {{origin.x, y}, {origin.x + width, y + height}},
                      current && i == *current, past)) {
            view.ui.hovered_event = row.event;
        }
        ImGui::PopID();
    }
    ImGui::SetCursorScreenPos(origin);
    ImGui::Dummy({1, height * static_cast<float>(size)});
}

} // namespace app
