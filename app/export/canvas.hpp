#pragma once
#include "app/theme/theme.hpp"

#include <span>
#include <string_view>

namespace app {

/// A place and a rectangle on a canvas, in pixels, y downwards.
struct Spot {
    float x = 0, y = 0;
};
struct Rect {
    float x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    float width() const { return x1 - x0; }
    float height() const { return y1 - y0; }
};

/// The weights of Inter that pictures use.
enum class Face : std::uint8_t { regular, medium, semibold };

struct TextLook {
    Face face = Face::regular;
    float size = 12;
    Color color;
};

/// Somewhere to draw on: a text of SVG, an image. Texts must be sound UTF-8 without control
/// characters, see one_line().
class Canvas {
public:
    virtual ~Canvas() = default;

    virtual void fill_rect(const Rect& rect, Color color, float radius = 0) = 0;
    virtual void stroke_rect(const Rect& rect, Color color, float radius, float width) = 0;
    /// The signs of a hatch alone, clipped to a rectangle with round corners; its ground is
    /// somebody else's. Nothing for `solid` and `outline`.
    virtual void hatch_rect(const Rect& rect, Color color, float radius, Hatch hatch) = 0;
    /// `dash` is the length of a dash and of what lies between two; 0: no dashes.
    virtual void line(Spot from, Spot to, Color color, float width, float dash = 0) = 0;
    virtual void polyline(std::span<const Spot> spots, Color color, float width) = 0;
    virtual void polygon(std::span<const Spot> spots, Color fill) = 0;
    virtual void circle(Spot center, float radius, Color fill) = 0;
    /// A cubic Bézier curve through `spots[0]` and `spots[3]`.
    virtual void curve(const std::array<Spot, 4>& spots, Color color, float width) = 0;
    /// One line whose letters stand on `at`.
    virtual void text(Spot at, std::string_view text, const TextLook& look) = 0;
    /// Until pop_clip() nothing is drawn outside of it.
    virtual void push_clip(const Rect& rect) = 0;
    virtual void pop_clip() = 0;
};

} // namespace app
