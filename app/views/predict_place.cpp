#include "app/views/predict_place.hpp"

#include "app/views/code.hpp"
#include "app/views/legend.hpp"

#include <algorithm>
#include <cmath>

namespace app {
namespace {

// Points.
constexpr float card_width = 580;
constexpr float margin = 14;

enum class Home : std::uint8_t { lanes, beside, column, whole_column, across, ahead };

/// Some of them are equally wide, so the content is equally high there.
std::size_t slot_of(Home home) {
    switch (home) {
    case Home::lanes:
        return 0;
    case Home::beside:
    case Home::column:
    case Home::whole_column:
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
    float tabs = 0;      ///< how high they are, on top of what is beside
    float inspector = 0; ///< the same, at its foot
    Area ahead;          ///< right of the cursor, where nothing is shown yet; else empty
    float legend = 0;    ///< how high it is, at the foot of the lanes
    const PredictUi& measured;

    float height(Home home) const { return measured.heights[slot_of(home)]; }
    Area area(Home home) const {
        switch (home) {
        case Home::lanes:
            break;
        case Home::beside:
            return {{beside.min.x, beside.min.y + tabs}, beside.max};
        case Home::column:
            return {{beside.min.x, beside.min.y + tabs},
                    {beside.max.x, ImGui::GetIO().DisplaySize.y}};
        case Home::whole_column:
            return {beside.min, {beside.max.x, ImGui::GetIO().DisplaySize.y}};
        case Home::across:
            return {lanes.min, {beside.max.x, lanes.max.y}};
        case Home::ahead:
            return ahead;
        }
        return lanes;
    }
};

/// Where it hides nothing that it asks about: ahead of the cursor, else beside the lanes, if need
/// be down to the foot of the window and over the tabs. Where neither has room: on the lanes, and
/// across both if it would hide most of them. A place that has not been tried yet is tried.
Home home_of(const View& view, const Homes& homes) {
    const float edge = 2 * view.look.px(margin);
    const auto has_room = [&](Home home, float least_width) {
        const Area area = homes.area(home);
        return area.width() >= view.look.px(least_width) + edge &&
               area.height() >= homes.height(home) + edge;
    };
    if (has_room(Home::ahead, 0.6F * card_width)) {
        return Home::ahead;
    }
    for (const Home home : {Home::beside, Home::column, Home::whole_column}) {
        if (has_room(home, 0.5F * card_width)) {
            return home;
        }
    }
    const bool hides_lanes = homes.height(Home::lanes) > homes.lanes.height() * 0.45F;
    return hides_lanes && homes.beside.width() > 0 ? Home::across : Home::lanes;
}

Area card_area(const View& view, const Homes& homes, Home home) {
    const Look& look = view.look;
    const float edge = look.px(margin);
    const Area room = homes.area(home);
    const bool is_on_legend = home == Home::lanes || home == Home::across;
    const float foot = is_on_legend ? homes.legend + edge : edge;
    const float most = look.px(home == Home::across ? 1.6F * card_width : card_width);
    const float width = std::min(most, room.width() - 2 * edge);
    const float least =
        home == Home::beside ? homes.inspector - 2 * edge : 0; // covers the inspector's title
    const float height =
        std::min(std::max({homes.height(home), least, 1.0F}), room.height() - foot - edge);
    const float x = std::round((room.min.x + room.max.x - width) / 2);
    const float bottom = room.max.y - foot;
    return {{x, bottom - height}, {x + width, bottom}};
}

/// The lanes and counters right of the cursor, while they are empty.
Area ahead_of_cursor(const View& view) {
    if (view.session.tells_all()) {
        return {};
    }
    const TimelineLayout& layout = view.ui.timeline.pane(Side::a).layout;
    const float left = std::clamp(layout.cursor_x, layout.left, layout.right);
    return {{left, layout.top}, {layout.right, view.ui.timeline.bottom}};
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

CardPlace card_place(const View& view, const WindowPlan& plan) {
    take_up(view, plan.timeline, plan.right());
    const Homes homes{.lanes = plan.timeline,
                      .beside = plan.right(),
                      .tabs = code_tabs_height(view.look),
                      .inspector = plan.inspector.height(),
                      .ahead = ahead_of_cursor(view),
                      .legend = legend_height(view, plan.timeline.width()),
                      .measured = view.ui.predict};
    const Home home = home_of(view, homes);
    return {card_area(view, homes, home), slot_of(home)};
}

} // namespace app
