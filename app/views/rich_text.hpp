#pragma once
#include "app/model/markdown.hpp"
#include "app/views/view.hpp"

#include <functional>
#include <span>
#include <string>

namespace app {

/// A piece of a run on one line.
struct TextPiece {
    std::size_t run = 0;
    std::size_t begin = 0, end = 0; ///< bytes of the run's text
    float x = 0;
    std::size_t line = 0;
};

/// How wide a text of a run is.
using MeasureRun = std::function<float(const TextRun& run, std::string_view text)>;

/// Breaks runs into lines at spaces; a word may go on from one run to the next. A word that is
/// wider than the line has one of its own. Pure arithmetic.
std::vector<TextPiece> flow_text(std::span<const TextRun> runs, float width, float space,
                                 const MeasureRun& measure);

/// Draws blocks below each other at the layout cursor, as wide as the window. Gives the link that
/// was clicked, or an empty text.
std::string rich_text(const View& view, const char* id, std::span<const Block> blocks,
                      UiRole color = UiRole::text);

} // namespace app
