#pragma once
#include "core/trace/trace.hpp"

#include <string>
#include <vector>

namespace core {

/// A moment of the whole run that deserves a line under the ruler.
struct TextMarker {
    Instant at{};
    std::string text; ///< "400 ms: error visible, 4 tasks left behind"
};

/// Signals, the first error seen, deadlock, and main's end if the run goes on after it.
std::vector<TextMarker> text_markers(const Trace& trace);

/// "400 ms", "2.5 s", "40 us"
std::string to_text(Duration duration);

} // namespace core
