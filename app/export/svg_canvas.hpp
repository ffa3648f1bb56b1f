#pragma once
#include "app/export/canvas.hpp"

#include <set>
#include <string>

namespace app {

/// Writes SVG 1.1 that browsers, Inkscape and slides show alike.
class SvgCanvas final : public Canvas {
public:
    void fill_rect(const Rect& rect, Color color, float radius) override;
    void stroke_rect(const Rect& rect, Color color, float radius, float width) override;
    void hatch_rect(const Rect& rect, Color color, float radius, Hatch hatch) override;
    void line(Spot from, Spot to, Color color, float width, float dash) override;
    void polyline(std::span<const Spot> spots, Color color, float width) override;
    void polygon(std::span<const Spot> spots, Color fill) override;
    void circle(Spot center, float radius, Color fill) override;
    void curve(const std::array<Spot, 4>& spots, Color color, float width) override;
    void text(Spot at, std::string_view text, const TextLook& look) override;
    void push_clip(const Rect& rect) override;
    void pop_clip() override;

    /// The whole file; `title` and `description` are for people who cannot see it.
    std::string take(float width, float height, std::string_view title,
                     std::string_view description) &&;

private:
    std::string m_body;
    std::string m_definitions;
    std::set<std::string> m_patterns; // that are defined
    int m_clips = 0;
};

} // namespace app
