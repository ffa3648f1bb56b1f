#include "app/views/what_if_menu.hpp"

#include "app/timeline/ticks.hpp"
#include "app/views/menu.hpp"
#include "app/views/widgets.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace app {
namespace {

using Kind = scenarios::Intervention::Kind;

const core::Trace& trace_of(const View& view) {
    return view.session.trace();
}

/// The task that the menu is about, or none: a menu may be older than the run.
core::TaskId task_of(const View& view) {
    const core::TaskId task = view.session.what_if_place().task;
    return core::index_of(task) <= trace_of(view).tasks().size() ? task : core::TaskId::none;
}

void add(const View& view, Kind kind, std::string_view subject, std::string_view value = {}) {
    view.wish(AddIntervention{
        {kind, std::string{subject}, std::string{value}, view.session.what_if_place().at}});
}

void head(const View& view, std::string_view text) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const float pad = view.look.px(10);
    put_text(*ImGui::GetWindowDrawList(), view.look.fonts.caption,
             {{at.x + pad, at.y}, {at.x + width - pad, at.y + view.look.px(24)}},
             view.look.color(UiRole::muted), text);
    ImGui::Dummy({width, view.look.px(24)});
}

enum class Then : std::uint8_t { close, stay };

/// A row that the pointer or the keyboard can take; true when it is.
bool row(const View& view, const std::string& id, const std::string& text, Then then,
         bool is_present = false) {
    WhatIfUi& ui = view.ui.what_if;
    const bool is_chosen = ui.chosen == ui.rows++;
    const bool is_lit = is_chosen || (is_present && !ui.chosen);
    const bool is_taken = list_row(view, id.c_str(), text, is_lit) || (is_chosen && ui.entered);
    if (is_taken && then == Then::close) {
        ImGui::CloseCurrentPopup();
    }
    return is_taken;
}

void obey_keys(WhatIfUi& ui, std::span<const Chord> keys) {
    ui.entered = false;
    for (const Chord& chord : keys) {
        const std::size_t last = std::max<std::size_t>(ui.rows, 1) - 1; // as they were drawn last
        if (chord.key == Key::down) {
            ui.chosen = ui.chosen ? std::min(*ui.chosen + 1, last) : 0;
        } else if (chord.key == Key::up) {
            ui.chosen = ui.chosen ? *ui.chosen - std::min<std::size_t>(*ui.chosen, 1) : last;
        }
        ui.entered = ui.entered || chord.key == Key::enter;
    }
}

void begin_typing(const View& view, std::size_t param) {
    WhatIfUi& ui = view.ui.what_if;
    ui.param = param;
    ui.chosen.reset();
    ui.focus = true;
    ui.complaint.clear();
    ui.text = {};
    const std::string value = view.session.spec(view.session.focus()).values.text(param);
    value.copy(ui.text.data(), ui.text.size() - 1);
}

void task_rows(const View& view) {
    const core::TaskId task = task_of(view);
    if (task == core::TaskId::none) {
        return;
    }
    const std::string name{trace_of(view).name(task)};
    if (row(view, "cancel", "Cancel " + name + " here", Then::close)) {
        add(view, Kind::cancel, name);
    }
    if (row(view, "fail", "Make " + name + " fail here", Then::close)) {
        add(view, Kind::fail, name);
    }
}

std::string text_for(const scenarios::Param& param) {
    return "Set " + std::string{param.label} + " from here on…";
}

/// Only what the program looks at again while it runs.
void param_rows(const View& view) {
    const auto params = view.session.spec().values.params();
    for (std::size_t i = 0; i < params.size(); ++i) {
        if (params[i].adjustable &&
            row(view, std::string{params[i].id}, text_for(params[i]), Then::stay)) {
            begin_typing(view, i);
        }
    }
}

void first_page(const View& view) {
    const core::TaskId task = task_of(view);
    const std::string about =
        task == core::TaskId::none ? "What if" : std::string{trace_of(view).name(task)};
    head(view, about + " at " + exact_time(view.session.what_if_place().at));
    task_rows(view);
    if (row(view, "sigterm", "Send SIGTERM here", Then::close)) {
        add(view, Kind::signal, "TERM");
    }
    param_rows(view);
}

