#include "app/platform/fonts.hpp"

#include "assets/embedded_fonts.hpp"

#include <cmath>
#include <string_view>

namespace app {
namespace {

// Dear ImGui's size is the height from ascender to descender; designers count in ems.
constexpr float inter_height = 1.21F;
constexpr float mono_height = 1.32F;

/// Latin, general punctuation, arrows, mathematical and geometric signs: what texts of
/// scenarios and traces may hold. Icons are drawn, not set.
constexpr ImWchar glyph_ranges[] = {
    0x0020, 0x017F, 0x0370, 0x03FF, 0x2010, 0x2027, 0x2030, 0x205E, 0x20A0, 0x20BF,
    0x2190, 0x2199, 0x2200, 0x2265, 0x2500, 0x25CF, 0x2713, 0x2717, 0,
};

ImFont* add(ImFontAtlas& atlas, std::string_view name, float pixels) {
    const std::string_view bytes = assets::embedded_font(name);
    if (bytes.empty()) {
        return atlas.AddFontDefault();
    }
    ImFontConfig config;
    config.FontDataOwnedByAtlas = false;
    config.OversampleH = 2;
    config.OversampleV = 1;
    config.PixelSnapH = true;
    // The atlas never writes to data that it does not own.
    void* data = const_cast<char*>(bytes.data());
    return atlas.AddFontFromMemoryTTF(data, static_cast<int>(bytes.size()), std::round(pixels),
                                      &config, glyph_ranges);
}

} // namespace

Fonts load_fonts(ImFontAtlas& atlas, float scale) {
    atlas.Flags |= ImFontAtlasFlags_NoMouseCursors;
    const float em = inter_height * scale;
    Fonts fonts;
    fonts.body = add(atlas, "Inter-Regular", 14 * em); // first: the default face
    fonts.caption = add(atlas, "Inter-Regular", 12 * em);
    fonts.strong = add(atlas, "Inter-Medium", 14 * em);
    fonts.title = add(atlas, "Inter-SemiBold", 17 * em);
    fonts.code = add(atlas, "JetBrainsMono-Regular", 13 * mono_height * scale);
    atlas.Build();
    return fonts;
}

} // namespace app
