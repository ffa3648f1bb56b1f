#include "app/timeline/layout_parts.hpp"

#include <algorithm>

namespace app {
namespace {

/// Where an event shows: at the bar of its task, or at the upper end of all lanes.
struct Place {
    float x = 0;
    float top = 0, bottom = 0;
};

std::optional<Place> place_of(const LayoutContext& c, core::EventId event) {
    const core::TaskId task = c.trace()[event].task;
    const float x = c.clip(c.x_of(event));
    if (task == core::TaskId::none) {
        return Place{x, c.view.top, c.view.top};
    }
    const std::optional<std::size_t> row = c.row_of(task);
    if (!row) {
        return std::nullopt; // filtered out
    }
    return Place{x, c.bar_top(*row), c.bar_bottom(*row)};
}

bool is_in_view(const LayoutContext& c, const Arrow& arrow) {
    return std::max(arrow.x0, arrow.x1) >= c.view.left &&
           std::min(arrow.x0, arrow.x1) <= c.view.right;
}

void add(const LayoutContext& c, core::EventId cause, core::EventId effect) {
    const std::optional<Place> from = place_of(c, cause);
    const std::optional<Place> to = place_of(c, effect);
    if (!from || !to || from->top == to->top) {
        return; // within one lane the bars themselves show what follows what
    }
    const bool down = from->top < to->top;
    const Arrow arrow{.kind = Arrow::Kind::cause,
                      .x0 = from->x,
                      .y0 = down ? from->bottom : from->top,
                      .x1 = to->x,
                      .y1 = down ? to->top : to->bottom,
                      .event = effect,
                      .dimmed = c.is_dimmed(effect)};
    if (is_in_view(c, arrow)) {
        c.out.arrows.push_back(arrow);
    }
}

} // namespace

void layout_causes(const LayoutContext& c) {
    const std::vector<core::EventId>& causes = c.view.causes;
    // The same relation, told by the selected task alone, would lie beside it.
    std::erase_if(c.out.arrows, [&](const Arrow& arrow) {
        const bool is_told =
            arrow.kind == Arrow::Kind::cancelled_by || arrow.kind == Arrow::Kind::failed_into;
        return is_told && std::find(causes.begin(), causes.end(), arrow.event) != causes.end();
    });
    for (std::size_t i = 1; i < causes.size(); ++i) {
        add(c, causes[i], causes[i - 1]);
    }
}

} // namespace app
