#include "app/views/draw_shapes.hpp"

#include "app/timeline/ticks.hpp"
#include "app/views/hatch.hpp"
#include "app/views/icons.hpp"
#include "app/views/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace app {
namespace {

constexpr float dim_alpha = 0.45F;

/// To the nearest pixel. std::round would be a call, and there are tens of thousands of edges.
float snap(float v) {
    return static_cast<float>(static_cast<int>(v + (v < 0 ? -0.5F : 0.5F)));
}

RoundRect bar_shape(const Look& look, float x0, float x1, float y0, float y1) {
    RoundRect shape{{snap(x0), snap(y0)}, {std::max(snap(x1), snap(x0) + 1), snap(y1)}, 0};
    const float width = shape.max.x - shape.min.x;
    if (width > look.px(5)) {
        shape.max.x -= look.px(1); // a slit between neighbours of one task
    }
    // A corner of a pixel is not seen, and there may be thousands of them.
    shape.radius = width > look.px(4) ? std::min(look.px(4), (shape.max.x - shape.min.x) / 2) : 0;
    return shape;
}

void outline(ImDrawList& list, const Look& look, const RoundRect& shape, UiRole role, float alpha) {
    const float out = look.px(1);
    list.AddRect({shape.min.x - out, shape.min.y - out}, {shape.max.x + out, shape.max.y + out},
                 look.color(role, alpha), shape.radius + out, ImDrawFlags_None, look.px(1.5F));
}

void draw_box(ImDrawList& list, const Look& look, const Box& box) {
    const RoundRect shape = bar_shape(look, box.x0, box.x1, box.y0, box.y1);
    const bool ahead = box.dim_from <= box.x0 && box.dim_from < box.x1;
    fill_shape(list, look, shape, box.role, ahead ? dim_alpha : 1.0F);
    if (box.hovered && !box.selected) {
        outline(list, look, shape, UiRole::selection, 0.4F);
    }
}

using Colors = std::array<ImU32, span_role_count>; // by Role
using Shares = std::array<float, span_role_count>;

/// Fills of the states, lit and dimmed: there are thousands of folds, and few colours.
class Fills {
public:
    explicit Fills(const Look& look) {
        for (std::size_t i = 0; i < span_role_count; ++i) {
            const Color fill = look.style(static_cast<Role>(i)).fill;
            m_colors[0][i] = faded(fill, 1.0F);
            m_colors[1][i] = faded(fill, dim_alpha);
        }
    }
    const Colors& of(bool dimmed) const { return m_colors[dimmed]; }

private:
    std::array<Colors, 2> m_colors{};
};

/// States on top of each other, from the foot up; `height` is that of a share of 1. What is lower
/// than half a pixel is left out, but for one pixel of the largest where nothing else is left.
void draw_stack(ImDrawList& list, const Colors& colors, float x0, float x1, float foot,
                const Shares& shares, float height) {
    float sum = 0;
    float bottom = snap(foot);
    for (std::size_t i = 0; i < shares.size(); ++i) {
        sum += shares[i];
        const float top = snap(foot - height * sum);
        if (top < bottom) {
            list.AddRectFilled({x0, top}, {x1, bottom}, colors[i]);
        }
        bottom = top;
    }
    if (bottom == snap(foot)) {
        const auto largest = std::max_element(shares.begin(), shares.end()) - shares.begin();
        list.AddRectFilled({x0, bottom - 1}, {x1, bottom},
                           colors[static_cast<std::size_t>(largest)]);
    }
}

void draw_fold(ImDrawList& list, const Fills& fills, const Fold& fold) {
    const float x0 = snap(fold.x0);
    const bool is_dimmed = fold.dim_from <= fold.x0 && fold.dim_from < fold.x1;
    draw_stack(list, fills.of(is_dimmed), x0, std::max(snap(fold.x1), x0 + 1), fold.y1, fold.mix,
               fold.y1 - fold.y0);
}

void draw_summary(ImDrawList& list, const Fills& fills, const SummaryColumn& column) {
    draw_stack(list, fills.of(column.dimmed), column.x0, column.x1, column.y1, column.heights, 1);
}

void draw_gap(ImDrawList& list, const Look& look, const Gap& gap) {
    const RoundRect shape{{snap(gap.x0), snap(gap.y0)}, {snap(gap.x1), snap(gap.y1)}, look.px(2)};
    const float alpha = gap.dimmed ? dim_alpha : 1.0F;
    // The ground first: the gap lies over the bar it interrupts.
    list.AddRectFilled(shape.min, shape.max, look.color(UiRole::lane), shape.radius);
    fill_shape(list, look, shape, Role::stopping, alpha);
}

void draw_label(ImDrawList& list, const Look& look, const BarLabel& label) {
    ImFont* font = look.fonts.caption;
    const float width = std::min(text_width(font, label.text), label.x1 - label.x0);
    if (width < look.px(6)) {
        return;
    }
    const RoleStyle& style = look.style(label.on);
    const float alpha = label.dimmed ? dim_alpha : 1.0F;
    const bool plain = is_filled(look, label.on);
    if (!plain && label.x1 - label.x0 < width + look.px(20)) {
        return; // its ground would hide the hatch
    }
    // Small letters have no ascenders: half a pixel up looks like the middle.
    const float top = std::floor(label.y - font->FontSize / 2);
    const Area area{{snap(label.x0), top}, {label.x1, top + font->FontSize}};
    const bool has_core = style.hatch == Hatch::core;
    if (!plain || has_core) { // else lines would go through the letters
        const float pad = look.px(3);
        list.AddRectFilled({area.min.x - pad, area.min.y}, {area.min.x + width + pad, area.max.y},
                           has_core ? faded(style.fill, alpha) : hatch_ground(look, label.on),
                           look.px(3));
    }
    put_text(list, font, area, faded(plain ? style.on_fill : style.text, alpha), label.text);
}

} // namespace

