#pragma once
#include "core/trace/trace.hpp"

#include <string>

namespace core {

struct TextStyle {
    int columns = 100;   ///< width of the whole picture in characters, at least 60
    bool unicode = true; ///< false: plain ASCII
    bool color = false;  ///< ANSI colours
    Instant until{};     ///< the axis goes at least this far: for pictures under each other
};

/// The run as a timeline for a terminal: a ruler, one lane per task in tree order, end caps,
/// requests and deliveries of cancellation, a legend of the signs that occur.
std::string to_text(const Trace& trace, const TextStyle& style = {});

/// The events as sentences, one line each: "  400.000 ms  task-3 fails with ValueError: …".
std::string to_story(const Trace& trace);

} // namespace core
