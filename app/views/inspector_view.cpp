#include "app/views/inspector_view.hpp"

#include "app/model/metric_words.hpp"
#include "app/model/words.hpp"
#include "app/timeline/ticks.hpp"
#include "app/views/compare_table.hpp"
#include "app/views/draw_signs.hpp"
#include "app/views/findings_view.hpp"
#include "app/views/hatch.hpp"
#include "app/views/inspection.hpp"
#include "app/views/line_tasks.hpp"
#include "app/views/predict_view.hpp"
#include "app/views/widgets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <string>

namespace app {
namespace {

void state_mark(const View& view, Role role, ImVec2 center) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float half = view.look.px(7);
    if (static_cast<std::size_t>(role) >= span_role_count) {
        draw_cap(list, view.look, role, center, 2 * half);
    } else {
        fill_shape(list, view.look,
                   {{center.x - half, center.y - half},
                    {center.x + half, center.y + half},
                    view.look.px(4)},
                   role);
    }
}

void task_head(const View& view, const Inspection& task) {
    const Look& look = view.look;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const float line = look.fonts.title->FontSize;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    state_mark(view, task.state, {at.x + look.px(8), std::round(at.y + line / 2)});
    const float x = at.x + look.px(24);
    put_text(list, look.fonts.title, {{x, at.y}, {at.x + width, at.y + line}},
             look.color(UiRole::text), task.name);
    ImGui::SetCursorScreenPos({x, at.y + line + look.px(2)});
    paragraph(look.fonts.body, to_u32(look.style(task.state).text), task.state_text,
              std::max(width - look.px(24), 1.0F));
    ImGui::SetCursorScreenPos({at.x, ImGui::GetCursorScreenPos().y + look.px(4)});
}

/// The line in the Python twin, while that is shown and has it.
std::string place_of(const View& view, const Fact& fact, core::TaskId task) {
    const CodeModel& model = view.ui.code.model;
    const int line = line_of(model, language_of(view), view.session.trace(),
                             view.session.at_cursor().task(task));
    return line == 0 ? fact.value
                     : fmt::format("{}:{}", file_name(model.file(language_of(view)).path), line);
}

void fact_value(const View& view, const Fact& fact, core::TaskId task) {
    if (fact.event != core::EventId::none) {
        if (link(view, "event", view.look.fonts.body, fact.value)) {
            view.wish(ShowEvent{fact.event});
        }
    } else if (fact.task != core::TaskId::none) {
        if (link(view, "task", view.look.fonts.body, fact.value)) {
            view.wish(SelectTask{fact.task});
        }
        if (ImGui::IsItemHovered()) {
            view.ui.hovered = fact.task;
        }
    } else {
        paragraph(view.look.fonts.body, view.look.color(UiRole::text),
                  fact.is_line ? place_of(view, fact, task) : fact.value);
    }
}

/// Two columns: names as wide as the widest of them, values in the rest.
void facts_table(const View& view, const Inspection& about) {
    const Look& look = view.look;
    const std::vector<Fact>& facts = about.facts;
    float column = 0;
    for (const Fact& fact : facts) {
        column = std::max(column, text_width(look.fonts.body, fact.name));
    }
    column = std::min(column + look.px(14), ImGui::GetContentRegionAvail().x * 0.5F);
    for (std::size_t i = 0; i < facts.size(); ++i) {
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float line = look.fonts.body->FontSize;
        put_text(*ImGui::GetWindowDrawList(), look.fonts.body,
                 {at, {at.x + column - look.px(6), at.y + line}}, look.color(UiRole::muted),
                 facts[i].name);
        ImGui::SetCursorScreenPos({at.x + column, at.y});
        ImGui::PushID(static_cast<int>(i));
        fact_value(view, facts[i], about.task);
        ImGui::PopID();
    }
}

/// One link of the chain: a dot on a rail, the time, the sentence.
void cause_row(const View& view, const Cause& cause, std::size_t index, bool last) {
    const Look& look = view.look;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const float rail = look.px(18);
    const float pad = look.px(4);
    const float wrap = std::max(width - rail - look.px(6), 1.0F);
    const float text = wrapped_height(look.fonts.body, cause.text, wrap);
    const float caption = look.fonts.caption->FontSize;
    const Area area{at, {at.x + width, at.y + text + caption + 2 * pad}};
    ImGui::PushID(static_cast<int>(index));
    const Touch touch = touch_area(view, "cause", area);
    ImGui::PopID();
    const bool is_here = core::index_of(cause.event) + 1 == view.session.cursor();
    if (is_here) {
        list.AddRectFilled(area.min, area.max, look.color(UiRole::accent_soft), look.px(5));
    } else {
        draw_hover(view, area, touch, 5);
    }
    const ImVec2 dot{at.x + look.px(8), std::round(at.y + pad + caption / 2)};
    if (!last) {
        list.AddRectFilled({dot.x - 0.5F, dot.y}, {dot.x + 0.5F, area.max.y + dot.y - at.y},
                           look.color(UiRole::border));
    }
    list.AddCircleFilled(dot, look.px(3.5F),
                         look.color(is_here || index == 0 ? UiRole::accent : UiRole::muted), 16);
    put_text(list, look.fonts.caption,
             {{at.x + rail, at.y + pad}, {area.max.x, at.y + pad + caption}},
             look.color(UiRole::muted), cause.time);
    put_lines(list, look.fonts.body, {at.x + rail, at.y + pad + caption}, wrap,
              look.color(UiRole::text), cause.text);
    if (touch.hovered) {
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    }
    if (touch.clicked) {
        view.wish(ShowCause{cause.event});
    }
}

void chain_of_causes(const View& view, const Inspection& about) {
    if (about.why.empty()) {
        return;
    }
    section(view, about.event == core::EventId::none ? "Why?" : "Why did this happen?");
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
    for (std::size_t i = 0; i < about.why.size(); ++i) {
        cause_row(view, about.why[i], i, i + 1 == about.why.size());
    }
    ImGui::PopStyleVar();
}

void task_view(const View& view, const Inspection& task) {
    task_head(view, task);
    facts_table(view, task);
    chain_of_causes(view, task);
    if (view.session.tells_all()) {
        findings_view(view, task.task);
    }
}

/// An event that is about no task: a signal, a deadlock, the end.
void event_view(const View& view, const Inspection& about) {
    paragraph(view.look.fonts.title, view.look.color(UiRole::text), about.name);
    chain_of_causes(view, about);
}

Area next_row(const View& view) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    return {at, {at.x + ImGui::GetContentRegionAvail().x, at.y + view.look.px(22)}};
}

