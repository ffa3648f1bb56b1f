#include "app/views/params.hpp"

#include "app/model/param_words.hpp"
#include "app/model/spec_text.hpp"
#include "app/views/slider_scale.hpp"
#include "app/views/widgets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <optional>
#include <string>

namespace app {
namespace {

using scenarios::Param;
using scenarios::ParamValues;

/// A parameter that cannot change the live run under way is set for the next one.
bool waits(const View& view, std::size_t index) {
    return view.session.is_under_way() && !view.session.acts_now(index);
}

constexpr std::string_view next_time = " Acts on the next live run.";

std::string help_text(const View& view, std::size_t index) {
    const Param& param = view.session.spec().values.params()[index];
    std::string text{param.help};
    if (!param.is_choice()) {
        text += text.empty() ? "" : " ";
        text += std::to_string(param.min) + " – " + std::to_string(param.max) + ", default " +
                value_text(param, param.initial) + ".";
    }
    return waits(view, index) ? text + std::string{next_time} : text;
}

/// The values that the sliders show and set.
const ParamValues& shown_values(const View& view) {
    return view.session.edited_spec().values;
}

/// The value of the other run where two have different ones.
std::optional<std::int64_t> other_value(const View& view, std::size_t index) {
    if (!view.session.is_comparing()) {
        return std::nullopt;
    }
    const std::int64_t a = view.session.spec(Side::a).values.at(index);
    const std::int64_t b = view.session.spec(Side::b).values.at(index);
    if (a == b) {
        return std::nullopt;
    }
    return view.session.comparison()->edits() == Edits::b ? a : b;
}

/// "A 400 ms · B 500 ms" where they differ, else the value.
std::string shown_text(const View& view, std::size_t index) {
    const Param& param = shown_values(view).params()[index];
    if (!other_value(view, index)) {
        return value_text(param, shown_values(view).at(index));
    }
    const auto of = [&](Side side) {
        const ParamValues& values = view.session.spec(side).values;
        return param.is_choice() ? values.text(index) : value_text(param, values.at(index));
    };
    return "A " + of(Side::a) + " · B " + of(Side::b);
}

void begin_typing(const View& view, std::size_t index, std::int64_t value) {
    ParamsUi& ui = view.ui.params;
    ui.edited = static_cast<int>(index);
    ui.focus = true;
    ui.text = {};
    std::to_chars(ui.text.data(), ui.text.data() + ui.text.size() - 1, value);
}

void end_typing(const View& view, std::size_t index) {
    ParamsUi& ui = view.ui.params;
    std::int64_t value = 0;
    const char* end = ui.text.data() + std::strlen(ui.text.data());
    if (std::from_chars(ui.text.data(), end, value).ec == std::errc{}) {
        view.wish(SetParam{index, value});
    }
    ui.edited = -1;
}

void typed_value(const View& view, std::size_t index, const Area& area) {
    ParamsUi& ui = view.ui.params;
    ImGui::SetCursorScreenPos(area.min);
    ImGui::SetNextItemWidth(area.width());
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {view.look.px(4), view.look.px(1)});
    if (ui.focus) {
        ImGui::SetKeyboardFocusHere();
    }
    const bool entered =
        ImGui::InputText("##typed", ui.text.data(), ui.text.size(),
                         ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_AutoSelectAll |
                             ImGuiInputTextFlags_CharsDecimal);
    ImGui::PopStyleVar();
    if (entered || (!ui.focus && ImGui::IsItemDeactivatedAfterEdit())) {
        end_typing(view, index);
    } else if (!ui.focus && !ImGui::IsItemActive()) {
        ui.edited = -1;
    }
    ui.focus = false;
}

/// Label on the left, value on the right. The value can be typed after a click on it.
void head(const View& view, std::size_t index, const Area& area) {
    const ParamValues& values = shown_values(view);
    const Param& param = values.params()[index];
    const Look& look = view.look;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const std::string text = shown_text(view, index);
    const bool typing = view.ui.params.edited == static_cast<int>(index);
    const float pad = look.px(4);
    const float room = typing ? look.px(64) : text_width(look.fonts.strong, text) + pad;
    const Area value{{area.max.x - room, area.min.y}, {area.max.x + pad, area.max.y}};
    const Area label{area.min, {value.min.x - look.px(6), area.max.y}};
    touch_area(view, "label", label);
    tip(view, help_text(view, index));
    const UiRole role = waits(view, index) ? UiRole::disabled : UiRole::muted;
    put_text(list, look.fonts.body, label, look.color(role), param.label);
    if (typing) {
        typed_value(view, index, value);
        return;
    }
    const Touch touch = touch_area(view, "value", value);
    tip(view, "Click to type a value");
    draw_hover(view, value, touch, 4);
    put_text(list, look.fonts.strong, {value.min, {area.max.x, value.max.y}},
             look.color(waits(view, index) ? UiRole::disabled : UiRole::text), text, Align::right);
    if (touch.clicked) {
        begin_typing(view, index, values.at(index));
    }
}

void draw_slider(const View& view, const Area& area, float fraction, float initial, Touch touch,
                 UiRole fill) {
    const Look& look = view.look;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float y = std::round((area.min.y + area.max.y) / 2);
    const float knob = look.px(6);
    const float half = look.px(2);
    const float x0 = area.min.x + knob;
    const float x1 = area.max.x - knob;
    const float x = x0 + (x1 - x0) * fraction;
    list.AddRectFilled({area.min.x, y - half}, {area.max.x, y + half}, look.color(UiRole::frame),
                       half);
    list.AddRectFilled({area.min.x, y - half}, {x, y + half}, look.color(fill), half);
    const float default_x = std::round(x0 + (x1 - x0) * initial);
    list.AddRectFilled({default_x, y + look.px(5)}, {default_x + look.px(1), y + look.px(8)},
                       look.color(UiRole::disabled));
    if (touch.hovered || touch.held) {
        list.AddCircleFilled({x, y}, knob + look.px(4), look.color(fill, 0.18F));
    }
    list.AddCircleFilled({x, y}, knob, look.color(fill), 24);
    list.AddCircleFilled({x, y}, knob - look.px(2), look.color(UiRole::panel_raised), 24);
}

/// Where the other run's value lies: a ring that cannot be grabbed.
void draw_other(const View& view, const Area& area, float fraction) {
    const float knob = view.look.px(6);
    const float x = area.min.x + knob + (area.width() - 2 * knob) * fraction;
    const float y = std::round((area.min.y + area.max.y) / 2);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddCircleFilled({x, y}, knob - 1, view.look.color(UiRole::panel), 20);
    list.AddCircle({x, y}, knob - 1, view.look.color(UiRole::muted), 20, view.look.px(1.5F));
}

void slider(const View& view, std::size_t index, const Area& area) {
    const ParamValues& values = shown_values(view);
    const Param& param = values.params()[index];
    const float knob = view.look.px(6);
    const SliderScale scale{param, area.width() - 2 * knob};
    const Touch touch = touch_area(view, "slider", area);
    const ImGuiIO& io = ImGui::GetIO();
    const bool to_type =
        ImGui::IsItemHovered() && (ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left) ||
                                   (io.KeyCtrl && ImGui::IsMouseClicked(ImGuiMouseButton_Left)));
    if (to_type) {
        begin_typing(view, index, values.at(index));
    } else if (touch.held && !io.KeyCtrl) {
        const float fraction =
            (io.MousePos.x - area.min.x - knob) / std::max(area.width() - 2 * knob, 1.0F);
        const std::int64_t value = scale.to_value(fraction, io.KeyAlt);
        if (value != values.at(index)) {
            view.wish(SetParam{index, value});
        }
    }
    const auto other = other_value(view, index);
    draw_slider(view, area, scale.to_fraction(values.at(index)), scale.to_fraction(param.initial),
                touch, waits(view, index) ? UiRole::disabled : UiRole::accent);
    if (other) {
        draw_other(view, area, scale.to_fraction(*other));
    }
}

