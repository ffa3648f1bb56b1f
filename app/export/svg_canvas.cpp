#include "app/export/svg_canvas.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>

namespace app {

namespace {

/// At most two decimals, none that say nothing.
std::string number(float value) {
    const auto hundredths = std::lround(static_cast<double>(value) * 100);
    std::string text = fmt::format("{}{}.{:02}", hundredths < 0 ? "-" : "",
                                   std::abs(hundredths) / 100, std::abs(hundredths) % 100);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') {
        text.pop_back();
    }
    return text;
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        default:
            out += c;
        }
    }
    return out;
}

/// `fill="#4477aa" fill-opacity="0.5"`, for `fill` and `stroke`.
std::string paint(std::string_view what, Color color) {
    std::string text = fmt::format("{}=\"#{:02x}{:02x}{:02x}\"", what, color.r, color.g, color.b);
    if (color.a != 255) {
        text += fmt::format(" {}-opacity=\"{}\"", what, number(static_cast<float>(color.a) / 255));
    }
    return text;
}

std::string box(const Rect& rect, float radius) {
    std::string text = fmt::format("x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"", number(rect.x0),
                                   number(rect.y0), number(std::max(rect.width(), 0.0F)),
                                   number(std::max(rect.height(), 0.0F)));
    if (radius > 0) {
        text += fmt::format(" rx=\"{}\"", number(radius));
    }
    return text;
}

std::string points(std::span<const Spot> spots) {
    std::string text;
    for (const Spot& spot : spots) {
        text += fmt::format("{}{},{}", text.empty() ? "" : " ", number(spot.x), number(spot.y));
    }
    return text;
}

/// What one tile of a hatch shows. The lines run on over the edges of the tiles.
std::string tile(Hatch hatch, Color color) {
    const std::string stroke = paint("stroke", color);
    switch (hatch) {
    case Hatch::diagonal:
        return fmt::format(R"(width="7" height="7"><path d="M-1,1l2,-2M0,7l7,-7M6,8l2,-2" {} )"
                           R"(stroke-width="1.25"/>)",
                           stroke);
    case Hatch::cross:
        return fmt::format(R"(width="6" height="6"><path d="M0,0l6,6M0,6l6,-6" {} )"
                           R"(stroke-width="1"/>)",
                           stroke);
    case Hatch::dense:
        return fmt::format(R"(width="5" height="10"><path d="M-5,10l5,-10M0,10l5,-10M5,10l5,-10" )"
                           R"({} stroke-width="2"/>)",
                           stroke);
    default:
        return fmt::format(R"(width="6" height="8"><path d="M1,1h2v2h-2zM4,5h2v2h-2z" {}/>)",
                           paint("fill", color));
    }
}

constexpr std::array<std::string_view, 3> weights{"400", "500", "600"};
constexpr std::array<std::string_view, 7> hatch_names{"solid", "core",  "diagonal", "dots",
                                                      "cross", "dense", "outline"};

} // namespace

void SvgCanvas::fill_rect(const Rect& rect, Color color, float radius) {
    m_body += fmt::format("<rect {} {}/>\n", box(rect, radius), paint("fill", color));
}

void SvgCanvas::stroke_rect(const Rect& rect, Color color, float radius, float width) {
    const float in = width / 2; // the line lies within the rectangle
    m_body += fmt::format(
        "<rect {} fill=\"none\" {} stroke-width=\"{}\"/>\n",
        box({rect.x0 + in, rect.y0 + in, rect.x1 - in, rect.y1 - in}, std::max(radius - in, 0.0F)),
        paint("stroke", color), number(width));
}

void SvgCanvas::hatch_rect(const Rect& rect, Color color, float radius, Hatch hatch) {
    if (hatch == Hatch::solid || hatch == Hatch::core || hatch == Hatch::outline) {
        return;
    }
    const std::string id =
        fmt::format("{}-{:02x}{:02x}{:02x}{:02x}", hatch_names[static_cast<std::size_t>(hatch)],
                    color.r, color.g, color.b, color.a);
    if (m_patterns.insert(id).second) {
        m_definitions +=
            fmt::format("<pattern id=\"{}\" patternUnits=\"userSpaceOnUse\" {}</pattern>\n", id,
                        tile(hatch, color));
    }
    m_body += fmt::format("<rect {} fill=\"url(#{})\"/>\n", box(rect, radius), id);
}

void SvgCanvas::line(Spot from, Spot to, Color color, float width, float dash) {
    const std::string dashes =
        dash > 0 ? fmt::format(" stroke-dasharray=\"{}\"", number(dash)) : std::string{};
    m_body +=
        fmt::format("<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" {} stroke-width=\"{}\"{}/>\n",
                    number(from.x), number(from.y), number(to.x), number(to.y),
                    paint("stroke", color), number(width), dashes);
}

void SvgCanvas::polyline(std::span<const Spot> spots, Color color, float width) {
    m_body += fmt::format("<polyline points=\"{}\" fill=\"none\" {} stroke-width=\"{}\"/>\n",
                          points(spots), paint("stroke", color), number(width));
}

void SvgCanvas::polygon(std::span<const Spot> spots, Color fill) {
    m_body += fmt::format("<polygon points=\"{}\" {}/>\n", points(spots), paint("fill", fill));
}

void SvgCanvas::circle(Spot center, float radius, Color fill) {
    m_body += fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"{}\" {}/>\n", number(center.x),
                          number(center.y), number(radius), paint("fill", fill));
}

void SvgCanvas::curve(const std::array<Spot, 4>& spots, Color color, float width) {
    m_body += fmt::format("<path d=\"M{}C{}\" fill=\"none\" {} stroke-width=\"{}\"/>\n",
                          points(std::span{spots}.first(1)), points(std::span{spots}.subspan(1)),
                          paint("stroke", color), number(width));
}

void SvgCanvas::text(Spot at, std::string_view text, const TextLook& look) {
    m_body += fmt::format(
        "<text x=\"{}\" y=\"{}\" font-size=\"{}\" font-weight=\"{}\" {}>{}</text>\n", number(at.x),
        number(at.y), number(look.size), weights[static_cast<std::size_t>(look.face)],
        paint("fill", look.color), escaped(text));
}

void SvgCanvas::push_clip(const Rect& rect) {
    ++m_clips;
    m_definitions +=
        fmt::format("<clipPath id=\"clip-{}\"><rect {}/></clipPath>\n", m_clips, box(rect, 0));
    m_body += fmt::format("<g clip-path=\"url(#clip-{})\">\n", m_clips);
}

void SvgCanvas::pop_clip() {
    m_body += "</g>\n";
}

std::string SvgCanvas::take(float width, float height, std::string_view title,
                            std::string_view description) && {
    return fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" "
        "viewBox=\"0 0 {0} {1}\" font-family=\"Inter, 'Helvetica Neue', Arial, sans-serif\" "
        "role=\"img\">\n<title>{2}</title>\n<desc>{3}</desc>\n<defs>\n{4}</defs>\n{5}</svg>\n",
        number(width), number(height), escaped(title), escaped(description), m_definitions, m_body);
}

} // namespace app
