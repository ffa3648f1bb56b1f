#include "core/export/text_gauges.hpp"

#include <algorithm>
#include <array>

namespace core {

namespace {

struct Series {
    TextGauge gauge;
    std::int32_t value = 0;
    std::size_t column = 0; // up to here cells are filled
    bool falls = false;
    bool is_negative = false;
};

void fill_until(Series& series, std::size_t column) {
    for (; series.column < column; ++series.column) {
        std::int32_t& next = series.gauge.cells[series.column + 1];
        next = std::max(next, series.value);
    }
}

void note(Series& series, const Event& event, std::size_t column) {
    fill_until(series, column);
    series.falls = series.falls || event.value < series.value;
    series.is_negative = series.is_negative || event.value < 0;
    series.value = event.value;
    series.gauge.peak = std::max(series.gauge.peak, event.value);
    series.gauge.cells[column] = std::max(series.gauge.cells[column], event.value);
}

} // namespace

std::vector<TextGauge> text_gauges(const Trace& trace, const TextScale& scale) {
    std::vector<Series> all;
    for (const Event& event : trace.events()) {
        if (event.kind != EventKind::counter) {
            continue;
        }
        auto found = std::find_if(all.begin(), all.end(), [&event](const Series& series) {
            return series.gauge.name == event.label;
        });
        if (found == all.end()) {
            found = all.emplace(found);
            found->gauge.name = event.label;
            found->gauge.cells.resize(scale.columns());
        }
        note(*found, event, scale.column(event.at));
    }
    std::vector<TextGauge> gauges;
    for (Series& series : all) {
        if (series.falls && !series.is_negative) {
            fill_until(series, scale.column(trace.end()));
            gauges.push_back(std::move(series.gauge));
        }
    }
    return gauges;
}

std::string_view bar_of(std::int32_t value, std::int32_t peak, bool unicode) {
    static constexpr std::array<std::string_view, 9> blocks{" ", "▁", "▂", "▃", "▄",
                                                            "▅", "▆", "▇", "█"};
    static constexpr std::string_view digits = " 123456789";
    const auto levels = static_cast<std::int64_t>(unicode ? blocks.size() : digits.size()) - 1;
    const std::int64_t height = std::max<std::int64_t>(unicode ? peak : std::max(peak, 9), 1);
    // Rounded up: one request in flight out of many still shows.
    const auto level = static_cast<std::size_t>((value * levels + height - 1) / height);
    return unicode ? blocks[level] : digits.substr(level, 1);
}

} // namespace core
