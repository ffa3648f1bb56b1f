#include "app/export/picture_shapes.hpp"

#include "app/theme/fade.hpp"
#include "app/timeline/arrow_color.hpp"
#include "core/export/utf8.hpp"

#include <algorithm>
#include <cmath>

namespace app {

namespace {

constexpr float dim_alpha = 0.45F;

float snap(float v) {
    return std::round(v);
}

Rect bar_rect(float x0, float x1, float y0, float y1) {
    Rect rect{snap(x0), snap(y0), std::max(snap(x1), snap(x0) + 1), snap(y1)};
    if (rect.width() > 5) {
        rect.x1 -= 1; // a slit between neighbours of one task
    }
    return rect;
}

float alpha_of(float x0, float x1, float dim_from) {
    return dim_from <= x0 && dim_from < x1 ? dim_alpha : 1.0F;
}

void draw_fold(Canvas& canvas, const Theme& theme, const Fold& fold) {
    const float alpha = alpha_of(fold.x0, fold.x1, fold.dim_from);
    const float height = fold.y1 - fold.y0;
    float bottom = fold.y1;
    for (std::size_t i = 0; i < fold.mix.size(); ++i) {
        const float top = bottom - height * fold.mix[i];
        if (fold.mix[i] > 0) {
            canvas.fill_rect(
                {snap(fold.x0), top, std::max(snap(fold.x1), snap(fold.x0) + 1), bottom},
                with_alpha(theme.style(static_cast<Role>(i)).fill, alpha));
        }
        bottom = top;
    }
}

void draw_gap(Canvas& canvas, const Theme& theme, const Gap& gap) {
    const Rect rect{snap(gap.x0), snap(gap.y0), snap(gap.x1), snap(gap.y1)};
    canvas.fill_rect(rect, theme.color(UiRole::lane), 2); // it lies over the bar it interrupts
    draw_role(canvas, theme, rect, 2, Role::stopping, gap.dimmed ? dim_alpha : 1.0F);
}

void draw_arrow(Canvas& canvas, const Theme& theme, const Arrow& arrow) {
    const Color color =
        with_alpha(arrow_color(theme, arrow.kind), arrow.dimmed ? dim_alpha : 0.95F);
    const float down = arrow.y1 >= arrow.y0 ? 1.0F : -1.0F;
    const float end = arrow.y1 - down * 5;
    const float bend = std::max(std::abs(end - arrow.y0) * 0.4F, 8.0F);
    canvas.curve({Spot{arrow.x0, arrow.y0}, Spot{arrow.x0, arrow.y0 + down * bend},
                  Spot{arrow.x1, end - down * bend}, Spot{arrow.x1, end}},
                 color, arrow.kind == Arrow::Kind::cause ? 2.5F : 1.5F);
    canvas.circle({arrow.x0, arrow.y0}, 2.5F, color);
    canvas.polygon(std::array{Spot{arrow.x1 - 4, arrow.y1 - down * 6.4F},
                              Spot{arrow.x1 + 4, arrow.y1 - down * 6.4F}, Spot{arrow.x1, arrow.y1}},
                   color);
}

bool is_filled(Hatch hatch) {
    return hatch == Hatch::solid || hatch == Hatch::core;
}

/// The line along the middle of a filled bar.
void draw_core(Canvas& canvas, const Rect& rect, Color color) {
    const float y = snap((rect.y0 + rect.y1) / 2);
    canvas.fill_rect({rect.x0 + 2, y - 1, rect.x1 - 2, y + 1}, color);
}

/// Half of what the ground of a hatch shows of the colour.
float ground_alpha(Hatch hatch) {
    return hatch == Hatch::dense ? 0.32F : 0.20F;
}

} // namespace

void draw_role(Canvas& canvas, const Theme& theme, const Rect& rect, float radius, Role role,
               float alpha) {
    const RoleStyle& style = theme.style(role);
    const float r = std::min(radius, rect.width() / 2);
    if (is_filled(style.hatch)) {
        canvas.fill_rect(rect, with_alpha(style.fill, alpha), r);
        if (style.hatch == Hatch::core && rect.width() >= 5) {
            draw_core(canvas, rect, with_alpha(style.on_fill, 0.8F * alpha));
        }
        return;
    }
    if (style.hatch != Hatch::outline) {
        canvas.fill_rect(rect, with_alpha(style.fill, ground_alpha(style.hatch) * alpha), r);
        if (rect.width() >= 5) {
            const float ink = style.hatch == Hatch::dense ? 1.0F : 0.7F;
            canvas.hatch_rect({rect.x0 + 1, rect.y0 + 1, rect.x1 - 1, rect.y1 - 1},
                              with_alpha(style.fill, ink * alpha), std::max(r - 1, 0.0F),
                              style.hatch);
        }
    }
    const float edge = style.hatch == Hatch::outline ? 0.9F : 0.55F;
    canvas.stroke_rect(rect, with_alpha(style.fill, edge * alpha), r, 1);
}

void draw_timeline_grounds(Canvas& canvas, const Theme& theme, const TimelineLayout& layout) {
    canvas.fill_rect({layout.left, layout.top, layout.right, layout.bottom},
                     theme.color(UiRole::lane));
    for (const Lane& lane : layout.lanes) {
        const Rect rect{layout.left, lane.y0, layout.right, lane.y1};
        if (lane.alternate) {
            canvas.fill_rect(rect, theme.color(UiRole::lane_alternate));
        }
        if (lane.selected) {
            canvas.fill_rect(rect, with_alpha(theme.color(UiRole::accent_soft), 0.7F));
        }
    }
    for (const Tick& tick : layout.ticks) {
        if (tick.major && tick.x >= layout.left && tick.x <= layout.right) {
            const float x = snap(tick.x) + 0.5F;
            canvas.line({x, layout.top}, {x, layout.bottom}, theme.color(UiRole::grid), 1);
        }
    }
}

void draw_timeline_bars(Canvas& canvas, const Theme& theme, const TimelineLayout& layout) {
    for (const Box& box : layout.boxes) {
        draw_role(canvas, theme, bar_rect(box.x0, box.x1, box.y0, box.y1), 4, box.role,
                  alpha_of(box.x0, box.x1, box.dim_from));
    }
    for (const Fold& fold : layout.folds) {
        draw_fold(canvas, theme, fold);
    }
    for (const Gap& gap : layout.gaps) {
        draw_gap(canvas, theme, gap);
    }
}

void draw_bar_label(Canvas& canvas, const Theme& theme, const BarLabel& label,
                    const FontMetrics& fonts, float size) {
    const RoleStyle& style = theme.style(label.on);
    const std::string text = core::one_line(label.text);
    const float width = fonts.width(text, Face::regular, size);
    const bool is_plain = is_filled(style.hatch);
    if (!is_plain && label.x1 - label.x0 < width + 20) {
        return; // its ground would hide the hatch
    }
    const float x = snap(label.x0);
    const bool has_core = style.hatch == Hatch::core;
    if (!is_plain || has_core) { // else lines would go through the letters
        Color over = style.fill;
        over.a = static_cast<std::uint8_t>(255 * (has_core ? 1 : ground_alpha(style.hatch)));
        canvas.fill_rect({x - 3, snap(label.y - 7), x + width + 3, snap(label.y + 7)},
                         blend(theme.color(UiRole::lane), over), 3);
    }
    canvas.text(
        {x, snap(label.y + size * 0.36F)}, text,
        {Face::regular, size,
         with_alpha(is_plain ? style.on_fill : style.text, label.dimmed ? dim_alpha : 1.0F)});
}

namespace {

/// How many there are, as a badge right of the sign.
void draw_count(Canvas& canvas, const Theme& theme, const Marker& marker) {
    const float alpha = marker.dimmed ? dim_alpha : 1.0F;
    const float x = snap(marker.x + marker.count_dx);
    const float y = snap(marker.count_y);
    const Rect area{x, y - 7, x + snap(marker.count_width), y + 7};
    const RoleStyle& style = theme.style(marker.role);
    canvas.fill_rect(area, theme.color(UiRole::lane), 7);
    canvas.stroke_rect(area, with_alpha(style.fill, alpha), 7, 1);
    canvas.text({x + 3, y + 4}, "×" + std::to_string(marker.count),
                {Face::regular, 12, with_alpha(style.text, alpha)});
}

} // namespace

void draw_timeline_moments(Canvas& canvas, const Theme& theme, const TimelineLayout& layout) {
    for (const SignalLine& signal : layout.signals) {
        const float x = snap(signal.x) + 0.5F;
        canvas.line({x, layout.top}, {x, layout.bottom},
                    with_alpha(theme.style(signal.role).fill, signal.dimmed ? dim_alpha : 1.0F), 1,
                    4);
    }
    for (const Arrow& arrow : layout.arrows) {
        draw_arrow(canvas, theme, arrow);
    }
    for (const EndCap& cap : layout.caps) {
        const float size = snap((cap.y1 - cap.y0) * 0.72F);
        draw_sign(canvas, theme, theme.style(cap.role).cap, cap.role,
                  {snap(cap.x) + size / 2 + 2, snap((cap.y0 + cap.y1) / 2)}, size,
                  cap.dimmed ? dim_alpha : 1.0F);
    }
    for (const Marker& marker : layout.markers) {
        draw_sign(canvas, theme, marker.cap, marker.role, {snap(marker.x), snap(marker.y)}, 10,
                  marker.dimmed ? dim_alpha : 1.0F);
        if (marker.count > 1) {
            draw_count(canvas, theme, marker);
        }
    }
}

void draw_signal_flags(Canvas& canvas, const Theme& theme, const TimelineLayout& layout,
                       const FontMetrics& fonts, float top) {
    for (const SignalLine& signal : layout.signals) {
        const RoleStyle& style = theme.style(signal.role);
        const float alpha = signal.dimmed ? dim_alpha : 1.0F;
        const std::string text = core::one_line(signal.text);
        const float width = fonts.width(text, Face::regular, 12) + 12;
        const float x = snap(signal.x);
        const float left = x + width > layout.right ? x - width + 1 : x;
        canvas.fill_rect({left, top, left + width, top + 18}, with_alpha(style.fill, alpha), 3);
        canvas.text({left + 6, top + 13}, text,
                    {Face::regular, 12, with_alpha(style.on_fill, alpha)});
    }
}

void draw_counter_curve(Canvas& canvas, const Theme& theme, const TimelineLayout& layout,
                        const CounterCurve& curve) {
    const float base = snap(curve.y1);
    const Color accent = theme.color(UiRole::accent);
    canvas.line({layout.left, base + 0.5F}, {layout.right, base + 0.5F}, theme.color(UiRole::grid),
                1);
    std::vector<Spot> steps;
    for (const CounterCurve::Point& point : curve.points) {
        const Spot spot{snap(point.x), std::min(snap(point.y) + 0.5F, base)};
        if (!steps.empty() && steps.back().x != spot.x && steps.back().y != spot.y) {
            steps.push_back({spot.x, steps.back().y});
        }
        steps.push_back(spot);
    }
    if (steps.size() > 1) {
        std::vector<Spot> area = steps;
        area.push_back({steps.back().x, base});
        area.push_back({steps.front().x, base});
        canvas.polygon(area, with_alpha(accent, 0.16F));
        canvas.polyline(steps, accent, 1.5F);
    }
    if (curve.limit) {
        const float y = snap(curve.limit_y) + 0.5F;
        canvas.line({layout.left, y}, {layout.right, y},
                    with_alpha(theme.color(UiRole::warning), 0.8F), 1, 4);
    }
}

void draw_swatch(Canvas& canvas, const Theme& theme, Role role, Spot at) {
    if (static_cast<std::size_t>(role) < span_role_count) {
        draw_role(canvas, theme, {at.x, at.y - 6, at.x + 18, at.y + 6}, 3, role);
    } else {
        draw_sign(canvas, theme, theme.style(role).cap, role, {at.x + 11, at.y}, 12);
    }
}

} // namespace app