void draw_lane_grounds(ImDrawList& list, const Look& look, const TimelineLayout& layout) {
    list.AddRectFilled({layout.left, layout.top}, {layout.right, layout.bottom},
                       look.color(UiRole::lane));
    for (const Lane& lane : layout.lanes) {
        const ImVec2 min{layout.left, snap(lane.y0)};
        const ImVec2 max{layout.right, snap(lane.y1)};
        if (lane.alternate) {
            list.AddRectFilled(min, max, look.color(UiRole::lane_alternate));
        }
        if (lane.matches) {
            list.AddRectFilled(min, max, look.color(UiRole::accent, 0.1F));
        }
        if (lane.selected || lane.hovered) {
            const UiRole role = lane.selected ? UiRole::accent_soft : UiRole::hover;
            list.AddRectFilled(min, max, look.color(role, 0.7F));
        }
    }
    for (const Tick& tick : layout.ticks) {
        if (tick.major) {
            const float x = snap(tick.x);
            list.AddRectFilled({x, layout.top}, {x + 1, layout.bottom}, look.color(UiRole::grid));
        }
    }
}

void draw_ghosts(ImDrawList& list, const Look& look, const TimelineLayout& layout) {
    for (const Ghost& ghost : layout.ghosts) {
        list.AddRect({snap(ghost.x0) + 0.5F, snap(ghost.y0) + 0.5F},
                     {std::max(snap(ghost.x1), snap(ghost.x0) + 2) - 0.5F, snap(ghost.y1) - 0.5F},
                     look.color(UiRole::muted, 0.75F), look.px(4), 0, 1.0F);
    }
}

void draw_bars(ImDrawList& list, const Look& look, const TimelineLayout& layout) {
    for (const Box& box : layout.boxes) {
        draw_box(list, look, box);
    }
    const Fills fills{look};
    for (const Fold& fold : layout.folds) {
        draw_fold(list, fills, fold);
    }
    for (const SummaryColumn& column : layout.summaries) {
        draw_summary(list, fills, column);
    }
    for (const Gap& gap : layout.gaps) {
        draw_gap(list, look, gap);
    }
    for (const BarLabel& label : layout.labels) {
        draw_label(list, look, label);
    }
}

