#pragma once
#include "core/export/text_scale.hpp"
#include "core/trace/trace.hpp"

#include <vector>

namespace core {

/// A counter that goes up and down, such as requests in flight, over time.
struct TextGauge {
    LabelId name = LabelId::none;
    std::int32_t peak = 0;
    std::vector<std::int32_t> cells; ///< by column: the highest value in it
};

/// The counters that fall at least once and never below zero. Those that only rise are totals;
/// their last value says it all.
std::vector<TextGauge> text_gauges(const Trace& trace, const TextScale& scale);

/// A bar for `value`, up to eight levels (ASCII: ten) high; a blank for zero.
std::string_view bar_of(std::int32_t value, std::int32_t peak, bool unicode);

} // namespace core
