#include "app/views/compare_table.hpp"

#include "app/model/metric_pairs.hpp"
#include "app/model/metric_words.hpp"
#include "app/views/widgets.hpp"

#include <algorithm>
#include <cstdlib>
#include <string>

namespace app {
namespace {

std::string figure(std::string_view metric, std::optional<std::int64_t> value) {
    return value ? figure_text(metric, *value) : "–";
}

/// With its sign; "=" where both are the same.
std::string difference(const MetricPair& pair) {
    const auto by = pair.difference();
    if (!by) {
        return "–";
    }
    if (*by == 0) {
        return "=";
    }
    return (*by > 0 ? "+" : "−") + figure_text(pair.name, std::abs(*by));
}

/// Name, A, B, difference.
struct Columns {
    Area name, a, b, difference;
};

Columns next_row(const View& view) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const float bottom = at.y + view.look.px(22);
    const float each = std::min(view.look.px(66), width / 4.5F);
    const float gap = view.look.px(6);
    const auto column = [&](float from_right) {
        const float right = at.x + width - from_right * each;
        return Area{{right - each + gap, at.y}, {right, bottom}};
    };
    return {{at, {at.x + width - 3 * each, bottom}}, column(2), column(1), column(0)};
}

void head(const View& view) {
    const Look& look = view.look;
    const Columns row = next_row(view);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImU32 color = look.color(UiRole::muted);
    put_text(list, look.fonts.caption, row.a, color, "A", Align::right);
    put_text(list, look.fonts.caption, row.b, color, "B", Align::right);
    put_text(list, look.fonts.caption, row.difference, color, "B − A", Align::right);
    ImGui::Dummy({1, row.name.height()});
}

void pair_row(const View& view, const MetricPair& pair) {
    const Look& look = view.look;
    const Columns row = next_row(view);
    touch_area(view, std::string{pair.name}.c_str(), {row.name.min, row.difference.max});
    tip(view, metric_meaning(pair.name));
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const bool differs = pair.a != pair.b;
    ImFont* font = differs ? look.fonts.strong : look.fonts.body;
    const ImU32 color = look.color(differs ? UiRole::text : UiRole::muted);
    put_text(list, look.fonts.caption, row.name, look.color(UiRole::muted),
             metric_words(pair.name));
    put_text(list, font, row.a, color, figure(pair.name, pair.a), Align::right);
    put_text(list, font, row.b, color, figure(pair.name, pair.b), Align::right);
    put_text(list, font, row.difference, color, difference(pair), Align::right);
}

} // namespace

void compare_table(const View& view) {
    if (!view.session.is_comparing()) {
        return;
    }
    section(view, "Both runs");
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
    head(view);
    for (const MetricPair& pair :
         pair_metrics(view.session.run(Side::a).metrics(), view.session.run(Side::b).metrics())) {
        pair_row(view, pair);
    }
    ImGui::PopStyleVar();
    ImGui::Dummy({1, view.look.px(8)});
}

} // namespace app
