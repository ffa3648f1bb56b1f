#pragma once
#include "app/export/canvas.hpp"
#include "app/export/font_metrics.hpp"
#include "core/base/result.hpp"

#include <memory>
#include <string>

namespace app {

/// Draws an image in memory; needs no display. Texts are in the built-in Inter.
class PngCanvas final : public Canvas {
public:
    /// `scale` pixels of the image for each of the canvas. `fonts` must outlive this.
    PngCanvas(float width, float height, float scale, const FontMetrics& fonts);
    ~PngCanvas() override;
    PngCanvas(const PngCanvas&) = delete;
    PngCanvas& operator=(const PngCanvas&) = delete;

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

    /// The bytes of the PNG file. An error if there was not enough memory.
    core::Result<std::string> take() &&;

private:
    struct Surface;
    std::unique_ptr<Surface> m_surface;
};

} // namespace app
