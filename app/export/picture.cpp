#include "app/export/picture.hpp"

#include "app/export/picture_shapes.hpp"
#include "app/export/png_canvas.hpp"
#include "app/export/svg_canvas.hpp"
#include "app/model/spec_text.hpp"
#include "app/model/words.hpp"
#include "core/export/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace app {

namespace {

constexpr float margin = 20;
constexpr float text_px = 14;
constexpr float caption_px = 12;
constexpr float ruler_height = 28;
constexpr float flags_height = 20;
constexpr float legend_row = 22;
constexpr float least_lane_px = 12;
constexpr float most_image_px = 30000;

TextLook caption(Color color) {
    return {Face::regular, caption_px, color};
}

/// Where letters stand whose middle is at `y`: capitals of Inter are 0.73 of the size high.
float baseline(float y, float size) {
    return std::round(y + size * 0.36F);
}

LayoutStyle layout_style(const FontMetrics& fonts) {
    const Spacing spacing;
    LayoutStyle style;
    style.lane_height = std::round(spacing.lane_height * text_px);
    style.bar_height = std::round(spacing.bar_height * text_px);
    style.counter_height = std::round(spacing.counter_height * text_px);
    style.text_width = [&fonts](std::string_view text) {
        return fonts.width(core::one_line(text), Face::regular, caption_px);
    };
    return style;
}

} // namespace

Picture::Picture(const Run& run, const PictureStyle& style, const FontMetrics& fonts)
    : m_run(run), m_fonts(fonts), m_theme(theme(style.theme)),
      m_width(static_cast<float>(style.width)), m_layout_style(layout_style(fonts)) {
    plan_head(style);
    plan_lanes(style);
    lay_out(style);
    plan_legend(style.axis);
}

float Picture::plan_lines(float y, const std::vector<std::string>& lines, const TextLook& look) {
    for (const std::string& line : lines) {
        y += std::round(look.size * 1.45F);
        m_head.push_back({{margin, y - std::round(look.size * 0.4F)}, line, look});
    }
    return y;
}

/// Title, parameters and verdict; the ruler begins below them.
void Picture::plan_head(const PictureStyle& style) {
    const float room = m_width - 2 * margin;
    const auto lines = [&](std::string_view text, Face face, float size, std::size_t most) {
        return m_fonts.wrap(core::one_line(text), face, size, room, most);
    };
    const auto look = [&](Face face, float size, UiRole role) {
        return TextLook{face, size, m_theme.color(role)};
    };
    float y = margin - 6;
    y = plan_lines(y, lines(title(), Face::semibold, 20, 1),
                   look(Face::semibold, 20, UiRole::text));
    y = plan_lines(y, lines(spec_words(m_run.spec()), Face::regular, caption_px, 2),
                   look(Face::regular, caption_px, UiRole::muted));
    if (!m_run.verdict().empty()) {
        y = plan_lines(y + 6, lines(m_run.verdict(), Face::medium, text_px, 3),
                       look(Face::medium, text_px, UiRole::text));
    }
    m_ruler = y + 10 + ruler_height;
    m_layout.top = m_ruler + (m_run.index().signals().empty() ? 0 : flags_height);
    m_shows_cursor = style.cursor && *style.cursor < m_run.trace().size();
}

/// Lanes that are as high as there is room for, and no higher than in the window.
void Picture::fit_lanes(float room) {
    const auto lanes = static_cast<float>(m_run.index().lanes().size());
    const float wanted = std::floor(room / std::max(lanes, 1.0F));
    const float height = std::clamp(wanted, least_lane_px, m_layout_style.lane_height);
    m_layout_style.bar_height =
        std::round(m_layout_style.bar_height * height / m_layout_style.lane_height);
    m_layout_style.lane_height = height;
    const float fitting = std::max(std::floor(room / height), 1.0F);
    if (lanes > fitting) {
        m_missing = static_cast<std::size_t>(lanes - fitting + 1); // the last line says so
    }
}

