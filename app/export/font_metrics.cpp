#include "app/export/font_metrics.hpp"

#include "assets/embedded_fonts.hpp"
#include "core/base/assert.hpp"
#include "core/export/utf8.hpp"

#include <array>
#include <unordered_map>

#include <freetype/freetype.h>

namespace app {

namespace {

constexpr std::array<std::string_view, 3> face_names{"Inter-Regular", "Inter-Medium",
                                                     "Inter-SemiBold"};
constexpr std::string_view ellipsis = "…";

} // namespace

struct FontMetrics::Library {
    Library() {
        CORE_ASSERT(FT_Init_FreeType(&library) == 0);
        for (std::size_t i = 0; i < faces.size(); ++i) {
            const std::string_view bytes = assets::embedded_font(face_names[i]);
            CORE_ASSERT(FT_New_Memory_Face(library, reinterpret_cast<const FT_Byte*>(bytes.data()),
                                           static_cast<FT_Long>(bytes.size()), 0, &faces[i]) == 0);
        }
    }
    Library(const Library&) = delete;
    Library& operator=(const Library&) = delete;
    ~Library() { FT_Done_FreeType(library); } // and with it all faces

    /// In ems.
    float advance(Face face, char32_t point) {
        const auto index = static_cast<std::size_t>(face);
        const auto [found, is_new] = advances[index].try_emplace(point, 0.0F);
        if (is_new) {
            const FT_UInt glyph = FT_Get_Char_Index(faces[index], point);
            if (FT_Load_Glyph(faces[index], glyph, FT_LOAD_NO_SCALE) == 0) {
                found->second = static_cast<float>(faces[index]->glyph->metrics.horiAdvance) /
                                static_cast<float>(faces[index]->units_per_EM);
            }
        }
        return found->second;
    }

    FT_Library library = nullptr;
    std::array<FT_Face, face_names.size()> faces{};
    std::array<std::unordered_map<char32_t, float>, face_names.size()> advances;
};

FontMetrics::FontMetrics() : m_library(std::make_unique<Library>()) {}
FontMetrics::~FontMetrics() = default;

float FontMetrics::width(std::string_view text, Face face, float size) const {
    float ems = 0;
    while (!text.empty()) {
        ems += m_library->advance(face, core::take_code_point(text));
    }
    return ems * size;
}

std::string FontMetrics::fit(std::string_view text, Face face, float size, float room) const {
    if (width(text, face, size) <= room) {
        return std::string{text};
    }
    float used = width(ellipsis, face, size);
    if (used > room) {
        return {};
    }
    std::string_view rest = text;
    std::size_t kept = 0;
    while (!rest.empty()) {
        used += m_library->advance(face, core::take_code_point(rest)) * size;
        if (used > room) {
            break;
        }
        kept = text.size() - rest.size();
    }
    std::string fitted{text.substr(0, kept)};
    fitted.erase(fitted.find_last_not_of(' ') + 1);
    return fitted.append(ellipsis);
}

std::vector<std::string> FontMetrics::wrap(std::string_view text, Face face, float size, float room,
                                           std::size_t most) const {
    std::vector<std::string> lines;
    std::string line;
    while (!text.empty() && lines.size() < most) {
        const std::string_view word = text.substr(0, text.find(' '));
        const std::string longer =
            line.empty() ? std::string{word} : line + ' ' + std::string{word};
        if (!line.empty() && width(longer, face, size) > room) {
            if (lines.size() + 1 == most) {
                line += ' ';
                line += text; // cut below
                break;
            }
            lines.push_back(std::move(line));
            line = word;
        } else {
            line = longer;
        }
        text.remove_prefix(std::min(word.size() + 1, text.size()));
    }
    if (!line.empty()) {
        lines.push_back(std::move(line));
    }
    for (std::string& each : lines) {
        each = fit(each, face, size, room);
    }
    return lines;
}

FT_FaceRec_* FontMetrics::native(Face face) const {
    return m_library->faces[static_cast<std::size_t>(face)];
}

} // namespace app
