#include "app/export/png_canvas.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <numbers>

#include <cairo-ft.h>

namespace app {

namespace {

/// The outline of a rectangle with round corners becomes the path.
void round_rect(cairo_t* cr, const Rect& rect, float radius) {
    constexpr double quarter = std::numbers::pi / 2;
    const double r =
        std::min({static_cast<double>(radius), rect.width() / 2.0, rect.height() / 2.0});
    cairo_new_path(cr);
    if (r <= 0) {
        cairo_rectangle(cr, rect.x0, rect.y0, rect.width(), rect.height());
        return;
    }
    cairo_arc(cr, rect.x1 - r, rect.y0 + r, r, -quarter, 0);
    cairo_arc(cr, rect.x1 - r, rect.y1 - r, r, 0, quarter);
    cairo_arc(cr, rect.x0 + r, rect.y1 - r, r, quarter, 2 * quarter);
    cairo_arc(cr, rect.x0 + r, rect.y0 + r, r, 2 * quarter, 3 * quarter);
    cairo_close_path(cr);
}

void set_color(cairo_t* cr, Color color) {
    cairo_set_source_rgba(cr, color.r / 255.0, color.g / 255.0, color.b / 255.0, color.a / 255.0);
}

void trace_path(cairo_t* cr, std::span<const Spot> spots) {
    cairo_new_path(cr);
    for (const Spot& spot : spots) {
        cairo_line_to(cr, spot.x, spot.y);
    }
}

/// Parallel lines through the whole rectangle, `pitch` apart along x, which move by `slant` for
/// each pixel upwards. They lie on a grid of the canvas, as in SVG.
void stripes(cairo_t* cr, const Rect& rect, double slant, double pitch, double width) {
    const double low = std::min(rect.x0 + slant * rect.y0, rect.x0 + slant * rect.y1);
    const double high = std::max(rect.x1 + slant * rect.y0, rect.x1 + slant * rect.y1);
    cairo_set_line_width(cr, width);
    for (double at = std::floor(low / pitch) * pitch; at <= high + pitch; at += pitch) {
        cairo_move_to(cr, at - slant * rect.y0, rect.y0);
        cairo_line_to(cr, at - slant * rect.y1, rect.y1);
    }
    cairo_stroke(cr);
}

void dots(cairo_t* cr, const Rect& rect) {
    bool is_odd = std::lround(std::floor(rect.y0 / 4)) % 2 != 0;
    for (double y = std::floor(rect.y0 / 4.0) * 4; y < rect.y1; y += 4) {
        const double shift = is_odd ? 4 : 1;
        for (double x = std::floor(rect.x0 / 6.0) * 6; x < rect.x1; x += 6) {
            cairo_rectangle(cr, x + shift, y + 1, 2, 2);
        }
        is_odd = !is_odd;
    }
    cairo_fill(cr);
}

cairo_status_t append(void* out, const unsigned char* data, unsigned int length) {
    static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

} // namespace

struct PngCanvas::Surface {
    Surface(int width, int height, const FontMetrics& fonts)
        : surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height)),
          cr(cairo_create(surface)), options(cairo_font_options_create()) {
        cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
        cairo_set_font_options(cr, options);
        for (std::size_t i = 0; i < faces.size(); ++i) {
            faces[i] = cairo_ft_font_face_create_for_ft_face(fonts.native(static_cast<Face>(i)), 0);
        }
    }
    Surface(const Surface&) = delete;
    Surface& operator=(const Surface&) = delete;
    ~Surface() {
        cairo_destroy(cr);
        for (cairo_font_face_t* face : faces) {
            cairo_font_face_destroy(face);
        }
        cairo_font_options_destroy(options);
        cairo_surface_destroy(surface);
    }

    cairo_surface_t* surface;
    cairo_t* cr;
    cairo_font_options_t* options;
    std::array<cairo_font_face_t*, 3> faces{};
};

PngCanvas::PngCanvas(float width, float height, float scale, const FontMetrics& fonts)
    : m_surface(std::make_unique<Surface>(static_cast<int>(std::lround(width * scale)),
                                          static_cast<int>(std::lround(height * scale)), fonts)) {
    cairo_scale(m_surface->cr, scale, scale);
}

PngCanvas::~PngCanvas() = default;

