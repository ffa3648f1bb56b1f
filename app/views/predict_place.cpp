#include "app/views/predict_place.hpp"

#include "app/views/legend.hpp"

#include <algorithm>
#include <cmath>

namespace app {
namespace {

// Points.
constexpr float card_width = 580;
constexpr float margin = 14;

enum class Home : std::uint8_t { lanes, beside, column, across, ahead };

/// Two of them are equally wide, so the content is equally high there.
std::size_t slot_of(Home home) {
    switch (home) {
    case Home::lanes:
        return 0;
    case Home::beside:
    case Home::column:
        return 1;
    case Home::across:
        return 2;
    case Home::ahead:
        break;
    }
    return 3;
}

/// The places that the card may have, and how high its content is in each of them.
struct Homes {
    Area lanes;
    Area beside;
    Area ahead;       ///< right of the cursor, where nothing is shown yet; else empty
    float legend = 0; ///< how high it is, at the foot of the lanes
    const PredictUi& measured;

    float height(Home home) const { return measured.heights[slot_of(home)]; }
    Area area(Home home) const {
        switch (home) {
        case Home::lanes:
            break;
        case Home::beside:
            return beside;
        case Home::column:
            return {beside.min, {beside.max.x, ImGui::GetIO().DisplaySize.y}};
        case Home::across:
            return {lanes.min, {beside.max.x, lanes.max.y}};
        case Home::ahead:
            return ahead;
        }
        return lanes;
    }
};

/// Ahead of the cursor where that has room; else on the lanes; beside them where it would hide most
/// of what it asks about, if need be down to the foot of the window; across both where there is no
/// room for it. A place that has not been tried yet is tried.
Home home_of(const View& view, const Homes& homes) {
    const float edge = view.look.px(margin);
    if (homes.ahead.width() >= view.look.px(0.6F * card_width) + 2 * edge &&
        homes.height(Home::ahead) + 2 * edge <= homes.ahead.height()) {
        return Home::ahead;
    }
    const bool hides_lanes = homes.height(Home::lanes) > homes.lanes.height() * 0.45F;
    if (!hides_lanes || homes.beside.width() <= 0) {
        return Home::lanes;
    }
    const bool is_wide = homes.beside.width() >= view.look.px(card_width / 2) + 2 * edge;
    const auto fits = [&](Home home) {
        return homes.height(Home::beside) + 2 * edge <= homes.area(home).height();
    };
    if (!is_wide || !fits(Home::column)) {
        return Home::across;
    }
    return fits(Home::beside) ? Home::beside : Home::column;
}

Area card_area(const View& view, const Homes& homes, Home home) {
    const Look& look = view.look;
    const float edge = look.px(margin);
    const Area room = homes.area(home);
    const bool is_on_legend = home == Home::lanes || home == Home::across;
    const float foot = is_on_legend ? homes.legend + edge : edge;
    const float most = look.px(home == Home::across ? 1.6F * card_width : card_width);
    const float width = std::min(most, room.width() - 2 * edge);
    const float height = std::min(std::max(homes.height(home), 1.0F), room.height() - foot - edge);
    const float x = std::round((room.min.x + room.max.x - width) / 2);
    const float bottom = room.max.y - foot;
    return {{x, bottom - height}, {x + width, bottom}};
}

/// The lanes and counters right of the cursor, while they are empty.
Area ahead_of_cursor(const View& view, const Area& timeline, float legend) {
    if (view.session.tells_all()) {
        return {};
    }
    const TimelineLayout& layout = view.ui.timeline.pane(Side::a).layout;
    const float left = std::clamp(layout.cursor_x, layout.left, layout.right);
    return {{left, layout.top}, {layout.right, timeline.max.y - legend}};
}

/// Forgets the heights of another card or another window.
void take_up(const View& view, const Area& lanes, const Area& beside) {
    const PredictPlace about{.cursor = view.session.cursor(),
                             .answered = view.session.predict().answered(),
                             .lanes_width = lanes.width(),
                             .beside_width = beside.width(),
                             .beside_height = beside.height(),
                             .scale = view.look.scale};
    if (view.ui.predict.about != about) {
        view.ui.predict = {.about = about};
    }
}

} // namespace

CardPlace place_card(const View& view, const Area& timeline, const Area& beside) {
    take_up(view, timeline, beside);
    const float legend = legend_height(view, timeline.width());
    const Homes homes{timeline, beside, ahead_of_cursor(view, timeline, legend), legend,
                      view.ui.predict};
    const Home home = home_of(view, homes);
    return {card_area(view, homes, home), slot_of(home)};
}

} // namespace app
