#pragma once
#include "app/views/view.hpp"

#include <cstddef>

namespace app {

/// Where the card of predict mode stands.
struct CardPlace {
    Area area;            ///< without room for it: empty
    std::size_t slot = 0; ///< of PredictUi::heights
};

/// `timeline` is the panel of the lanes, `beside` the column right of it. The card is as high as its
/// content was when it was drawn last in that place.
CardPlace place_card(const View& view, const Area& timeline, const Area& beside);

} // namespace app
