#pragma once
#include "app/export/canvas.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct FT_FaceRec_;

namespace app {

/// How wide texts are in the built-in Inter; the same on every machine.
class FontMetrics {
public:
    FontMetrics();
    ~FontMetrics();
    FontMetrics(const FontMetrics&) = delete;
    FontMetrics& operator=(const FontMetrics&) = delete;

    float width(std::string_view text, Face face, float size) const;
    /// `text`, or its beginning and an ellipsis, in no more than `width`; empty if not even the
    /// ellipsis fits.
    std::string fit(std::string_view text, Face face, float size, float width) const;
    /// Lines that are broken at blanks; what is left after `most` ends with an ellipsis.
    std::vector<std::string> wrap(std::string_view text, Face face, float size, float width,
                                  std::size_t most) const;

    /// FreeType's face; lives as long as this.
    FT_FaceRec_* native(Face face) const;

private:
    struct Library;
    std::unique_ptr<Library> m_library;
};

} // namespace app
