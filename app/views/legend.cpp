#include "app/views/legend.hpp"

#include "app/views/draw_signs.hpp"
#include "app/views/hatch.hpp"
#include "app/views/widgets.hpp"

#include <cmath>
#include <string>
#include <vector>

namespace app {
namespace {

constexpr std::size_t most_rows = 2;
constexpr float row_pitch = 18; // points

void swatch(ImDrawList& list, const Look& look, Role role, ImVec2 at, float height) {
    const float middle = std::round(at.y + height / 2);
    if (static_cast<std::size_t>(role) < span_role_count) {
        const float half = look.px(6);
        fill_shape(list, look,
                   {{at.x, middle - half}, {at.x + look.px(18), middle + half}, look.px(3)}, role);
    } else {
        draw_cap(list, look, role, {at.x + look.px(11), middle}, look.px(12));
    }
}

/// Which states there will be is a part of the answers.
bool is_used(const Session& session, Role role) {
    const auto used_by = [&](Side side) { return session.run(side).uses(role, session.axis()); };
    return !session.tells_all() || used_by(Side::a) || (session.is_comparing() && used_by(Side::b));
}

struct Entry {
    const RoleInfo* info;
    float x; ///< from the left edge
    float width;
    std::size_t row;
};

/// One after another, `gap` points apart, in as many rows as it takes.
std::vector<Entry> place(const View& view, float room, float gap) {
    const Look& look = view.look;
    const float start = look.px(12);
    std::vector<Entry> entries;
    float x = start;
    std::size_t row = 0;
    for (const RoleInfo& info : role_infos()) {
        if (!is_used(view.session, info.role)) {
            continue;
        }
        const float width = look.px(24) + text_width(look.fonts.caption, info.name);
        if (x > start && x + width + look.px(8) > room) {
            x = start;
            ++row;
        }
        if (row == most_rows) {
            break;
        }
        entries.push_back({&info, x, width, row});
        x += width + look.px(gap);
    }
    return entries;
}

std::size_t further_rows(const std::vector<Entry>& entries) {
    return entries.empty() ? 0 : entries.back().row;
}

/// In one row where they have room there, if need be closer together.
std::vector<Entry> place(const View& view, float room) {
    for (const float gap : {14.0F, 7.0F}) {
        std::vector<Entry> entries = place(view, room, gap);
        if (further_rows(entries) == 0) {
            return entries;
        }
    }
    return place(view, room, 14);
}

} // namespace

float legend_height(const View& view, float width) {
    const auto further = static_cast<float>(further_rows(place(view, width)));
    return std::round(view.look.px(28) + further * view.look.px(row_pitch));
}

void legend_view(const View& view, const Area& area) {
    const Look& look = view.look;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const std::vector<Entry> entries = place(view, area.width());
    const std::size_t further = further_rows(entries);
    const float pitch = further > 0 ? look.px(row_pitch) : area.height();
    const float top =
        std::round((area.min.y + area.max.y - pitch * static_cast<float>(further + 1)) / 2);
    for (const Entry& entry : entries) {
        const float x = area.min.x + entry.x;
        const float y = top + pitch * static_cast<float>(entry.row);
        const Area item{{x, y}, {x + entry.width, y + pitch}};
        swatch(list, look, entry.info->role, item.min, item.height());
        put_text(list, look.fonts.caption, {{x + look.px(24), y}, item.max},
                 look.color(UiRole::muted), entry.info->name);
        touch_area(view, std::string{entry.info->name}.c_str(), item);
        tip(view, entry.info->meaning);
    }
}

} // namespace app
