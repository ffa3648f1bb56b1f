#pragma once
#include "app/export/canvas.hpp"
#include "app/export/font_metrics.hpp"
#include "app/model/run_service.hpp"
#include "app/theme/theme.hpp"
#include "app/timeline/layout.hpp"

#include <optional>
#include <string>

namespace app {

/// How a picture is to be. Sizes are in pixels of a screen of ordinary density.
struct PictureStyle {
    static constexpr int least_px = 320;
    static constexpr int most_px = 8192;

    int width = 1280;
    std::optional<int> height = {}; ///< nothing: as high as the run needs
    ThemeKind theme = ThemeKind::light;
    Axis axis = Axis::time;
    std::optional<std::size_t> cursor = {}; ///< nothing: everything has happened
    core::TaskId selected = core::TaskId::none;
};

/// A run as a picture that explains itself: title, parameters and verdict, the timeline with ruler
/// and names, counters, and a legend of what occurs. Of more tasks than have room the first are
/// shown, and a line says how many are missing.
class Picture {
public:
    /// `run` and `fonts` must outlive this.
    Picture(const Run& run, const PictureStyle& style, const FontMetrics& fonts);

    float width() const { return m_width; }
    float height() const { return m_height; }
    std::string_view title() const { return m_run.spec().scenario->title; }
    void draw(Canvas& canvas) const;

private:
    struct Text {
        Spot at;
        std::string text;
        TextLook look;
    };

    void plan_head(const PictureStyle& style);
    void plan_lanes(const PictureStyle& style);
    void lay_out(const PictureStyle& style);
    void plan_legend(Axis axis);
    void fit_lanes(float room);
    float plan_lines(float y, const std::vector<std::string>& lines, const TextLook& look);

    void draw_ruler(Canvas& canvas) const;
    void draw_lanes(Canvas& canvas) const;
    void draw_names(Canvas& canvas) const;
    void draw_counters(Canvas& canvas) const;
    void draw_cursor(Canvas& canvas) const;
    void draw_legend(Canvas& canvas) const;
    void put(Canvas& canvas, Spot at, std::string_view text, const TextLook& look) const;

    struct LegendItem {
        Role role;
        Spot at; ///< left end, middle
    };

    const Run& m_run;
    const FontMetrics& m_fonts;
    const Theme& m_theme;
    float m_width;
    float m_height = 0;
    float m_names = 0;         ///< width of the names
    float m_ruler = 0;         ///< where the ruler ends and the flags of signals begin
    float m_bottom = 0;        ///< of the counters
    std::size_t m_missing = 0; ///< tasks that have no room
    bool m_shows_cursor = false;
    LayoutStyle m_layout_style;
    TimelineLayout m_layout;
    std::vector<Text> m_head;
    std::vector<LegendItem> m_legend;
};

/// The picture as the text of an SVG file.
std::string to_svg(const Run& run, const PictureStyle& style);

/// The picture as the bytes of a PNG file with `scale` pixels for each of the style.
core::Result<std::string> to_png(const Run& run, const PictureStyle& style, float scale = 1);

} // namespace app
