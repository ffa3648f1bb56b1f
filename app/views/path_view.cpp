#include "app/views/path_view.hpp"

#include "app/model/path_completion.hpp"
#include "app/model/saved_run.hpp"
#include "app/views/list_row.hpp"
#include "app/views/overlay.hpp"
#include "app/views/widgets.hpp"

#include <algorithm>
#include <cstring>

namespace app {
namespace {

constexpr std::size_t most_entries = 200;
constexpr float row_points = 28;

std::string_view title_of(FileTask task) {
    switch (task) {
    case FileTask::save:
        return "Save run";
    case FileTask::open:
        return "Open run";
    case FileTask::export_run:
        return "Export";
    }
    return {};
}

std::string_view hint_of(FileTask task) {
    switch (task) {
    case FileTask::save:
        return "The whole run with its parameters; opens here and with asynclab open";
    case FileTask::open:
        return "A run that was saved, .alab";
    case FileTask::export_run:
        return ".svg or .png: picture, .json: for Perfetto, .csv: figures, .alab: run";
    }
    return {};
}

std::string_view verb_of(FileTask task) {
    return task == FileTask::open ? "Open" : task == FileTask::save ? "Save" : "Export";
}

void set_text(PathUi& ui, std::string_view text) {
    const std::size_t length = std::min(text.size(), ui.text.size() - 1);
    std::memcpy(ui.text.data(), text.data(), length);
    ui.text[length] = '\0';
    ui.moves_caret = true;
    ui.selected = -1;
}

/// Lists the entries anew when the text has changed.
void list_entries(PathUi& ui, FileTask task) {
    const std::string_view text{ui.text.data()};
    if (ui.listed_for != text) {
        ui.listed_for = text;
        ui.entries =
            complete_path(text, task == FileTask::open ? saved_run_ending : "", most_entries);
        ui.selected = -1;
    }
}

/// What all entries begin with; nothing if that is no more than the text.
std::string common_beginning(const PathUi& ui) {
    if (ui.entries.empty()) {
        return {};
    }
    std::string common = ui.entries.front();
    for (const std::string& entry : ui.entries) {
        const auto [a, b] = std::mismatch(common.begin(), common.end(), entry.begin(), entry.end());
        common.erase(a, common.end());
    }
    return common.size() > std::strlen(ui.text.data()) ? common : std::string{};
}

/// Tab and replaced texts: Dear ImGui lets a text be changed while it is edited only from here.
int on_edit(ImGuiInputTextCallbackData* data) {
    auto& ui = *static_cast<PathUi*>(data->UserData);
    if (data->EventFlag == ImGuiInputTextFlags_CallbackCompletion) {
        const bool has_choice = ui.selected >= 0;
        const std::string longer =
            has_choice ? ui.entries[static_cast<std::size_t>(ui.selected)] : common_beginning(ui);
        if (!longer.empty()) {
            data->DeleteChars(0, data->BufTextLen);
            data->InsertChars(0, longer.c_str());
        }
    } else if (ui.moves_caret) {
        data->DeleteChars(0, data->BufTextLen);
        data->InsertChars(0, ui.text.data());
        ui.moves_caret = false;
    }
    return 0;
}

/// The field for typing; true when Enter was pressed.
bool path_field(const View& view, bool is_opening) {
    const Look& look = view.look;
    PathUi& ui = view.ui.path;
    ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x);
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {look.px(8), look.px(7)});
    if (is_opening || ui.moves_caret) {
        ImGui::SetKeyboardFocusHere();
    }
    const bool is_entered = ImGui::InputText("##path", ui.text.data(), ui.text.size(),
                                             ImGuiInputTextFlags_EnterReturnsTrue |
                                                 ImGuiInputTextFlags_CallbackCompletion |
                                                 ImGuiInputTextFlags_CallbackAlways,
                                             on_edit, &ui);
    ImGui::PopStyleVar();
    return is_entered;
}

bool entry_row(const View& view, const std::string& entry, Chosen state) {
    const Look& look = view.look;
    const auto [row, touch] = list_row(view, entry.c_str(), row_points, state);
    const std::string_view path{entry};
    const bool is_folder = path.ends_with('/');
    const std::size_t slash = path.substr(0, path.size() - (is_folder ? 1 : 0)).rfind('/');
    put_text(*ImGui::GetWindowDrawList(), look.fonts.body,
             {{row.min.x + look.px(10), row.min.y}, {row.max.x - look.px(10), row.max.y}},
             look.color(is_folder ? UiRole::muted : UiRole::text),
             path.substr(slash == std::string_view::npos ? 0 : slash + 1));
    return touch.clicked;
}

