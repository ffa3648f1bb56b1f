#include "app/views/sweep_view.hpp"

#include "app/model/metric_words.hpp"
#include "app/model/param_words.hpp"
#include "app/model/sweep_chart.hpp"
#include "app/views/draw_chart.hpp"
#include "app/views/menu.hpp"
#include "app/views/overlay.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>

namespace app {
namespace {

constexpr float list_width = 222;
constexpr float title_height = 24; ///< of a list
constexpr float foot_height = 40;

std::size_t index_of_metric(const SweepPanel& panel) {
    const auto metrics = panel.metrics();
    const auto found = std::find(metrics.begin(), metrics.end(), panel.metric());
    return static_cast<std::size_t>(found - metrics.begin());
}

/// The neighbour of entry `index` of `count`; stays at the ends.
std::size_t neighbour(std::size_t index, int by, std::size_t count) {
    const auto last = static_cast<int>(count) - 1;
    return static_cast<std::size_t>(std::clamp(static_cast<int>(index) + by, 0, std::max(last, 0)));
}

void take_value(const View& view, std::int64_t value) {
    view.wish(SetParam{view.session.sweep().param(), value});
}

/// The next value of the curve on one side of `value`; without one: itself.
std::int64_t next_value(std::span<const SweepPoint> points, std::int64_t value, int by) {
    std::optional<std::int64_t> next;
    for (const SweepPoint& point : points) {
        const std::int64_t ahead = (point.value - value) * by;
        if (ahead > 0 && (!next || ahead < (*next - value) * by)) {
            next = point.value;
        }
    }
    return next.value_or(value);
}

/// A slow frame has several keys, each of which goes on from the one before.
void obey_keys(const View& view, std::span<const Chord> keys) {
    const SweepPanel& panel = view.session.sweep();
    const std::size_t params = view.session.scenario().params.size();
    const auto metrics = panel.metrics();
    std::size_t param = panel.param();
    std::size_t metric = index_of_metric(panel);
    std::int64_t value = view.session.edited_spec().values.at(param);
    for (const Chord& chord : keys) {
        if ((chord.key == Key::left || chord.key == Key::right) && param == panel.param()) {
            value = next_value(panel.points(), value, chord.key == Key::right ? 1 : -1);
            take_value(view, value);
        } else if (chord.key == Key::up || chord.key == Key::down) {
            param = neighbour(param, chord.key == Key::down ? 1 : -1, params);
            view.wish(ChooseSweepParam{param});
        } else if ((chord.key == Key::page_up || chord.key == Key::page_down) && !metrics.empty()) {
            metric = neighbour(metric, chord.key == Key::page_down ? 1 : -1, metrics.size());
            view.wish(ChooseSweepMetric{std::string{metrics[metric]}});
        }
    }
}

/// A row that was chosen by a key, or before the list was as it is now, may be out of sight.
void keep_in_view(const View& view, ListSight& seen, std::string_view chosen, std::size_t rows) {
    const float top = ImGui::GetWindowPos().y;
    const ListSight now{std::string{chosen}, rows, ImGui::GetWindowHeight()};
    const bool is_above = ImGui::GetItemRectMin().y < top;
    const bool is_below = ImGui::GetItemRectMax().y > top + now.height;
    if (seen != now && (is_above || is_below)) {
        ImGui::SetScrollHereY(is_above ? 0.0F : 1.0F); // no more than needed
        view.ui.wake_in(0);
    }
    seen = now;
}

void params_list(const View& view) {
    const auto params = view.session.scenario().params;
    const std::size_t chosen = view.session.sweep().param();
    for (std::size_t i = 0; i < params.size(); ++i) {
        const std::string id = fmt::format("param {}", params[i].id);
        if (list_row(view, id.c_str(), params[i].label, i == chosen)) {
            view.wish(ChooseSweepParam{i});
        }
        tip(view, params[i].help);
        if (i == chosen) {
            keep_in_view(view, view.ui.sweep.params, params[i].id, params.size());
        }
    }
}

void metrics_list(const View& view) {
    const SweepPanel& panel = view.session.sweep();
    for (const std::string_view metric : panel.metrics()) {
        const std::string id = fmt::format("metric {}", metric);
        if (list_row(view, id.c_str(), metric_words(metric), metric == panel.metric())) {
            view.wish(ChooseSweepMetric{std::string{metric}});
        }
        tip(view, metric_meaning(metric));
        if (metric == panel.metric()) {
            keep_in_view(view, view.ui.sweep.metrics, metric, panel.metrics().size());
        }
    }
}

/// How high a row of a list is with the gap below it.
float row_pitch(const Look& look) {
    return look.px(30) + look.px(1);
}

/// A list that scrolls below its title.
template <class Rows>
void titled_list(const View& view, const char* title, const Area& area, Rows rows) {
    const float top = area.min.y + view.look.px(title_height);
    put_text(*ImGui::GetWindowDrawList(), view.look.fonts.caption, {area.min, {area.max.x, top}},
             view.look.color(UiRole::muted), title);
    const float gap = view.look.px(1);
    const float row = row_pitch(view.look);
    const float height = std::floor((area.max.y - top + gap) / row) * row - gap; // no row is cut
    if (height < 1) {
        return;
    }
    ImGui::SetCursorScreenPos({area.min.x, top});
    ImGui::BeginChild(title, {area.width(), height});
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, gap});
    rows(view);
    ImGui::PopStyleVar();
    ImGui::EndChild();
}

