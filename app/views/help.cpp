#include "app/views/help.hpp"

#include "app/model/command_table.hpp"
#include "app/views/command_button.hpp"
#include "app/views/overlay.hpp"
#include "app/views/widgets.hpp"

#include <algorithm>
#include <array>

namespace app {
namespace {

constexpr std::array groups{CommandGroup::run, CommandGroup::transport, CommandGroup::view,
                            CommandGroup::window};
constexpr float row_points = 26;
constexpr float head_points = 26;
constexpr float column_points = 350;
constexpr float gap_points = 36;
constexpr float top_points = 56;
constexpr float title_points = 26;
constexpr float frame_points = 62; ///< of the card: title and padding

struct Group {
    CommandGroup group{};
    std::vector<const CommandInfo*> rows;
};

std::vector<Group> groups_with_keys() {
    std::vector<Group> found;
    for (const CommandGroup group : groups) {
        found.push_back({group, {}});
        for (const CommandInfo& info : command_table()) {
            if (info.group == group && !info.keys.empty()) {
                found.back().rows.push_back(&info);
            }
        }
    }
    return found;
}

void key_row(const View& view, const CommandInfo& info, float width) {
    const Look& look = view.look;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float height = look.px(row_points);
    const float caps = key_caps_width(look, info.keys, true);
    const Area row{at, {at.x + width, at.y + height}};
    ImGui::PushID(info.id.data(), info.id.data() + info.id.size());
    touch_area(view, "row", {row.min, {row.max.x - caps, row.max.y}});
    tip(view, info.help);
    ImGui::PopID();
    put_text(*ImGui::GetWindowDrawList(), look.fonts.body,
             {at, {row.max.x - caps - look.px(8), row.max.y}}, look.color(UiRole::text),
             info.title);
    ImGui::SetCursorScreenPos({row.max.x - caps, at.y + look.px(4)});
    key_caps(look, info.keys, true);
}

void heading(const View& view, CommandGroup group, ImVec2 at, float width) {
    const float height = view.look.px(head_points);
    put_text(*ImGui::GetWindowDrawList(), view.look.fonts.caption,
             {at, {at.x + width, at.y + height}}, view.look.color(UiRole::muted), title(group));
}

/// Where rows and headings stand, in columns of at most that height; a column that goes on with a
/// group repeats no heading.
class Columns {
public:
    Columns(const Look& look, ImVec2 origin, float height)
        : m_look(look), m_origin(origin), m_height(height) {}

    /// The next place of that height; `keep` is what must stand below it in the same column.
    ImVec2 next(float height, float keep = 0) {
        if (m_y > 0 && m_y + height + keep > m_height) {
            m_x += m_look.px(column_points + gap_points);
            m_y = 0;
        }
        const ImVec2 at{m_origin.x + m_x, m_origin.y + m_y};
        m_y += height;
        m_deepest = std::max(m_deepest, m_y);
        return at;
    }
    float width() const { return m_x + m_look.px(column_points); }
    float deepest() const { return m_deepest; }

private:
    const Look& m_look;
    ImVec2 m_origin;
    float m_height;
    float m_x = 0;
    float m_y = 0;
    float m_deepest = 0;
};

/// Calls `head` and `row` with the place of each; gives the columns as they were filled.
template <class Head, class Row>
Columns fill(const Look& look, ImVec2 origin, float height, Head head, Row row) {
    Columns columns{look, origin, height};
    for (const Group& group : groups_with_keys()) {
        head(group.group, columns.next(look.px(head_points), look.px(2 * row_points)));
        for (const CommandInfo* info : group.rows) {
            row(*info, columns.next(look.px(row_points)));
        }
    }
    return columns;
}

Columns measured(const Look& look, float height) {
    return fill(
        look, {0, 0}, height, [](CommandGroup, ImVec2) {}, [](const CommandInfo&, ImVec2) {});
}

/// The least height at which the columns fit beside each other, so that all are about as long; what
/// is higher than the window is scrolled.
float column_height(const Look& look, ImVec2 window) {
    const float wide = window.x - look.px(2 * 16 + 2 * 20 + 16);
    float height = look.px(200);
    while (measured(look, height).width() > wide && height < look.px(10'000)) {
        height += look.px(row_points);
    }
    return height;
}

} // namespace

void help_view(const View& view) {
    const Look& look = view.look;
    const float height = column_height(look, ImGui::GetIO().DisplaySize);
    const Columns plan = measured(look, height);
    bool dismissed = false;
    if (!begin_overlay(view, "help",
                       {plan.width() + look.px(2 * 20 + 8), plan.deepest() + look.px(frame_points)},
                       look.px(top_points), dismissed)) {
        return;
    }
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    line_of_text(look.fonts.title, look.color(UiRole::text), "Keys");
    ImGui::SetCursorScreenPos({at.x + width - look.px(28), at.y - look.px(4)});
    if (icon_button(view, "close", Icon::close, 28)) {
        dismissed = true;
    }
    const float column = std::min(look.px(column_points), width);
    ImGui::SetCursorScreenPos({at.x, at.y + look.px(title_points)});
    ImGui::BeginChild("keys", {width, std::max(ImGui::GetContentRegionAvail().y, 1.0F)});
    const ImVec2 origin = ImGui::GetCursorScreenPos();
    fill(
        look, origin, height,
        [&](CommandGroup group, ImVec2 place) { heading(view, group, place, column); },
        [&](const CommandInfo& info, ImVec2 place) {
            ImGui::SetCursorScreenPos(place);
            key_row(view, info, column);
        });
    ImGui::SetCursorScreenPos(origin);
    ImGui::Dummy({1, plan.deepest()});
    ImGui::EndChild();
    end_overlay();
    if (dismissed) {
        view.wish(ToggleHelp{});
    }
}

} // namespace app
