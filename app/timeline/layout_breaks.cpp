#include "app/timeline/layout_parts.hpp"

namespace app {

void layout_breaks(const LayoutContext& c) {
    if (c.view.axis != Axis::time || c.view.squeeze == nullptr) {
        return;
    }
    const Window& window = c.view.window;
    for (const Squeeze::Band& band : c.view.squeeze->bands()) {
        if (band.end > window.begin && band.begin < window.end) {
            c.out.breaks.push_back({.x0 = c.clip(c.scale.to_x(band.begin)),
                                    .x1 = c.clip(c.scale.to_x(band.end)),
                                    .gap = band.gap,
                                    .stretch = band.stretch,
                                    .hovered = c.view.hovered_gap == band.gap});
        }
    }
}

} // namespace app