/// Each list scrolls by itself, so that what is chosen in both can be in sight. The one that needs
/// less than half leaves the rest to the other.
void lists(const View& view, const Area& area) {
    const auto height_of = [&](std::size_t rows) {
        return view.look.px(title_height) + row_pitch(view.look) * static_cast<float>(rows);
    };
    const float params = height_of(view.session.scenario().params.size());
    const float metrics = height_of(view.session.sweep().metrics().size());
    const float half = area.height() / 2;
    const float y =
        area.min.y + std::round(std::min(params, std::max(half, area.height() - metrics)));
    titled_list(view, "Parameter", {area.min, {area.max.x, y}}, params_list);
    titled_list(view, "Metric", {{area.min.x, y}, area.max}, metrics_list);
}

/// What the point under the pointer says, else what the present run says.
std::string readout(const View& view, const Sweep& sweep, const SweepPoint& point) {
    const scenarios::Param& param = sweep.spec.values.params()[sweep.param];
    const std::string_view metric = view.session.sweep().metric();
    return fmt::format("{} {}: {} {}", param.label, value_text(param, point.value),
                       metric_words(metric),
                       point.figure ? figure_text(metric, *point.figure) : "not in this run");
}

std::optional<std::size_t> point_of_value(std::span<const SweepPoint> points, std::int64_t value) {
    const auto found = std::find_if(points.begin(), points.end(),
                                    [&](const SweepPoint& p) { return p.value == value; });
    return found == points.end() ? std::nullopt
                                 : std::optional{static_cast<std::size_t>(found - points.begin())};
}

/// "Total over Tasks", and of which run while two are compared.
std::string title_of(const View& view) {
    const SweepPanel& panel = view.session.sweep();
    std::string text = metric_words(panel.metric());
    text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
    text += " over " + std::string{view.session.scenario().params[panel.param()].label};
    if (const Comparison* comparison = view.session.comparison()) {
        text += comparison->edits() == Edits::b ? ", run B" : ", run A";
    }
    return text;
}

void head(const View& view, const Area& area, std::string_view text) {
    const Look& look = view.look;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float half = area.min.y + look.px(24);
    put_text(list, look.fonts.title, {area.min, {area.max.x - look.px(40), half}},
             look.color(UiRole::text), title_of(view));
    put_text(list, look.fonts.body, {{area.min.x, half}, area.max}, look.color(UiRole::muted),
             text);
}

