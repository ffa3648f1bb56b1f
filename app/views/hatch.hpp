#pragma once
#include "app/views/look.hpp"

#include <optional>

namespace app {

/// A rectangle with round corners.
struct RoundRect {
    ImVec2 min{};
    ImVec2 max{};
    float radius = 0;
};

/// A stretch of a straight line.
struct Stroke {
    ImVec2 from{};
    ImVec2 to{};
};

/// The part of the line through `point` along `direction` that lies within `shape`. Pure
/// arithmetic: it lets hatches end at round corners with their edges still smooth.
std::optional<Stroke> clip_line(const RoundRect& shape, ImVec2 point, ImVec2 direction);

/// Fills a bar in the manner of a role: colour and second sign. `alpha` below 1 for what the
/// cursor has not reached.
void fill_shape(ImDrawList& list, const Look& look, const RoundRect& shape, Role role,
                float alpha = 1);

/// True if the role's colour fills its shape, so that a text stands on that.
bool is_filled(const Look& look, Role role);

/// The ground between the stripes of a hatched role, opaque: what a text can stand on.
ImU32 hatch_ground(const Look& look, Role role);

} // namespace app