void Picture::plan_lanes(const PictureStyle& style) {
    float widest = m_fonts.width("counters", Face::regular, caption_px);
    for (const LaneInfo& lane : m_run.index().lanes()) {
        const std::string name = core::one_line(m_run.trace().name(lane.task));
        widest = std::max(widest, m_fonts.width(name, Face::regular, text_px) + 28 +
                                      static_cast<float>(lane.depth) * text_px * 0.9F);
    }
    m_names = std::round(std::clamp(widest, 90.0F, m_width * 0.28F));
    const auto lanes = static_cast<float>(m_run.index().lanes().size());
    const auto roles =
        std::count_if(role_infos().begin(), role_infos().end(),
                      [&](const RoleInfo& info) { return m_run.uses(info.role, style.axis); });
    const float legend_rows = std::ceil(static_cast<float>(roles) * 110 / (m_width - 2 * margin));
    const float counters = counters_height(m_run.index().counters().size(), m_layout_style);
    const float below = counters + std::max(legend_rows, 1.0F) * legend_row + margin + 16;
    const float most = style.height ? static_cast<float>(*style.height) : most_image_px;
    fit_lanes(std::max(most - m_layout.top - below, 2 * least_lane_px));
    const float shown = lanes - (m_missing > 0 ? static_cast<float>(m_missing) - 1 : 0);
    m_layout.bottom = m_layout.top + shown * m_layout_style.lane_height;
    m_bottom = m_layout.bottom + counters;
    m_height = style.height ? static_cast<float>(*style.height) : m_bottom + below - counters;
}

void Picture::lay_out(const PictureStyle& style) {
    TimelineView view;
    view.axis = style.axis;
    view.cursor = std::min(style.cursor.value_or(m_run.trace().size()), m_run.trace().size());
    view.selected = style.selected;
    view.left = margin + m_names;
    view.right = m_width - margin;
    view.top = m_layout.top;
    view.bottom = m_layout.bottom - (m_missing > 0 ? m_layout_style.lane_height : 0);
    view.counters_top = m_layout.bottom; // below the line that says what is missing
    view.style = m_layout_style;
    const Window whole = AxisMap{m_run.trace(), style.axis}.whole();
    // Room for the first marker and for the caps of tasks that end last.
    const double px = whole.length() / std::max(view.right - view.left - 48.0F, 1.0F);
    view.window = {whole.begin - 10 * px, whole.end + 38 * px};
    layout_timeline(m_run.index(), m_run.at(view.cursor), view, m_layout);
}

void Picture::plan_legend(Axis axis) {
    float x = margin;
    float y = m_bottom + 26;
    for (const RoleInfo& info : role_infos()) {
        if (!m_run.uses(info.role, axis)) {
            continue;
        }
        const float width = 24 + m_fonts.width(info.name, Face::regular, caption_px);
        if (x > margin && x + width > m_width - margin) {
            x = margin;
            y += legend_row;
        }
        m_legend.push_back({info.role, {x, y}});
        x += width + 18;
    }
}

void Picture::put(Canvas& canvas, Spot at, std::string_view text, const TextLook& look) const {
    canvas.text({std::round(at.x), baseline(at.y, look.size)}, text, look);
}

void Picture::draw_ruler(Canvas& canvas) const {
    const auto left = m_layout.left;
    for (const Tick& tick : m_layout.ticks) {
        if (tick.x < left || tick.x > m_layout.right) {
            continue;
        }
        const float x = std::round(tick.x) + 0.5F;
        canvas.line({x, m_ruler - (tick.major ? 8.0F : 4.0F)}, {x, m_ruler},
                    m_theme.color(tick.major ? UiRole::disabled : UiRole::border), 1);
        const float end = x + 5 + m_fonts.width(tick.text, Face::regular, caption_px);
        if (tick.major && end <= m_layout.right) {
            put(canvas, {x + 5, m_ruler - 15}, tick.text, caption(m_theme.color(UiRole::muted)));
        }
    }
    canvas.line({margin, m_ruler - 0.5F}, {m_layout.right, m_ruler - 0.5F},
                m_theme.color(UiRole::border), 1);
    draw_signal_flags(canvas, m_theme, m_layout, m_fonts, m_ruler + 2);
}

