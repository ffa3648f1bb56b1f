#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace app {

/// One thing that the tour of the window points at.
struct TourStop {
    std::string_view widget; ///< the id under which it is drawn
    std::string_view title;
    std::string_view text; ///< one or two sentences
    std::string_view keys; ///< as in the table of commands; may be empty
};
std::span<const TourStop> tour_stops();

/// How far somebody is led through the window.
class Tour {
public:
    bool is_on() const { return m_at.has_value(); }
    std::size_t at() const { return m_at.value_or(0); }
    const TourStop& stop() const { return tour_stops()[at()]; }

    void start() { m_at = 0; }
    void end() { m_at.reset(); }
    /// Beyond the last stop it ends; before the first it stays.
    void step(int by);

private:
    std::optional<std::size_t> m_at;
};

} // namespace app
