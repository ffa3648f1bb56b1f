#include "app/timeline/gaps.hpp"

#include <algorithm>

namespace app {
namespace {

// A band takes half of what the shortest long gap takes: squeezing always makes room.
constexpr double least_share = 0.0625; // of the run
constexpr double band_share = 0.03;    // of the squeezed axis
constexpr std::int64_t times_usual = 3;

double count_of(core::Duration time) {
    return static_cast<double>(time.count());
}

/// The stretches between two successive moments, the end of the run included.
std::vector<IdleGap> stretches(const EventSequence& events) {
    std::vector<IdleGap> found;
    core::Instant from{};
    const auto add = [&](core::Instant to) {
        if (to > from) {
            found.push_back({from, to});
            from = to;
        }
    };
    for (std::size_t i = 0; i < events.size(); ++i) {
        add(events[i].at);
    }
    add(events.end());
    return found;
}

core::Duration usual_length(std::vector<IdleGap> gaps) {
    const auto middle = gaps.begin() + static_cast<std::ptrdiff_t>((gaps.size() - 1) / 2);
    std::nth_element(gaps.begin(), middle, gaps.end(),
                     [](const IdleGap& a, const IdleGap& b) { return a.length() < b.length(); });
    return middle->length();
}

/// Drops gaps in which code runs, which is no idling.
void drop_busy(std::vector<IdleGap>& gaps, const core::Spans& spans) {
    for (const core::Span& span : spans.all()) {
        if (span.kind == core::SpanKind::running && span.end > span.begin) {
            std::erase_if(gaps, [&](const IdleGap& gap) {
                return span.begin < gap.end && span.end > gap.begin;
            });
        }
    }
}

} // namespace

std::vector<IdleGap> long_gaps(const RunsOnAxis& runs) {
    std::vector<IdleGap> gaps = stretches(runs.events);
    if (gaps.empty()) {
        return gaps;
    }
    const core::Duration usual = usual_length(gaps);
    const double least = count_of(runs.events.end()) * least_share;
    std::erase_if(gaps, [&](const IdleGap& gap) {
        return count_of(gap.length()) <= least || gap.length() < usual * times_usual;
    });
    for (const core::Spans* spans : runs.spans) {
        if (spans != nullptr) {
            drop_busy(gaps, *spans);
        }
    }
    return gaps;
}

Squeeze::Squeeze(std::span<const IdleGap> gaps, const std::vector<bool>& is_closed,
                 core::Duration whole) {
    double open = count_of(whole);
    for (std::size_t i = 0; i < gaps.size(); ++i) {
        if (is_closed[i]) {
            m_bands.push_back({.gap = i, .stretch = gaps[i]});
            open -= count_of(gaps[i].length());
        }
    }
    const double width = band_share * open / (1 - band_share * static_cast<double>(m_bands.size()));
    double saved = 0;
    for (Band& band : m_bands) {
        band.begin = count_of(band.stretch.begin) - saved;
        band.end = band.begin + width;
        saved += count_of(band.stretch.length()) - width;
    }
}

double Squeeze::place_of(double time) const {
    // The last band that begins before it; all earlier ones lie left of it as a whole.
    const auto after = std::partition_point(m_bands.begin(), m_bands.end(), [&](const Band& b) {
        return count_of(b.stretch.begin) < time;
    });
    if (after == m_bands.begin()) {
        return time;
    }
    const Band& band = *std::prev(after);
    const double end = count_of(band.stretch.end);
    if (time >= end) {
        return band.end + (time - end);
    }
    const double share = (time - count_of(band.stretch.begin)) / count_of(band.stretch.length());
    return band.begin + share * (band.end - band.begin);
}

double Squeeze::time_at(double place) const {
    const auto after = std::partition_point(m_bands.begin(), m_bands.end(),
                                            [&](const Band& b) { return b.begin < place; });
    if (after == m_bands.begin()) {
        return place;
    }
    const Band& band = *std::prev(after);
    if (place >= band.end) {
        return count_of(band.stretch.end) + (place - band.end);
    }
    const double share = (place - band.begin) / (band.end - band.begin);
    return count_of(band.stretch.begin) + share * count_of(band.stretch.length());
}

} // namespace app
