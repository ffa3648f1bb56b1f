#pragma once
#include "core/trace/trace.hpp"

#include <string>

namespace core {

struct TextStyle {
    int columns = 100;   ///< width of the whole picture in characters, at least 60
    bool unicode = true; ///< false: plain ASCII
    bool color = false;  ///< ANSI colours
    /// A run whose picture stands above or below: both get one axis and one width of names.
    const Trace* beside = nullptr;
};

/// The run as a timeline for a terminal: a ruler, one lane per task in tree order, end caps,
/// requests and deliveries of cancellation, a legend of the signs that occur.
std::string to_text(const Trace& trace, const TextStyle& style = {});

/// The events as sentences, one line each: "  400.000 ms  task-3 fails with ValueError: …".
std::string to_story(const Trace& trace);

/// What is wrong with the run, two lines each: when, what and the sentence; what the lesson is.
std::string to_findings(const Trace& trace);

} // namespace core
