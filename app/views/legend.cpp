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
// Points.
constexpr float row_pitch = 18;
constexpr float text_at = 22; // right of the left edge of its sign

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

/// Which states there will be is a part of the answers. Signals and errors seen have flags, which
/// say what they are.
bool is_used(const Session& session, Role role) {
    if (role == Role::signal || role == Role::error_seen) {
        return false;
    }
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
        const float width = look.px(text_at) + text_width(look.fonts.caption, info.name);
        if (x > start && x + width + look.px(8) > room) {
            x = start;
            ++row;
        }
        entries.push_back({&info, x, width, row});
        x += width + look.px(gap);
    }
    return entries;
}

std::size_t further_rows(const std::vector<Entry>& entries) {
    return entries.empty() ? 0 : entries.back().row;
}

/// In as few rows as can be, if need be closer together; what is beyond the last row is left out.
std::vector<Entry> place(const View& view, float room) {
    std::vector<Entry> wide = place(view, room, 14);
    std::vector<Entry> close = place(view, room, 6);
    const bool is_too_wide = further_rows(wide) >= most_rows;
    std::vector<Entry>& best =
        is_too_wide || further_rows(close) < further_rows(wide) ? close : wide;
    std::erase_if(best, [](const Entry& entry) { return entry.row >= most_rows; });
    return best;
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
        put_text(list, look.fonts.caption, {{x + look.px(text_at), y}, item.max},
                 look.color(UiRole::muted), entry.info->name);
        touch_area(view, std::string{entry.info->name}.c_str(), item);
        tip(view, entry.info->meaning);
    }
}

} // namespace app
