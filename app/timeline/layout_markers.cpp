#include "app/timeline/layout_parts.hpp"

#include <string>

namespace app {

void fit_count(const LayoutStyle& style, Marker& marker) {
    if (marker.count > 1) {
        marker.count_dx = style.marker_px * 7 / 6;
        marker.count_width = width_of(style, "×" + std::to_string(marker.count)) + style.marker_px;
    }
}

void layout_markers(const LayoutContext& c, std::span<const core::EventId> events, MarkerLook look,
                    float y, std::vector<Marker>& to) {
    events = events.first(c.count_told(events));
    const double reach = static_cast<double>(c.view.style.marker_px) / c.scale.px_per_unit();
    const auto visible = std::partition_point(events.begin(), events.end(), [&](core::EventId e) {
        return c.map.of(e) < c.view.window.begin - reach;
    });
    std::size_t i = static_cast<std::size_t>(visible - events.begin());
    while (i < events.size() && c.map.of(events[i]) <= c.view.window.end + reach) {
        const double from = c.map.of(events[i]);
        const std::size_t next = gallop(i + 1, events.size(), [&](std::size_t at) {
            return c.map.of(events[at]) >= from + reach;
        });
        to.push_back({.task = c.trace()[events[i]].task,
                      .x = c.scale.to_x(from),
                      .y = y,
                      .role = look.role,
                      .cap = look.cap,
                      .event = events[i],
                      .count = static_cast<std::uint32_t>(next - i),
                      .count_y = y + look.count_dy,
                      .dimmed = c.is_dimmed(events[i])});
        fit_count(c.view.style, to.back());
        i = next;
    }
}

} // namespace app