void PngCanvas::fill_rect(const Rect& rect, Color color, float radius) {
    set_color(m_surface->cr, color);
    round_rect(m_surface->cr, rect, radius);
    cairo_fill(m_surface->cr);
}

void PngCanvas::stroke_rect(const Rect& rect, Color color, float radius, float width) {
    const float in = width / 2;
    set_color(m_surface->cr, color);
    cairo_set_line_width(m_surface->cr, width);
    round_rect(m_surface->cr, {rect.x0 + in, rect.y0 + in, rect.x1 - in, rect.y1 - in},
               radius - in);
    cairo_stroke(m_surface->cr);
}

void PngCanvas::hatch_rect(const Rect& rect, Color color, float radius, Hatch hatch) {
    cairo_t* cr = m_surface->cr;
    cairo_save(cr);
    round_rect(cr, rect, radius);
    cairo_clip(cr);
    set_color(cr, color);
    switch (hatch) {
    case Hatch::diagonal:
        stripes(cr, rect, 1, 7, 1.25);
        break;
    case Hatch::cross:
        stripes(cr, rect, 1, 6, 1);
        stripes(cr, rect, -1, 6, 1);
        break;
    case Hatch::dense:
        stripes(cr, rect, 0.5, 5, 2);
        break;
    case Hatch::dots:
        dots(cr, rect);
        break;
    case Hatch::solid:
    case Hatch::core:
    case Hatch::outline:
        break;
    }
    cairo_restore(cr);
}

void PngCanvas::line(Spot from, Spot to, Color color, float width, float dash) {
    cairo_t* cr = m_surface->cr;
    const double length = dash;
    cairo_save(cr);
    cairo_set_dash(cr, &length, dash > 0 ? 1 : 0, 0);
    polyline(std::array{from, to}, color, width);
    cairo_restore(cr);
}

void PngCanvas::polyline(std::span<const Spot> spots, Color color, float width) {
    set_color(m_surface->cr, color);
    cairo_set_line_width(m_surface->cr, width);
    trace_path(m_surface->cr, spots);
    cairo_stroke(m_surface->cr);
}

void PngCanvas::polygon(std::span<const Spot> spots, Color fill) {
    set_color(m_surface->cr, fill);
    trace_path(m_surface->cr, spots);
    cairo_fill(m_surface->cr);
}

void PngCanvas::circle(Spot center, float radius, Color fill) {
    set_color(m_surface->cr, fill);
    cairo_new_path(m_surface->cr);
    cairo_arc(m_surface->cr, center.x, center.y, radius, 0, 2 * std::numbers::pi);
    cairo_fill(m_surface->cr);
}

void PngCanvas::curve(const std::array<Spot, 4>& spots, Color color, float width) {
    set_color(m_surface->cr, color);
    cairo_set_line_width(m_surface->cr, width);
    trace_path(m_surface->cr, std::span{spots}.first(1));
    cairo_curve_to(m_surface->cr, spots[1].x, spots[1].y, spots[2].x, spots[2].y, spots[3].x,
                   spots[3].y);
    cairo_stroke(m_surface->cr);
}

void PngCanvas::text(Spot at, std::string_view text, const TextLook& look) {
    cairo_t* cr = m_surface->cr;
    set_color(cr, look.color);
    cairo_set_font_face(cr, m_surface->faces[static_cast<std::size_t>(look.face)]);
    cairo_set_font_size(cr, look.size);
    cairo_new_path(cr);
    cairo_move_to(cr, at.x, at.y);
    // As shapes: glyphs would be moved to whole pixels, and the words fall apart.
    cairo_text_path(cr, std::string{text}.c_str());
    cairo_fill(cr);
}

void PngCanvas::push_clip(const Rect& rect) {
    cairo_save(m_surface->cr);
    round_rect(m_surface->cr, rect, 0);
    cairo_clip(m_surface->cr);
}

void PngCanvas::pop_clip() {
    cairo_restore(m_surface->cr);
}

core::Result<std::string> PngCanvas::take() && {
    std::string bytes;
    cairo_status_t status = cairo_status(m_surface->cr);
    if (status == CAIRO_STATUS_SUCCESS) {
        status = cairo_surface_write_to_png_stream(m_surface->surface, append, &bytes);
    }
    if (status != CAIRO_STATUS_SUCCESS) {
        return core::Error{
            fmt::format("cannot draw the image: {}", cairo_status_to_string(status))};
    }
    return bytes;
}

} // namespace app