void curve(const View& view, const Area& area) {
    const Look& look = view.look;
    const SweepPanel& panel = view.session.sweep();
    const Sweep* sweep = panel.shown();
    const Area top{area.min, {area.max.x, area.min.y + look.px(46)}};
    if (sweep == nullptr || panel.points().empty()) {
        head(view, top, panel.is_running() ? "Running…" : "No run was finished");
        return;
    }
    const bool is_present = sweep->param == panel.param();
    const std::int64_t present = view.session.edited_spec().values.at(sweep->param);
    Sweep shown = *sweep;
    shown.metric = panel.metric();
    const ChartArea chart_area{area.min.x + look.px(76), top.max.y + look.px(14),
                               area.max.x - look.px(36), area.max.y - look.px(28)};
    const SweepChart chart = lay_out(shown, panel.points(), present, chart_area, look.px(72));
    const Area plot{{chart_area.left, chart_area.top}, {chart_area.right, chart_area.bottom}};
    if (plot.is_empty()) {
        return;
    }
    const Touch touch = touch_area(view, "chart", plot);
    const auto pointed =
        touch.hovered ? nearest_point(chart, ImGui::GetIO().MousePos.x) : std::nullopt;
    const auto told = pointed ? pointed : point_of_value(panel.points(), present);
    head(view, top, told ? readout(view, shown, panel.points()[*told]) : std::string{});
    draw_chart(*ImGui::GetWindowDrawList(), look, chart, chart_area, pointed);
    if (touch.clicked && pointed && is_present) {
        take_value(view, panel.points()[*pointed].value);
    }
}

void progress(const View& view, const Area& area) {
    const Look& look = view.look;
    const SweepPanel& panel = view.session.sweep();
    const float width = look.px(140);
    const float y = std::round(area.center().y);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled({area.min.x, y - look.px(3)}, {area.min.x + width, y + look.px(3)},
                       look.color(UiRole::frame), look.px(3));
    const float done = width * static_cast<float>(panel.progress());
    list.AddRectFilled({area.min.x, y - look.px(3)}, {area.min.x + done, y + look.px(3)},
                       look.color(UiRole::accent), look.px(3));
    ImGui::SetCursorScreenPos({area.min.x + width + look.px(12), area.min.y + look.px(4)});
    if (text_button(view, "cancel sweep", "Cancel")) {
        view.wish(CancelSweep{});
    }
}

void foot(const View& view, const Area& area) {
    const Look& look = view.look;
    const SweepPanel& panel = view.session.sweep();
    const float button = text_button_width(view, "Copy as CSV");
    if (panel.is_running()) {
        progress(view, area);
    } else {
        put_text(*ImGui::GetWindowDrawList(), look.fonts.caption,
                 {area.min, {area.max.x - button - look.px(12), area.max.y}},
                 look.color(UiRole::muted),
                 "Click or ←/→: take that value   ↑/↓: parameter   PageUp/PageDown: metric");
    }
    const Sweep* sweep = panel.shown();
    ImGui::SetCursorScreenPos({area.max.x - button, area.min.y + look.px(4)});
    if (sweep != nullptr && text_button(view, "copy csv", "Copy as CSV", Emphasis::outlined)) {
        view.wish(CopySweep{});
    }
}

} // namespace

void sweep_view(const View& view, std::span<const Chord> keys) {
    const Look& look = view.look;
    bool dismissed = false;
    if (!begin_overlay(view, "sweep", {look.px(980), look.px(560)}, look.px(56), dismissed)) {
        return;
    }
    obey_keys(view, keys);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const ImVec2 size = ImGui::GetContentRegionAvail();
    const float lists_width = std::min(look.px(list_width), size.x * 0.35F);
    lists(view, {at, {at.x + lists_width, at.y + size.y}});
    const Area right{{at.x + lists_width + look.px(20), at.y}, {at.x + size.x, at.y + size.y}};
    const float foot_top = std::max(right.max.y - look.px(foot_height), right.min.y);
    curve(view, {right.min, {right.max.x, foot_top}});
    foot(view, {{right.min.x, foot_top}, right.max});
    ImGui::SetCursorScreenPos({right.max.x - look.px(28), at.y - look.px(4)});
    dismissed = icon_button(view, "close", Icon::close, 28) || dismissed;
    end_overlay();
    if (dismissed) {
        view.wish(ToggleSweep{});
    }
}

} // namespace app