/// A click puts an entry into the field.
void entry_rows(const View& view, bool has_moved, float height) {
    PathUi& ui = view.ui.path;
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
    ImGui::BeginChild("entries", {0, height});
    std::string clicked;
    for (std::size_t i = 0; i < ui.entries.size(); ++i) {
        const bool is_selected = static_cast<int>(i) == ui.selected;
        const Chosen state = !is_selected ? Chosen::no : has_moved ? Chosen::just_now : Chosen::yes;
        if (entry_row(view, ui.entries[i], state)) {
            clicked = ui.entries[i];
        }
    }
    const bool is_opening = view.session.take_along().question()->task == FileTask::open;
    if (ui.entries.empty() && is_opening) { // a new file's name is no surprise
        line_of_text(view.look.fonts.body, view.look.color(UiRole::muted),
                     "Nothing here is called so");
    }
    ImGui::EndChild();
    ImGui::PopStyleVar();
    if (!clicked.empty()) {
        set_text(ui, clicked);
    }
}

bool move_selection(PathUi& ui, std::span<const Chord> keys) {
    const int before = ui.selected;
    for (const Chord& chord : keys) {
        ui.selected += chord.key == Key::down ? 1 : chord.key == Key::up ? -1 : 0;
    }
    ui.selected = std::clamp(ui.selected, -1, static_cast<int>(ui.entries.size()) - 1);
    return ui.selected != before;
}

/// Enter on a folder opens it; on anything else it is the answer.
void answer(const View& view, const TakeAlong::Question& question) {
    PathUi& ui = view.ui.path;
    std::string path = ui.selected >= 0 ? ui.entries[static_cast<std::size_t>(ui.selected)]
                                        : std::string{ui.text.data()};
    if (path.ends_with('/')) {
        set_text(ui, path);
        return;
    }
    set_text(ui, path); // Enter took the keyboard away from the field
    const bool is_confirmed = !question.to_replace.empty() && question.answer == path;
    view.wish(UsePath{std::move(path), is_confirmed});
}

/// What the last answer led to: a problem, or a file that is there already.
void reply(const View& view, const TakeAlong::Question& question) {
    const Look& look = view.look;
    if (!question.to_replace.empty()) {
        const std::size_t name = question.to_replace.rfind('/') + 1;
        paragraph(look.fonts.strong, look.color(UiRole::warning),
                  question.to_replace.substr(name) + " is there already. Enter replaces it.");
    } else if (!question.problem.empty()) {
        paragraph(look.fonts.strong, look.color(UiRole::warning), question.problem);
    } else {
        paragraph(look.fonts.caption, look.color(UiRole::muted), hint_of(question.task));
    }
}

/// Cancel and the verb, at the right. True if the verb was clicked.
bool buttons(const View& view, const TakeAlong::Question& question, bool& is_dropped) {
    const Look& look = view.look;
    const std::string_view verb =
        question.to_replace.empty() ? verb_of(question.task) : std::string_view{"Replace"};
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float right = at.x + ImGui::GetContentRegionAvail().x;
    const float verb_x = right - text_button_width(view, verb);
    ImGui::SetCursorScreenPos({verb_x - text_button_width(view, "Cancel") - look.px(8), at.y});
    is_dropped = text_button(view, "cancel", "Cancel", Emphasis::outlined) || is_dropped;
    ImGui::SetCursorScreenPos({verb_x, at.y});
    return text_button(view, "answer", verb, Emphasis::primary);
}

} // namespace

void path_view(const View& view, std::span<const Chord> keys) {
    const Look& look = view.look;
    const TakeAlong::Question& question = *view.session.take_along().question();
    PathUi& ui = view.ui.path;
    const bool is_opening = ui.question != question.number;
    if (is_opening) {
        ui = {};
        ui.question = question.number;
        set_text(ui, question.suggestion);
    }
    bool is_dropped = false;
    if (!begin_overlay(view, "path", {look.px(620), look.px(430)}, look.px(72), is_dropped)) {
        return;
    }
    line_of_text(look.fonts.title, look.color(UiRole::text), title_of(question.task));
    ImGui::Dummy({1, look.px(4)});
    bool is_answered = path_field(view, is_opening);
    list_entries(ui, question.task);
    const bool has_moved = move_selection(ui, keys);
    ImGui::Dummy({1, look.px(2)});
    reply(view, question);
    ImGui::Dummy({1, look.px(2)});
    const float below = look.px(44);
    entry_rows(view, has_moved, std::max(ImGui::GetContentRegionAvail().y - below, look.px(28)));
    ImGui::Dummy({1, look.px(4)});
    is_answered = buttons(view, question, is_dropped) || is_answered;
    end_overlay();
    if (is_dropped) {
        view.wish(DropQuestion{});
    } else if (is_answered) {
        answer(view, question);
    }
}

} // namespace app
