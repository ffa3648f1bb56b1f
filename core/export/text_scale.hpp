#pragma once
#include "core/base/time.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace core {

/// Maps the time of a run onto the columns of a terminal. Pure arithmetic.
class TextScale {
public:
    /// Columns kept free at the right: marks of one instant are pushed apart into them. Enough
    /// for asked, told, cleanup, asked again, told again and the end.
    static constexpr std::size_t margin = 6;

    /// `columns` is the width of the plot, at least 20.
    TextScale(Duration total, std::size_t columns);

    std::size_t columns() const { return m_columns; }
    /// The column that shows `at`.
    std::size_t column(Instant at) const;

    /// Unit of the labels: "s", "ms" or "us".
    std::string_view unit() const { return m_unit; }
    /// `at` in that unit, without needless zeros: "0.5".
    std::string label(Instant at) const;

    struct Tick {
        std::size_t column = 0;
        std::string label;
    };
    /// Ticks in 1-2-5 steps, far enough apart for their labels.
    std::vector<Tick> ticks() const;

private:
    Duration step() const;

    Duration m_total;
    std::size_t m_columns;
    Duration m_unit_length{};
    std::string_view m_unit;
};

} // namespace core
