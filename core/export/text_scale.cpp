#include "core/export/text_scale.hpp"

#include "core/base/assert.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace core {

using namespace std::chrono_literals;

TextScale::TextScale(Duration total, std::size_t columns) : m_total(total), m_columns(columns) {
    CORE_ASSERT(columns >= 20);
    if (total >= 10s) {
        m_unit_length = 1s;
        m_unit = "s";
    } else if (total >= 10ms) {
        m_unit_length = 1ms;
        m_unit = "ms";
    } else {
        m_unit_length = 1us;
        m_unit = "us";
    }
}

std::size_t TextScale::column(Instant at) const {
    if (m_total <= 0ns) {
        return 0;
    }
    // Fifteen digits times three of columns fit into 64 bits. Who sleeps for years needs no more.
    constexpr std::int64_t most = 1'000'000'000'000'000;
    const std::int64_t grain = m_total.count() / most + 1;
    const auto last = static_cast<std::int64_t>(m_columns - 1 - margin);
    return static_cast<std::size_t>(std::clamp(at, Instant{}, m_total).count() / grain * last /
                                    (m_total.count() / grain));
}

std::string TextScale::label(Instant at) const {
    const std::int64_t thousandths = at % m_unit_length * 1000 / m_unit_length;
    std::string text = fmt::format("{}.{:03}", at / m_unit_length, thousandths);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') {
        text.pop_back();
    }
    return text;
}

Duration TextScale::step() const {
    const std::size_t least_columns = std::max<std::size_t>(label(m_total).size() + 3, 7);
    Duration power = 1us;
    while (true) {
        for (const int factor : {1, 2, 5}) {
            if (const Duration step = factor * power; column(step) >= least_columns) {
                return step;
            }
            if (factor * power > m_total) {
                return factor * power; // even one step is too narrow: only zero has a tick
            }
        }
        if (power > Duration::max() / 10) {
            return Duration::max();
        }
        power *= 10;
    }
}

std::vector<TextScale::Tick> TextScale::ticks() const {
    std::vector<Tick> ticks;
    const Duration distance = step();
    ticks.push_back({column(Instant{}), label(Instant{})});
    for (Instant at{}; m_total - at >= distance;) {
        at += distance;
        ticks.push_back({column(at), label(at)});
    }
    return ticks;
}

} // namespace core