/// The columns of values, right-aligned: that of the run and, left of it, that of the reference.
Area value_column(const View& view, const Area& row) {
    return {{row.max.x - view.look.px(98), row.min.y}, row.max};
}
Area reference_column(const View& view, const Area& row) {
    const float right = row.max.x - view.look.px(104);
    return {{right - view.look.px(92), row.min.y}, {right, row.max.y}};
}

void metric_row(const View& view, const core::Metric& metric) {
    const Look& look = view.look;
    const Area row = next_row(view);
    touch_area(view, std::string{metric.name}.c_str(), row);
    tip(view, metric_meaning(metric.name));
    ImDrawList& list = *ImGui::GetWindowDrawList();
    Area name = row;
    if (const Run* reference = view.session.reference()) {
        const Area column = reference_column(view, row);
        name.max.x = column.min.x - look.px(4);
        if (const auto value = core::metric(reference->trace(), metric.name)) {
            put_text(list, look.fonts.body, column, look.color(UiRole::muted),
                     figure_text(metric.name, *value), Align::right);
        }
    }
    put_text(list, look.fonts.body, name, look.color(UiRole::muted), metric_words(metric.name));
    put_text(list, look.fonts.strong, value_column(view, row), look.color(UiRole::text),
             figure_text(metric.name, metric.value), Align::right);
}

/// What the two columns are, where there are two.
void metrics_head(const View& view) {
    if (view.session.reference() == nullptr) {
        return;
    }
    const Look& look = view.look;
    const Area row = next_row(view);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImU32 color = look.color(UiRole::muted);
    put_text(list, look.fonts.caption, reference_column(view, row), color, "Simulated",
             Align::right);
    put_text(list, look.fonts.caption, value_column(view, row), color, "Live", Align::right);
    ImGui::Dummy({row.width(), row.height()});
}

void run_view(const View& view) {
    const Look& look = view.look;
    line_of_text(look.fonts.title, look.color(UiRole::text), view.session.scenario().title);
    if (!view.session.tells_all()) { // the lesson would give the answers away
        ImGui::Dummy({1, look.px(2)});
        section(view, "Predict");
        quiz_list(view);
        return;
    }
    compare_table(view); // what two runs differ in is what one looks for
    if (view.session.settings().code_tab != CodeTab::lesson) { // where the same stands above
        ImGui::Dummy({1, look.px(2)});
        paragraph(look.fonts.body, look.color(UiRole::muted), view.session.scenario().lesson);
    }
    findings_view(view);
    if (view.session.is_comparing()) {
        return;
    }
    section(view, "This run");
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
    metrics_head(view);
    for (const core::Metric& metric : view.session.run().metrics()) {
        metric_row(view, metric);
    }
    ImGui::PopStyleVar();
}

} // namespace

void inspector_view(const View& view) {
    const Inspection& about = inspection_of(view);
    if (about.task != core::TaskId::none) {
        task_view(view, about);
        compare_table(view);
    } else if (about.event != core::EventId::none) {
        event_view(view, about);
    } else {
        run_view(view);
    }
}

} // namespace app