void draw_pinned_edge(ImDrawList& list, const Look& look, const TimelineLayout& layout) {
    if (layout.pinned_bottom > layout.top) {
        const float y = snap(layout.pinned_bottom);
        list.AddRectFilled({layout.left, y - look.px(1)}, {layout.right, y + look.px(1)},
                           look.color(UiRole::disabled));
    }
}

void draw_scrim(ImDrawList& list, const Look& look, const TimelineLayout& layout, float y0,
                float y1) {
    const float x = std::max(snap(layout.cursor_x), layout.left);
    if (x < layout.right) {
        list.AddRectFilled({x, y0}, {layout.right, y1}, look.color(UiRole::scrim));
    }
}

Area cursor_flag(const Look& look, const TimelineLayout& layout, const Area& ruler,
                 std::string_view text) {
    const float width = text_width(look.fonts.caption, text) + look.px(12);
    const float x = std::clamp(snap(snap(layout.cursor_x) - width / 2), ruler.min.x,
                               std::max(ruler.min.x, ruler.max.x - width));
    const float top = ruler.min.y + look.px(4);
    return {{x, top}, {x + width, top + look.px(19)}};
}

void draw_ruler(ImDrawList& list, const Look& look, const TimelineLayout& layout, const Area& area,
                const Area& flag) {
    const float base = area.max.y;
    list.PushClipRect(area.min, area.max, true);
    std::vector<Area> taken{flag};
    for (const Break& gap : layout.breaks) {
        const Area text{break_flag(look, gap, {area.min, {area.max.x, base - look.px(4)}})};
        const bool is_free = std::none_of(taken.begin(), taken.end(), [&](const Area& other) {
            return text.min.x < other.max.x + look.px(6) && text.max.x + look.px(6) > other.min.x;
        });
        if (is_free) {
            put_text(list, look.fonts.caption, text, look.color(UiRole::muted),
                     exact_time(gap.stretch.length()));
            taken.push_back(text);
        }
    }
    for (const Tick& tick : layout.ticks) {
        const float x = snap(tick.x);
        const float length = look.px(tick.major ? 8 : 4);
        list.AddRectFilled({x, base - length}, {x + 1, base},
                           look.color(tick.major ? UiRole::disabled : UiRole::border));
        const float text_x = x + look.px(5);
        const float text_end = text_x + text_width(look.fonts.caption, tick.text);
        const bool is_covered = std::any_of(taken.begin(), taken.end(), [&](const Area& a) {
            return text_x < a.max.x + look.px(4) && text_end + look.px(4) > a.min.x;
        });
        const bool fits = text_end <= area.max.x && !is_covered;
        if (tick.major && fits) {
            put_text(list, look.fonts.caption,
                     {{text_x, area.min.y}, {area.max.x, base - look.px(4)}},
                     look.color(UiRole::muted), tick.text);
            taken.push_back({{text_x, area.min.y}, {text_end, base}});
        }
    }
    list.AddRectFilled({area.min.x, base - 1}, {area.max.x, base}, look.color(UiRole::border));
    list.PopClipRect();
}

void draw_hovered_event(ImDrawList& list, const Look& look, const TimelineLayout& layout,
                        const Area& ruler, float y1) {
    if (layout.hover_x) {
        const float x = snap(*layout.hover_x);
        const float y = ruler.max.y;
        list.AddRectFilled({x, y}, {x + look.px(1), y1}, look.color(UiRole::accent, 0.6F));
        fill_triangle(list, {x - look.px(5), y - look.px(7)}, {x + look.px(6), y - look.px(7)},
                      {x + 0.5F, y}, look.color(UiRole::accent));
    }
}

void draw_cursor(ImDrawList& list, const Look& look, const TimelineLayout& layout, const Area& flag,
                 float y1, std::string_view text) {
    const float x = snap(layout.cursor_x);
    if (x < layout.left - 1 || x > layout.right + 1) {
        return;
    }
    list.AddRectFilled({x, flag.max.y - 1}, {x + look.px(1), y1}, look.color(UiRole::cursor));
    list.AddRectFilled(flag.min, flag.max, look.color(UiRole::cursor), look.px(4));
    put_text(list, look.fonts.caption, flag, look.color(UiRole::on_accent), text, Align::center);
}

} // namespace app