void Picture::draw_lanes(Canvas& canvas) const {
    canvas.push_clip({m_layout.left, m_layout.top - 7, m_layout.right, m_layout.bottom + 7});
    draw_timeline_grounds(canvas, m_theme, m_layout);
    draw_timeline_bars(canvas, m_theme, m_layout);
    if (m_layout_style.bar_height > caption_px) {
        for (const BarLabel& label : m_layout.labels) {
            draw_bar_label(canvas, m_theme, label, m_fonts, caption_px);
        }
    }
    draw_timeline_moments(canvas, m_theme, m_layout);
    canvas.pop_clip();
}

void Picture::draw_names(Canvas& canvas) const {
    for (const Lane& lane : m_layout.lanes) {
        const float x = margin + 2 + static_cast<float>(lane.depth) * text_px * 0.9F;
        const float middle = (lane.y0 + lane.y1) / 2;
        const float size = std::min(text_px, m_layout_style.lane_height - 1);
        canvas.circle({x + 4, middle}, std::min(4.0F, size / 3), m_theme.style(lane.state).fill);
        const Face face = lane.selected ? Face::medium : Face::regular;
        const std::string name =
            m_fonts.fit(core::one_line(lane.name), face, size, m_layout.left - x - 20);
        put(canvas, {x + 15, middle}, name,
            {face, size, m_theme.color(lane.exists ? UiRole::text : UiRole::disabled)});
    }
    if (m_missing > 0) {
        put(canvas, {margin + 17, m_layout.bottom + m_layout_style.lane_height / 2},
            fmt::format("… and {} more tasks", m_missing), caption(m_theme.color(UiRole::muted)));
    }
}

void Picture::draw_counters(Canvas& canvas) const {
    for (const CounterCurve& curve : m_layout.counters) {
        draw_counter_curve(canvas, m_theme, m_layout, curve);
        std::string name = counter_words(core::one_line(curve.name));
        name += curve.kind == CounterTrack::Kind::free      ? " free"
                : curve.kind == CounterTrack::Kind::waiting ? " waiting"
                                                            : "";
        const float middle = (curve.y0 + curve.y1) / 2;
        const std::string peak = fmt::format("{} {}", m_shows_cursor ? "now" : "max",
                                             m_shows_cursor ? curve.now : curve.most);
        const TextLook look = caption(m_theme.color(UiRole::muted));
        put(canvas, {margin + 4, middle - 8}, m_fonts.fit(name, look.face, look.size, m_names - 10),
            look);
        put(canvas, {margin + 4, middle + 8}, peak, caption(m_theme.color(UiRole::text)));
    }
}

void Picture::draw_cursor(Canvas& canvas) const {
    if (!m_shows_cursor) {
        return;
    }
    const float x = std::clamp(m_layout.cursor_x, m_layout.left, m_layout.right);
    canvas.fill_rect({x, m_layout.top, m_layout.right, m_bottom}, m_theme.color(UiRole::scrim));
    canvas.line({x, m_ruler - 8}, {x, m_bottom}, m_theme.color(UiRole::cursor), 1.5F);
}

void Picture::draw_legend(Canvas& canvas) const {
    for (const LegendItem& item : m_legend) {
        draw_swatch(canvas, m_theme, item.role, item.at);
        put(canvas, {item.at.x + 24, item.at.y}, info(item.role).name,
            caption(m_theme.color(UiRole::muted)));
    }
}

void Picture::draw(Canvas& canvas) const {
    canvas.fill_rect({0, 0, m_width, m_height}, m_theme.color(UiRole::panel));
    for (const Text& text : m_head) {
        canvas.text(text.at, text.text, text.look);
    }
    draw_ruler(canvas);
    draw_lanes(canvas);
    draw_names(canvas);
    draw_counters(canvas);
    draw_cursor(canvas);
    draw_legend(canvas);
}

std::string to_svg(const Run& run, const PictureStyle& style) {
    const FontMetrics fonts;
    const Picture picture{run, style, fonts};
    SvgCanvas canvas;
    picture.draw(canvas);
    return std::move(canvas).take(picture.width(), picture.height(), picture.title(),
                                  core::one_line(run.verdict()));
}

core::Result<std::string> to_png(const Run& run, const PictureStyle& style, float scale) {
    const FontMetrics fonts;
    const Picture picture{run, style, fonts};
    PngCanvas canvas{picture.width(), picture.height(), scale, fonts};
    picture.draw(canvas);
    return std::move(canvas).take();
}

} // namespace app
