#pragma once
#include "core/export/text_scale.hpp"
#include "core/export/text_signs.hpp"
#include "core/trace/spans.hpp"
#include "core/trace/trace.hpp"

#include <string>
#include <vector>

namespace core {

/// One task as a row of signs.
struct TextLane {
    std::vector<Sign> cells; ///< as many as the scale has columns
    std::size_t end = 0;     ///< the column after the end cap
    std::string note;        ///< to be written behind the cap: the error of a failed task
};

/// The lanes of all tasks; lane i shows TaskId(i + 1).
///
/// Stretches of time fill cells. Events are marks: two marks in one cell are pushed apart to
/// the right, so that request, delivery, cleanup and end of one instant stay four signs in
/// their order. Only "runs" gives way, failures and cancellations never.
std::vector<TextLane> text_lanes(const Trace& trace, const Spans& spans, const TextScale& scale);

} // namespace core
