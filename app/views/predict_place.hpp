#pragma once
#include "app/views/view.hpp"
#include "app/views/window_plan.hpp"

#include <cstddef>

namespace app {

/// Where the card of predict mode stands.
struct CardPlace {
    Area area;            ///< without room for it: empty
    std::size_t slot = 0; ///< of PredictUi::heights
};

/// The card is as high as its content was when it was drawn last in that place.
CardPlace card_place(const View& view, const WindowPlan& plan);

} // namespace app