void number(const View& view, std::size_t index, float width) {
    const Look& look = view.look;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float text_height = look.px(18);
    const float track_height = look.px(14);
    head(view, index, {at, {at.x + width, at.y + text_height}});
    slider(view, index,
           {{at.x, at.y + text_height}, {at.x + width, at.y + text_height + track_height}});
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy({width, text_height + track_height});
}

/// One of several, in a row of buttons.
struct Options {
    std::string_view label;
    std::string help;
    std::span<const std::string_view> names;
    std::size_t chosen = 0;
    std::string both;   ///< "A gather · B task-group" where two runs differ, else empty
    bool waits = false; ///< for the next live run
};

/// The options of two runs, right of the label or, where they have no room there, below it. Gives
/// where they end.
float both_options(const View& view, const Options& options, const Area& label) {
    ImFont* font = view.look.fonts.caption;
    const float beside = text_width(view.look.fonts.body, options.label) + view.look.px(10);
    Area area{{label.min.x + beside, label.min.y}, label.max};
    if (text_width(font, options.both) > area.width()) {
        area = {{label.min.x, label.max.y}, {label.max.x, label.max.y + label.height()}};
    }
    put_text(*ImGui::GetWindowDrawList(), font, area, view.look.color(UiRole::text), options.both,
             Align::right);
    return area.max.y;
}

