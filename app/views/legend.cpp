#include "app/views/legend.hpp"

#include "app/views/draw_signs.hpp"
#include "app/views/hatch.hpp"
#include "app/views/widgets.hpp"

#include <cmath>
#include <string>

namespace app {
namespace {

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

} // namespace

void legend_view(const View& view, const Area& area) {
    const Look& look = view.look;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    float x = area.min.x + look.px(12);
    for (const RoleInfo& info : role_infos()) {
        const float width = look.px(24) + text_width(look.fonts.caption, info.name);
        const Session& session = view.session;
        // Which states there will be is a part of the answers.
        const bool used = session.run(Side::a).uses(info.role) || !session.tells_all() ||
                          (session.is_comparing() && session.run(Side::b).uses(info.role));
        if (!used || x + width + look.px(8) > area.max.x) {
            continue;
        }
        const Area item{{x, area.min.y}, {x + width, area.max.y}};
        swatch(list, look, info.role, item.min, item.height());
        put_text(list, look.fonts.caption, {{x + look.px(24), area.min.y}, item.max},
                 look.color(UiRole::muted), info.name);
        touch_area(view, std::string{info.name}.c_str(), item);
        tip(view, info.meaning);
        x += width + look.px(14);
    }
}

} // namespace app
