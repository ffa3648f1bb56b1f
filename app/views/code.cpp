#include "app/views/code.hpp"

#include "app/model/words.hpp"
#include "app/views/lesson_view.hpp"
#include "app/views/line_tasks.hpp"
#include "app/views/widgets.hpp"
#include "assets/embedded.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace app {
namespace {

void refresh(const View& view) {
    CodeUi& ui = view.ui.code;
    const scenarios::Scenario& scenario = view.session.scenario();
    if (ui.scenario != scenario.id) {
        ui.scenario = scenario.id;
        ui.model = make_code_model(scenario.source, assets::embedded(scenario.source),
                                   scenario.twin, assets::embedded(scenario.twin));
        ui.shown_line = 0;
    }
}

UiRole color_of(TokenKind kind) {
    switch (kind) {
    case TokenKind::keyword:
        return UiRole::code_keyword;
    case TokenKind::type:
        return UiRole::code_type;
    case TokenKind::string:
        return UiRole::code_string;
    case TokenKind::number:
        return UiRole::code_number;
    case TokenKind::comment:
        return UiRole::code_comment;
    case TokenKind::call:
        return UiRole::code_call;
    case TokenKind::text:
        break;
    }
    return UiRole::code_text;
}

void put_code(const View& view, const CodeLine& line, ImVec2 at) {
    ImFont* font = view.look.fonts.code;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    for (const Token& token : line.tokens) {
        const std::string_view text =
            std::string_view{line.text}.substr(token.begin, token.end - token.begin);
        list.AddText(font, font->FontSize, at, view.look.color(color_of(token.kind)), text.data(),
                     text.data() + text.size());
        at.x += text_width(font, text);
    }
}

std::string names_of(const View& view, std::span<const CodeMark> marks) {
    std::string text;
    for (const CodeMark& mark : marks) {
        text += text.empty() ? "" : ", ";
        if (text.size() > 160) {
            return text + "…";
        }
        text += view.session.trace().name(mark.task);
    }
    return text;
}

/// Up to three dots, one per task; a count where there are more.
void put_marks(const View& view, std::span<const CodeMark> marks, const Area& row) {
    const Look& look = view.look;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float y = std::round((row.min.y + row.max.y) / 2);
    float x = row.min.x + look.px(8);
    const std::size_t shown = marks.size() > 3 ? 1 : marks.size();
    for (const CodeMark& mark : marks.first(shown)) {
        const bool hovered = mark.task == view.session.selection().hovered();
        list.AddCircleFilled({x, y}, look.px(mark.selected || hovered ? 4 : 3),
                             to_u32(look.style(mark.role).fill), 16);
        x += look.px(8);
    }
    if (shown < marks.size()) {
        put_text(list, look.fonts.caption,
                 {{x - look.px(2), row.min.y}, {x + look.px(20), row.max.y}},
                 look.color(UiRole::muted), std::to_string(marks.size()));
    }
}

/// A click lists the tasks of a line, another one closes the list.
void select_line(const View& view, const CodeLine& line) {
    const CodeModel& model = view.ui.code.model;
    const int cpp = language_of(view) == Language::cpp ? line.number : cpp_line(model, line.number);
    view.wish(SelectLine{is_listed(view, line.number) || !has_tasks(view, line.number) ? 0 : cpp});
}

void code_row(const View& view, const CodeLine& line, std::span<const CodeMark> marks,
              const Area& row, bool current) {
    const Look& look = view.look;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const Touch touch = touch_area(view, "line", row);
    const bool listed = is_listed(view, line.number);
    if (!marks.empty() && !listed) {
        tip(view, names_of(view, marks));
    }
    if (current) {
        list.AddRectFilled(row.min, row.max, look.color(UiRole::code_line));
        list.AddRectFilled(row.min, {row.min.x + look.px(3), row.max.y},
                           look.color(UiRole::accent));
    } else if (touch.hovered || listed) {
        list.AddRectFilled(row.min, row.max, look.color(UiRole::hover, 0.6F));
    }
    put_marks(view, marks, row);
    const float gutter = look.px(code_gutter_points);
    put_text(list, look.fonts.code, {row.min, {row.min.x + gutter - look.px(12), row.max.y}},
             look.color(current ? UiRole::text : UiRole::disabled), std::to_string(line.number),
             Align::right);
    const float y = std::round((row.min.y + row.max.y - look.fonts.code->FontSize) / 2);
    put_code(view, line, {row.min.x + gutter - ImGui::GetScrollX(), y});
    if (touch.clicked) {
        select_line(view, line);
    }
}

/// The lane of the selected task decides; without one, the task under the pointer.
int current_line(const View& view) {
    const Selection& selection = view.session.selection();
    const core::TaskId task =
        selection.task() != core::TaskId::none ? selection.task() : selection.hovered();
    if (task == core::TaskId::none) {
        return 0;
    }
    return line_of(view.ui.code.model, language_of(view), view.session.trace(),
                   view.session.at_cursor().task(task));
}

/// Where reading begins: at the first marked line, below comments and includes.
int first_line(const CodeFile& file) {
    for (const CodeLine& line : file.lines) {
        if (!line.marker.empty()) {
            return line.number;
        }
    }
    return 0;
}

void follow(const View& view, int line, float row_height) {
    CodeUi& ui = view.ui.code;
    const CodeTab tab = view.session.settings().code_tab;
    if (line == 0 && (ui.shown_line == 0 || tab != ui.shown_tab)) {
        line = first_line(ui.model.file(language_of(view)));
    }
    if (line == 0 || (line == ui.shown_line && tab == ui.shown_tab)) {
        return;
    }
    ui.shown_line = line;
    ui.shown_tab = tab;
    const float y = static_cast<float>(line - 1) * row_height;
    const float top = ImGui::GetScrollY();
    const float page = ImGui::GetWindowHeight();
    if (y < top + row_height || y + 2 * row_height > top + page) {
        ImGui::SetScrollY(std::max(y - page * 0.4F, 0.0F));
    }
}

float widest_line(const View& view, const CodeFile& file) {
    std::size_t most = 0;
    for (const CodeLine& line : file.lines) {
        most = std::max(most, line.text.size());
    }
    return text_width(view.look.fonts.code, "0") * static_cast<float>(most);
}

void lines(const View& view) {
    const CodeUi& ui = view.ui.code;
    const Language language = language_of(view);
    const CodeFile& file = ui.model.file(language);
    const float height = view.look.px(code_row_points);
    const ImVec2 origin = ImGui::GetCursorScreenPos();
    const float left = ImGui::GetWindowPos().x;
    const float right = left + ImGui::GetWindowWidth();
    const int current = current_line(view);
    follow(view, current, height);
    const std::vector<CodeMark> marks =
        marks_at(ui.model, language, view.session.trace(), view.session.at_cursor(),
                 view.session.selection().task());
    const auto count = static_cast<std::size_t>(ImGui::GetWindowHeight() / height) + 2;
    const auto first =
        std::min(static_cast<std::size_t>(ImGui::GetScrollY() / height), file.lines.size());
    for (std::size_t i = first; i < std::min(first + count, file.lines.size()); ++i) {
        const CodeLine& line = file.lines[i];
        const auto by_line = [](const CodeMark& mark, int number) { return mark.line < number; };
        const auto begin = std::lower_bound(marks.begin(), marks.end(), line.number, by_line);
        const auto end = std::lower_bound(begin, marks.end(), line.number + 1, by_line);
        const float y = origin.y + static_cast<float>(i) * height;
        ImGui::PushID(line.number);
        code_row(view, line, {begin, end}, {{left, y}, {right, y + height}},
                 line.number == current);
        ImGui::PopID();
    }
    ImGui::SetCursorScreenPos(origin);
    ImGui::Dummy({view.look.px(code_gutter_points + 16) + widest_line(view, file),
                  height * static_cast<float>(file.lines.size())});
}

void tabs(const View& view, const Area& area) {
    constexpr std::array<std::string_view, 3> names{"Lesson", "C++", "Python"};
    const auto chosen = static_cast<std::size_t>(view.session.settings().code_tab);
    ImGui::SetCursorScreenPos({area.min.x + view.look.px(8), area.min.y + view.look.px(6)});
    const Look& look = view.look;
    ImFont* font = look.fonts.caption;
    const std::string_view path = view.ui.code.model.file(language_of(view)).path;
    const float beside = area.width() - look.px(8 + 18 + 10); // for tabs and name
    const float name_width = text_width(font, file_name(path));
    const float width = std::min(std::clamp(beside - name_width, look.px(200), look.px(216)),
                                 area.width() - look.px(16));
    if (const auto clicked = choice(view, "language", names, chosen, width)) {
        view.wish(SetCodeTab{static_cast<CodeTab>(*clicked)});
    }
    if (view.session.settings().code_tab == CodeTab::lesson) {
        return;
    }
    const Area rest{{area.min.x + width + view.look.px(18), area.min.y},
                    {area.max.x - view.look.px(10), area.max.y}};
    for (const std::string_view name : {path, file_name(path)}) {
        if (text_width(font, name) <= rest.width()) {
            put_text(*ImGui::GetWindowDrawList(), font, rest, look.color(UiRole::muted), name,
                     Align::right);
            return;
        }
    }
}

} // namespace

float code_tabs_height(const Look& look) {
    return look.px(42);
}

void code_view(const View& view, const Area& panel) {
    refresh(view);
    const float head = code_tabs_height(view.look);
    tabs(view, {panel.min, {panel.max.x, panel.min.y + head}});
    const ImVec2 size{panel.width(), panel.height() - head - view.look.px(6)};
    if (size.x < 1 || size.y < 1) {
        return;
    }
    if (view.session.settings().code_tab == CodeTab::lesson) {
        lesson_view(
            view, {{panel.min.x, panel.min.y + head}, {panel.max.x, panel.min.y + head + size.y}});
        return;
    }
    ImGui::SetCursorScreenPos({panel.min.x, panel.min.y + head});
    ImGui::BeginChild("lines", size, false, ImGuiWindowFlags_HorizontalScrollbar);
    lines(view);
    make_room(view, size.y);
    const float scrolled = ImGui::GetScrollY();
    ImGui::EndChild();
    line_tasks_view(view,
                    {{panel.min.x, panel.min.y + head}, {panel.max.x, panel.min.y + head + size.y}},
                    scrolled);
}

} // namespace app
