#include "app/views/lesson_view.hpp"

#include "app/views/command_button.hpp"
#include "app/views/rich_text.hpp"
#include "app/views/widgets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace app {
namespace {

constexpr float pad_points = 14;
constexpr float button_points = 28;

/// A text of the lesson; its links lead into the glossary.
void put_text_of_lesson(const View& view, const char* id, const Blocks& text) {
    const std::string link = rich_text(view, id, text);
    if (link.starts_with(Glossary::link_prefix)) {
        view.wish(ShowTerm{link.substr(Glossary::link_prefix.size())});
    }
}

/// Stands in the place of what is not for those who predict.
std::string hidden_text(std::string_view what, std::string_view it_is) {
    return fmt::format("The {} would give the answers away. {} back at the end of the run, or when "
                       "you leave Predict.",
                       what, it_is);
}

/// One dot per step; a click goes there.
void step_dots(const View& view, const Area& area, std::size_t count, std::size_t at) {
    const Look& look = view.look;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float pitch = std::min(look.px(16), area.width() / static_cast<float>(count));
    for (std::size_t i = 0; i < count; ++i) {
        const float x = area.min.x + pitch * static_cast<float>(i);
        ImGui::PushID(static_cast<int>(i));
        const Touch touch = touch_area(view, "step", {{x, area.min.y}, {x + pitch, area.max.y}});
        tip(view, view.session.guide().lesson().steps[i].title);
        ImGui::PopID();
        const ImVec2 center{x + pitch / 2, area.center().y};
        if (i == at) {
            list.AddCircleFilled(center, look.px(5), look.color(UiRole::accent), 20);
        } else {
            const UiRole role = touch.hovered ? UiRole::accent : UiRole::muted;
            list.AddCircle(center, look.px(4), look.color(role), 20, look.px(1.5F));
        }
        if (touch.clicked) {
            view.wish(ShowLessonStep{i});
        }
    }
}

/// "Step 2 of 6", dots, and the buttons back, on and close.
void step_head(const View& view, std::size_t at) {
    const Look& look = view.look;
    const std::size_t count = view.session.guide().lesson().steps.size();
    const ImVec2 origin = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const float side = look.px(button_points);
    const Area row{origin, {origin.x + width, origin.y + side}};
    const std::string text = fmt::format("Step {} of {}", at + 1, count);
    put_text(*ImGui::GetWindowDrawList(), look.fonts.strong, row, look.color(UiRole::accent), text);
    const float buttons = 3 * side + look.px(4);
    const float dots = origin.x + text_width(look.fonts.strong, text) + look.px(10);
    step_dots(view, {{dots, row.min.y}, {std::max(row.max.x - buttons, dots), row.max.y}}, count,
              at);
    ImGui::SetCursorScreenPos({row.max.x - buttons, row.min.y});
    command_button(view, "previous-step", Icon::chevron_left, button_points);
    ImGui::SameLine(0, look.px(2));
    command_button(view, "next-step", Icon::chevron_right, button_points, Emphasis::primary);
    ImGui::SameLine(0, look.px(2));
    command_button(view, "leave-steps", Icon::close, button_points);
    ImGui::SetCursorScreenPos(origin);
    ImGui::Dummy({width, side});
}

void put_step(const View& view, const LessonStep& step, std::size_t at) {
    const Look& look = view.look;
    step_head(view, at);
    ImGui::Dummy({1, look.px(2)});
    paragraph(look.fonts.title, look.color(UiRole::text), step.title);
    ImGui::Dummy({1, look.px(2)});
    put_text_of_lesson(view, "step text", step.text);
}

void offer_steps(const View& view, std::size_t count) {
    command_text_button(view, "next-step", fmt::format("Show it in {} steps", count),
                        Emphasis::primary);
    ImGui::SameLine(0, view.look.px(8));
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::SetCursorScreenPos({at.x, at.y + view.look.px(7)});
    key_caps(view.look, "N");
}

/// The step that is shown, or the offer to begin.
void put_guide(const View& view, const LessonGuide& guide) {
    const Look& look = view.look;
    if (guide.lesson().steps.empty()) {
        return;
    }
    if (const LessonStep* step = guide.step()) {
        put_step(view, *step, *guide.at());
    } else {
        offer_steps(view, guide.lesson().steps.size());
    }
    ImGui::Dummy({1, look.px(6)});
    separator(view);
    ImGui::Dummy({1, look.px(4)});
}

void put_lesson(const View& view, const Lesson& lesson) {
    put_text_of_lesson(view, "lead", lesson.lead);
    for (const LessonSection& section : lesson.sections) {
        ImGui::Dummy({1, view.look.px(6)});
        line_of_text(view.look.fonts.strong, view.look.color(UiRole::text), section.title);
        ImGui::Dummy({1, view.look.px(2)});
        put_text_of_lesson(view, section.title.c_str(), section.text);
    }
}

/// A new lesson and a new step are read from their beginning.
bool is_new(const View& view) {
    LessonUi& ui = view.ui.lesson;
    const auto step = view.session.guide().at();
    const bool changed = ui.scenario != view.session.scenario().id || ui.step != step;
    ui.scenario = view.session.scenario().id;
    ui.step = step;
    return changed;
}

} // namespace

void lesson_view(const View& view, const Area& area) {
    const Look& look = view.look;
    const LessonGuide& guide = view.session.guide();
    ImGui::SetCursorScreenPos(area.min);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {look.px(pad_points), look.px(4)});
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
    ImGui::BeginChild("lesson", {area.width(), area.height()}, false,
                      ImGuiWindowFlags_AlwaysUseWindowPadding);
    if (is_new(view)) {
        ImGui::SetScrollY(0);
    }
    if (view.session.tells_all()) {
        put_guide(view, guide);
        put_lesson(view, guide.lesson());
    } else {
        paragraph(look.fonts.body, look.color(UiRole::muted), hidden_text("lesson", "It is"));
    }
    ImGui::EndChild();
    ImGui::PopStyleVar(2);
}

void notes_view(const View& view) {
    const Look& look = view.look;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    line_of_text(look.fonts.caption, look.color(UiRole::muted), "Speaker notes");
    ImGui::SetCursorScreenPos({at.x + width - look.px(24), at.y - look.px(6)});
    command_button(view, "notes", Icon::close, 24);
    ImGui::SetCursorScreenPos({at.x, at.y + look.line(look.fonts.caption) + look.px(6)});
    if (!view.session.tells_all()) { // they stand on the projector
        paragraph(look.fonts.body, look.color(UiRole::muted), hidden_text("notes", "They are"));
        return;
    }
    view.ui.note("notes text", {at, {at.x + width, at.y + look.line(look.fonts.body)}});
    put_text_of_lesson(view, "notes text", view.session.guide().lesson().notes);
}

} // namespace app