/// Gives the one that was clicked.
std::optional<std::size_t> option_row(const View& view, const Options& options, float width) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const Area label{at, {at.x + width, at.y + view.look.px(18)}};
    touch_area(view, "label", label);
    tip(view, options.help);
    const UiRole role = options.waits ? UiRole::disabled : UiRole::muted;
    put_text(*ImGui::GetWindowDrawList(), view.look.fonts.body, label, view.look.color(role),
             options.label);
    const float bottom = options.both.empty() ? label.max.y : both_options(view, options, label);
    ImGui::SetCursorScreenPos({at.x, bottom + view.look.px(2)});
    const auto clicked = choice(view, "choice", options.names, options.chosen, width);
    ImGui::Dummy({width, view.look.px(2)});
    return clicked;
}

void option(const View& view, std::size_t index, float width) {
    const ParamValues& values = shown_values(view);
    const Param& param = values.params()[index];
    const Options options{.label = param.label,
                          .help = help_text(view, index),
                          .names = param.choices,
                          .chosen = static_cast<std::size_t>(values.at(index)),
                          .both = other_value(view, index) ? shown_text(view, index) : "",
                          .waits = waits(view, index)};
    if (const auto clicked = option_row(view, options, width)) {
        view.wish(SetParam{index, static_cast<std::int64_t>(*clicked)});
    }
}

/// Whose asyncio the run follows.
void python(const View& view, float width) {
    const Session& session = view.session;
    const core::Version shown = session.edited_spec().python;
    Options options{.label = "Rules of Python",
                    .help =
                        "Whose asyncio the run follows. It changed with 3.12 (wait_for, gather) "
                        "and 3.13 (uncancel, TaskGroup, Semaphore, Condition).",
                    .names = core::version_names,
                    .chosen = static_cast<std::size_t>(shown),
                    .waits = session.is_under_way()};
    options.help += options.waits ? next_time : "";
    if (session.is_comparing()) {
        const core::Version a = session.spec(Side::a).python;
        const core::Version b = session.spec(Side::b).python;
        options.both = a == b ? "" : fmt::format("A {} · B {}", python_name(a), python_name(b));
    }
    if (const auto clicked = option_row(view, options, width)) {
        view.wish(SetPython{static_cast<core::Version>(*clicked)});
    }
}

} // namespace

void params_view(const View& view) {
    const ParamValues& values = shown_values(view);
    const float width = ImGui::GetContentRegionAvail().x;
    if (width < view.look.px(40)) {
        return;
    }
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, view.look.px(2)});
    for (std::size_t i = 0; i < values.size(); ++i) {
        ImGui::PushID(static_cast<int>(i));
        if (values.params()[i].is_choice()) {
            option(view, i, width);
        } else {
            number(view, i, width);
        }
        ImGui::PopID();
    }
    ImGui::PushID("python");
    python(view, width);
    ImGui::PopID();
    ImGui::PopStyleVar();
}

} // namespace app