void typed(const View& view, const scenarios::Param& param) {
    WhatIfUi& ui = view.ui.what_if;
    scenarios::ParamValues values{view.session.spec().values.params()};
    const auto set = values.parse(std::string{param.id} + "=" + ui.text.data());
    if (!set) {
        ui.complaint = set.error().message;
        ui.focus = true;
        return;
    }
    add(view, Kind::set, param.id, values.text(set.value()));
    ImGui::CloseCurrentPopup();
}

void number_field(const View& view, const scenarios::Param& param) {
    WhatIfUi& ui = view.ui.what_if;
    ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x);
    if (ui.focus) {
        ImGui::SetKeyboardFocusHere();
        ui.focus = false;
    }
    const auto flags = ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_AutoSelectAll;
    if (ImGui::InputText("##value", ui.text.data(), ui.text.size(), flags)) {
        typed(view, param);
    }
    const std::string hint = ui.complaint.empty()
                                 ? std::to_string(param.min) + " – " + std::to_string(param.max) +
                                       (param.unit.empty() ? "" : " " + std::string{param.unit}) +
                                       ". Enter runs again"
                                 : ui.complaint;
    ImGui::Dummy({1, view.look.px(2)});
    paragraph(view.look.fonts.caption,
              view.look.color(ui.complaint.empty() ? UiRole::muted : UiRole::warning), hint);
}

void value_page(const View& view, std::size_t index) {
    const scenarios::ParamValues& values = view.session.spec(view.session.focus()).values;
    const scenarios::Param& param = values.params()[index];
    head(view,
         std::string{param.label} + " from " + exact_time(view.session.what_if_place().at) + " on");
    if (!param.is_choice()) {
        number_field(view, param);
        return;
    }
    for (std::size_t i = 0; i < param.choices.size(); ++i) {
        const std::string option{param.choices[i]};
        const bool now = values.at(index) == static_cast<std::int64_t>(i);
        if (row(view, option, option, Then::close, now)) {
            add(view, Kind::set, param.id, option);
        }
    }
}

/// As wide as its longest row.
float width_of(const View& view) {
    float width = view.look.px(280);
    for (const scenarios::Param& param : view.session.spec().values.params()) {
        if (param.adjustable) {
            width = std::max(width, text_width(view.look.fonts.strong, text_for(param)) +
                                        view.look.px(36));
        }
    }
    return width;
}

/// How high the menu will about be: it must not leave the window at the bottom.
float height_of(const View& view) {
    const auto params = view.session.spec().values.params();
    const auto rows = std::count_if(params.begin(), params.end(),
                                    [](const scenarios::Param& p) { return p.adjustable; });
    return view.look.px(44) + static_cast<float>(rows + 3) * view.look.px(32);
}

Area anchor_of(const View& view, float width) {
    const PaneUi& pane = view.ui.timeline.pane(view.session.focus());
    const ImVec2 at = view.ui.what_if.at.value_or(ImVec2{
        std::clamp(pane.layout.cursor_x, pane.layout.left, pane.layout.right), pane.layout.top});
    const ImVec2 window = ImGui::GetIO().DisplaySize;
    const float x = std::max(std::min(at.x, window.x - width - view.look.px(8)), 0.0F);
    const float y = std::max(std::min(at.y, window.y - height_of(view)), 0.0F);
    return {{x, y - view.look.px(4)}, {x, y - view.look.px(4)}};
}

/// Only what was open: where the pointer has just asked for it is for the next frame.
void forget(WhatIfUi& ui) {
    if (std::exchange(ui.is_open, false)) {
        ui.at.reset();
        ui.param.reset();
        ui.chosen.reset();
    }
}

} // namespace

void what_if_menu(const View& view, std::span<const Chord> keys) {
    WhatIfUi& ui = view.ui.what_if;
    const bool wanted = view.session.overlays().what_if;
    if (!wanted) {
        forget(ui);
        return;
    }
    if (!ui.is_open) {
        ui.is_open = true;
        ui.edited.reset(); // the menu types into the same text
        ui.chosen = ui.at ? std::nullopt : std::optional<std::size_t>{0}; // opened by keyboard
        ImGui::OpenPopup("what if");
    }
    const float width = width_of(view);
    if (!begin_menu(view, "what if", anchor_of(view, width), width)) {
        view.wish(CloseWhatIf{});
        return;
    }
    obey_keys(ui, keys);
    ui.rows = 0;
    if (ui.param && *ui.param < view.session.spec().values.size()) {
        value_page(view, *ui.param);
    } else {
        first_page(view);
    }
    end_menu();
}

} // namespace app
