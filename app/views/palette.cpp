#include "app/views/palette.hpp"

#include "app/model/command_table.hpp"
#include "app/views/list_row.hpp"
#include "app/views/overlay.hpp"
#include "app/views/search_field.hpp"
#include "app/views/widgets.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace app {
namespace {

constexpr float row_points = 32;

struct Entry {
    std::string id;
    std::string text;
    std::string_view keys;
    Command command;
    int score = 0;
};

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Not what means nothing now: answers without a question, steps of a tour that nobody takes.
bool is_offered(const Session& session, const CommandInfo& info) {
    if (info.id.starts_with("answer-")) {
        return session.predict().asked(session.cursor()) != nullptr;
    }
    if (info.id == "predict-again") {
        return session.predict().is_on();
    }
    return info.id != "palette" && !info.id.starts_with("tour-");
}

std::vector<Entry> entries(const View& view) {
    const std::string_view query{view.ui.palette.query.data()};
    std::vector<Entry> found;
    const auto offer = [&](std::string id, std::string text, std::string_view keys,
                           Command command) {
        if (const int score = palette_score(text, query); score > 0) {
            found.push_back({std::move(id), std::move(text), keys, std::move(command), score});
        }
    };
    for (const scenarios::Scenario* scenario : view.session.scenarios()) {
        const std::string id{scenario->id};
        offer("open " + id, "Open " + std::string{scenario->title}, "", SelectScenario{id});
    }
    for (const CommandInfo& info : command_table()) {
        if (is_offered(view.session, info)) {
            offer(std::string{info.id}, std::string{info.title}, info.keys, info.make());
        }
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const Entry& a, const Entry& b) { return a.score > b.score; });
    return found;
}

void move_selection(PaletteUi& ui, std::span<const Chord> keys, int count) {
    for (const Chord& chord : keys) {
        ui.selected += chord.key == Key::down ? 1 : chord.key == Key::up ? -1 : 0;
    }
    ui.selected = std::clamp(ui.selected, 0, std::max(count - 1, 0));
}

/// The field for typing; true when Enter was pressed.
bool query_field(const View& view, bool opening) {
    PaletteUi& ui = view.ui.palette;
    const bool entered = search_field(view, "Type a command", ui.query, opening);
    if (ImGui::IsItemEdited()) {
        ui.selected = 0;
    }
    return entered;
}

bool entry_row(const View& view, const Entry& entry, Chosen state) {
    const Look& look = view.look;
    const auto [row, touch] = list_row(view, entry.id.c_str(), row_points, state);
    const float caps = key_caps_width(look, entry.keys);
    put_text(*ImGui::GetWindowDrawList(), look.fonts.body,
             {{row.min.x + look.px(10), row.min.y}, {row.max.x - caps - look.px(12), row.max.y}},
             look.color(UiRole::text), entry.text);
    if (!entry.keys.empty()) {
        ImGui::SetCursorScreenPos({row.max.x - caps - look.px(8), row.min.y + look.px(7)});
        key_caps(look, entry.keys);
    }
    ImGui::SetCursorScreenPos(row.min);
    ImGui::Dummy({row.width(), row.height()});
    return touch.clicked;
}

std::optional<Command> rows(const View& view, const std::vector<Entry>& found, bool entered,
                            bool moved) {
    std::optional<Command> chosen;
    const auto selected = static_cast<std::size_t>(view.ui.palette.selected);
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
    ImGui::BeginChild("entries", {0, 0});
    for (std::size_t i = 0; i < found.size(); ++i) {
        const Chosen state = i != selected ? Chosen::no : moved ? Chosen::just_now : Chosen::yes;
        const bool clicked = entry_row(view, found[i], state);
        if (clicked || (entered && i == selected)) {
            chosen = found[i].command;
        }
    }
    if (found.empty()) {
        line_of_text(view.look.fonts.body, view.look.color(UiRole::muted), "Nothing found");
    }
    ImGui::EndChild();
    ImGui::PopStyleVar();
    return chosen;
}

} // namespace

int palette_score(std::string_view text, std::string_view query) {
    if (query.empty()) {
        return 1;
    }
    const auto same = [](char a, char b) { return lower(a) == lower(b); };
    const auto whole = std::search(text.begin(), text.end(), query.begin(), query.end(), same);
    if (whole != text.end()) {
        const bool at_word = whole == text.begin() || *(whole - 1) == ' ';
        return whole == text.begin() ? 4 : at_word ? 3 : 2;
    }
    std::size_t at = 0;
    for (const char c : query) {
        while (at < text.size() && !same(text[at], c)) {
            ++at;
        }
        if (at == text.size()) {
            return 0;
        }
        ++at;
    }
    return 1;
}

void palette_view(const View& view, std::span<const Chord> keys) {
    const Look& look = view.look;
    PaletteUi& ui = view.ui.palette;
    const bool opening = !ui.was_open;
    if (opening) {
        ui = {};
        ui.was_open = true;
    }
    bool dismissed = false;
    if (!begin_overlay(view, "palette", {look.px(560), look.px(430)}, look.px(72), dismissed)) {
        return;
    }
    const bool entered = query_field(view, opening);
    const std::vector<Entry> found = entries(view);
    const int before = ui.selected;
    move_selection(ui, keys, static_cast<int>(found.size()));
    separator(view);
    ImGui::Dummy({1, look.px(2)});
    const auto chosen = rows(view, found, entered, before != ui.selected);
    end_overlay();
    if (chosen || dismissed) {
        view.wish(TogglePalette{});
    }
    if (chosen) {
        view.wish(*chosen);
    }
}

} // namespace app
