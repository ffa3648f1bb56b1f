#include "app/views/line_tasks.hpp"

#include "app/timeline/ticks.hpp"
#include "app/views/list_row.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

namespace app {
namespace {

constexpr float head_points = 24;
constexpr float row_points = 23;
constexpr float pad_points = 6;
constexpr float gap_points = 2;
constexpr std::size_t most_rows = 6; ///< the others on demand

/// What comes after the cursor is not told while it is to be predicted.
std::size_t told(const Session& session) {
    return session.tells_all() ? SIZE_MAX : session.cursor();
}

/// The selected line in the file that is shown; 0: none.
int shown_line(const View& view) {
    const int cpp = view.session.selection().line();
    return language_of(view) == Language::cpp ? cpp : python_line(view.ui.code.model, cpp);
}

LineSearch search_of(const Session& session) {
    return {session.cursor(), told(session)};
}

std::vector<core::EventId> events_of(const View& view, int line) {
    return events_on_line(view.ui.code.model, language_of(view), view.session.trace(), line);
}

void refresh(const View& view) {
    const Session& session = view.session;
    LineTasksUi& ui = view.ui.line_tasks;
    const LineTasksKey key{session.run_number(), language_of(view), shown_line(view)};
    const LineSearch search = search_of(session);
    if (key == ui.key && search == ui.search) {
        return;
    }
    if (key.line != ui.key.line || key.language != ui.key.language) {
        ui.chosen = 0;
        ui.shows_all = false;
        ui.is_new = true;
    }
    if (key != ui.key) {
        ui.key = key;
        ui.events = events_of(view, key.line);
    }
    ui.search = search;
    ui.tasks = tasks_of(ui.events, session.trace(), search);
}

bool has_more(const LineTasksUi& ui) {
    return !ui.shows_all && ui.tasks.size() > most_rows;
}

/// Tasks, and the row that shows the others.
std::size_t row_count(const LineTasksUi& ui) {
    return has_more(ui) ? most_rows + 1 : ui.tasks.size();
}

bool is_here(const View& view, core::TaskId task) {
    const core::TaskState& state = view.session.at_cursor().task(task);
    return !core::has_ended(state.phase) &&
           line_of(view.ui.code.model, language_of(view), view.session.trace(), state) ==
               view.ui.line_tasks.key.line;
}

/// Shows the task there; one that is there now stays where it is.
void choose(const View& view, std::size_t row) {
    LineTasksUi& ui = view.ui.line_tasks;
    ui.chosen = row;
    if (row >= most_rows && has_more(ui)) {
        ui.shows_all = true;
    } else if (is_here(view, ui.tasks[row].task)) {
        view.wish(SelectTask{ui.tasks[row].task});
    } else {
        view.wish(ShowEvent{ui.tasks[row].event});
    }
}

void head(const View& view) {
    const Look& look = view.look;
    const std::size_t count = view.ui.line_tasks.tasks.size();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const float pad = look.px(8);
    const Area area{{at.x + pad, at.y}, {at.x + width - pad, at.y + look.px(head_points)}};
    put_text(*ImGui::GetWindowDrawList(), look.fonts.caption, area, look.color(UiRole::muted),
             fmt::format("{} task{} ran this line{}", count, count == 1 ? "" : "s",
                         view.session.tells_all() ? "" : " so far"));
    ImGui::Dummy({width, look.px(head_points)});
}

/// Where the task stands, by its colour, and when it was on the line.
void put_task(const View& view, const LineTask& task, const Area& row) {
    const Look& look = view.look;
    const Session& session = view.session;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const core::TaskState& state = session.at_cursor().task(task.task);
    const ImVec2 dot{row.min.x + look.px(13), std::round(row.center().y)};
    if (state.phase == core::TaskPhase::absent) {
        list.AddCircle(dot, look.px(3), look.color(UiRole::disabled), 16);
    } else {
        list.AddCircleFilled(dot, look.px(4), to_u32(look.style(state_role(state)).fill), 16);
    }
    const bool here = is_here(view, task.task);
    const std::string when = time_from(session.trace()[task.event].at, session.origin());
    const std::string text = here ? "here since " + when : when;
    const float right = row.max.x - look.px(8);
    put_text(list, look.fonts.caption, {row.min, {right, row.max.y}},
             look.color(here ? UiRole::accent : UiRole::muted), text, Align::right);
    const bool selected = task.task == session.selection().task();
    put_text(list, selected ? look.fonts.strong : look.fonts.body,
             {{row.min.x + look.px(24), row.min.y},
              {right - text_width(look.fonts.caption, text) - look.px(8), row.max.y}},
             look.color(UiRole::text), session.trace().name(task.task));
}

void put_row(const View& view, std::size_t index) {
    const LineTasksUi& ui = view.ui.line_tasks;
    const bool chosen = index == ui.chosen;
    const bool more = index >= most_rows && has_more(ui);
    ImGui::PushID(static_cast<int>(index));
    const auto [row, touch] = list_row(view, more ? "more tasks" : "line task", row_points,
                                       !chosen    ? Chosen::no
                                       : ui.moved ? Chosen::just_now
                                                  : Chosen::yes);
    ImGui::PopID();
    if (more) {
        const Area text{{row.min.x + view.look.px(24), row.min.y}, row.max};
        put_text(*ImGui::GetWindowDrawList(), view.look.fonts.body, text,
                 view.look.color(UiRole::muted),
                 fmt::format("{} more…", ui.tasks.size() - most_rows));
    } else {
        put_task(view, ui.tasks[index], row);
    }
    if (touch.hovered) {
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
        view.ui.hovered = more ? core::TaskId::none : ui.tasks[index].task;
    }
    ImGui::SetCursorScreenPos(row.min);
    ImGui::Dummy({row.width(), row.height()});
    if (touch.clicked) {
        choose(view, index);
    }
}

void put_rows(const View& view) {
    LineTasksUi& ui = view.ui.line_tasks;
    const std::size_t count = row_count(ui);
    ui.chosen = std::min(ui.chosen, count - 1);
    for (std::size_t i = 0; i < std::min(count, row_count(ui)); ++i) {
        put_row(view, i);
    }
    ui.moved = false;
}

float card_height(const View& view) {
    const auto rows = static_cast<float>(std::min(row_count(view.ui.line_tasks), most_rows + 1));
    return view.look.px(head_points + row_points * rows + 2 * pad_points);
}

Area card_area(const View& view, const Area& page, float scrolled) {
    const Look& look = view.look;
    const float pitch = look.px(code_row_points);
    const float top =
        page.min.y + pitch * static_cast<float>(view.ui.line_tasks.key.line - 1) - scrolled;
    Area area = place_card(page, {{page.min.x, top}, {page.max.x, top + pitch}}, card_height(view),
                           look.px(gap_points));
    area.min.x += look.px(code_gutter_points - 8);
    area.max.x = std::min(area.max.x - look.px(10), area.min.x + look.px(320));
    return area;
}

} // namespace

Language language_of(const View& view) {
    return view.session.settings().code_tab == CodeTab::python ? Language::python : Language::cpp;
}

bool has_tasks(const View& view, int line) {
    return !tasks_of(events_of(view, line), view.session.trace(), search_of(view.session)).empty();
}

bool is_listed(const View& view, int line) {
    const LineTasksUi& ui = view.ui.line_tasks;
    return view.session.selection().line() != 0 && ui.key.line == line && !ui.tasks.empty();
}

Area place_card(const Area& page, const Area& line, float height, float gap) {
    const float pitch = line.height();
    const float top = std::clamp(line.min.y, page.min.y, std::max(page.min.y, page.max.y - pitch));
    const float above = top - gap - page.min.y;
    const float below = page.max.y - (top + pitch + gap);
    if (height <= below || below >= above) {
        const float y = top + pitch + gap;
        return {{page.min.x, y}, {page.max.x, y + std::min(height, below)}};
    }
    const float y = top - gap;
    return {{page.min.x, y - std::min(height, above)}, {page.max.x, y}};
}

void make_room(const View& view, float page_height) {
    refresh(view);
    LineTasksUi& ui = view.ui.line_tasks;
    if (!std::exchange(ui.is_new, false) || ui.tasks.empty()) {
        return;
    }
    const float pitch = view.look.px(code_row_points);
    const float line = pitch * static_cast<float>(ui.key.line - 1);
    const float above = line - ImGui::GetScrollY();
    const float height = card_height(view) + view.look.px(gap_points);
    if (height > above && height > page_height - above - pitch) {
        ImGui::SetScrollY(line - pitch); // the line before it stays in view
        view.ui.wake_in(0);
    }
}

void line_tasks_view(const View& view, const Area& page, float scrolled) {
    LineTasksUi& ui = view.ui.line_tasks;
    refresh(view);
    if (ui.tasks.empty()) {
        return;
    }
    const Area area = card_area(view, page, scrolled);
    if (area.is_empty()) {
        return;
    }
    const Look& look = view.look;
    ui.is_open = true;
    view.ui.note("line tasks", area);
    ImGui::SetCursorScreenPos(area.min);
    ImGui::PushStyleColor(ImGuiCol_ChildBg, to_vec4(look.theme->color(UiRole::panel_raised)));
    ImGui::PushStyleVar(ImGuiStyleVar_ChildRounding, look.px(8));
    ImGui::PushStyleVar(ImGuiStyleVar_ChildBorderSize, 1.0F);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {look.px(pad_points), look.px(pad_points)});
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
    ImGui::BeginChild("line tasks", {area.width(), area.height()}, true);
    head(view);
    put_rows(view);
    ImGui::EndChild();
    ImGui::PopStyleVar(4);
    ImGui::PopStyleColor();
}

bool line_tasks_key(const View& view, const Chord& chord) {
    LineTasksUi& ui = view.ui.line_tasks;
    const bool is_same = view.ui.code.scenario == view.session.scenario().id;
    if (!ui.is_open || !is_same || chord.ctrl || chord.alt || chord.shift) {
        return false;
    }
    refresh(view); // the run may be another one since it was drawn
    if (ui.tasks.empty()) {
        return false;
    }
    switch (chord.key) {
    case Key::down:
        ui.chosen = std::min(ui.chosen + 1, row_count(ui) - 1);
        ui.moved = true;
        return true;
    case Key::up:
        ui.chosen -= ui.chosen > 0 ? 1 : 0;
        ui.moved = true;
        return true;
    case Key::enter:
        choose(view, ui.chosen);
        return true;
    case Key::escape:
        view.wish(SelectLine{0});
        return true;
    default:
        return false;
    }
}

} // namespace app
