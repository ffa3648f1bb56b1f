#include "app/views/glossary_view.hpp"

#include "app/views/list_row.hpp"
#include "app/views/overlay.hpp"
#include "app/views/rich_text.hpp"
#include "app/views/search_field.hpp"
#include "app/views/widgets.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace app {
namespace {

using Terms = std::vector<const Term*>;

/// The shown term stays as long as it is among those found; else the first of them is shown.
std::ptrdiff_t place_of(const Terms& found, const std::string& name) {
    const auto at = std::find_if(found.begin(), found.end(),
                                 [&](const Term* term) { return term->name == name; });
    return at == found.end() ? 0 : at - found.begin();
}

/// True if the keys have moved through the list.
bool choose(GlossaryUi& ui, const Terms& found, std::span<const Chord> keys) {
    if (found.empty()) {
        return false;
    }
    const std::ptrdiff_t before = place_of(found, ui.term);
    std::ptrdiff_t at = before;
    for (const Chord& chord : keys) {
        at += chord.key == Key::down ? 1 : chord.key == Key::up ? -1 : 0;
    }
    at = std::clamp<std::ptrdiff_t>(at, 0, std::ssize(found) - 1);
    const std::string& wanted = found[static_cast<std::size_t>(at)]->name;
    const bool moved = ui.term != wanted;
    ui.term = wanted;
    return moved;
}

void term_row(const View& view, const Term& term, bool moved) {
    const Look& look = view.look;
    const bool chosen = term.name == view.ui.glossary.term;
    const Chosen state = !chosen ? Chosen::no : moved ? Chosen::just_now : Chosen::yes;
    const auto [row, touch] = list_row(view, term.name.c_str(), 28, state);
    put_text(*ImGui::GetWindowDrawList(), chosen ? look.fonts.strong : look.fonts.body,
             {{row.min.x + look.px(10), row.min.y}, {row.max.x - look.px(6), row.max.y}},
             look.color(UiRole::text), term.name);
    if (touch.clicked) {
        view.ui.glossary.term = term.name;
    }
}

void term_list(const View& view, const Terms& found, float width, bool moved) {
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
    ImGui::BeginChild("terms", {width, 0});
    for (const Term* term : found) {
        term_row(view, *term, moved);
    }
    if (found.empty()) {
        line_of_text(view.look.fonts.body, view.look.color(UiRole::muted), "Nothing found");
    }
    ImGui::EndChild();
    ImGui::PopStyleVar();
}

void term_text(const View& view, const Term& term) {
    const Look& look = view.look;
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {look.px(20), look.px(4)});
    ImGui::BeginChild("term", {0, 0}, false, ImGuiWindowFlags_AlwaysUseWindowPadding);
    ImGui::PopStyleVar();
    line_of_text(look.fonts.title, look.color(UiRole::text), term.name);
    ImGui::Dummy({1, look.px(4)});
    const std::string link = rich_text(view, "text", term.text);
    if (link.starts_with(Glossary::link_prefix)) {
        view.wish(ShowTerm{link.substr(Glossary::link_prefix.size())});
    }
    ImGui::EndChild();
}

/// What was asked for is shown whatever was typed before.
bool take_wish(const View& view) {
    GlossaryUi& ui = view.ui.glossary;
    const bool opening = !ui.was_open;
    if (opening) {
        ui = {};
        ui.was_open = true;
    }
    const std::string& asked = view.session.overlays().term;
    if (!asked.empty() && asked != ui.asked) {
        ui.query = {};
        ui.term = asked;
    }
    const bool is_new = asked != ui.asked;
    ui.asked = asked;
    return is_new;
}

} // namespace

void glossary_view(const View& view, std::span<const Chord> keys) {
    const Look& look = view.look;
    GlossaryUi& ui = view.ui.glossary;
    const bool opening = !ui.was_open;
    const bool asked = take_wish(view);
    bool dismissed = false;
    if (!begin_overlay(view, "glossary", {look.px(760), look.px(470)}, look.px(56), dismissed)) {
        return;
    }
    search_field(view, "Search the glossary", ui.query, opening);
    separator(view);
    ImGui::Dummy({1, look.px(4)});
    const Terms found = view.session.glossary().search(ui.query.data());
    const bool moved = choose(ui, found, keys) || asked;
    const float room = ImGui::GetContentRegionAvail().x;
    term_list(view, found, std::min(look.px(220), room * 0.4F), moved);
    ImGui::SameLine(0, 0);
    if (const Term* term = view.session.glossary().find(ui.term);
        term != nullptr && !found.empty()) {
        term_text(view, *term);
    }
    end_overlay();
    if (dismissed) {
        view.wish(ToggleGlossary{});
    }
}

} // namespace app
