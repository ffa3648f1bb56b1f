#include "app/timeline/viewport.hpp"

#include <algorithm>
#include <cmath>

namespace app {
namespace {

// 1 - e^(-0.25/0.05) is 99.3 %: there in a quarter of a second, as product.md asks.
constexpr double approach_seconds = 0.05;
// Half a pixel of a wide window.
constexpr double arrived = 1.0 / 4000;

double factor_of(ZoomStep step) {
    switch (step) {
    case ZoomStep::normal:
        return 1.25;
    case ZoomStep::fine:
        return 1.05;
    case ZoomStep::coarse:
        return 1.5;
    }
    return 1.25;
}

Window with_margin(const Window& part, double margin, double shortest) {
    const double middle = (part.begin + part.end) / 2;
    const double length = std::max(part.length() * (1 + 2 * margin), shortest);
    return {middle - length / 2, middle + length / 2};
}

bool nearly_same(const Window& a, const Window& b) {
    const double tolerance = b.length() * arrived;
    return std::abs(a.begin - b.begin) <= tolerance && std::abs(a.end - b.end) <= tolerance;
}

} // namespace

Viewport::Viewport(const Window& whole, double shortest) : m_whole(whole), m_shortest(shortest) {
    fit(Motion::immediate);
}

bool Viewport::is_moving() const {
    return m_window != m_target || m_scroll != m_scroll_target;
}

void Viewport::set_whole(const Window& whole, double shortest) {
    m_whole = whole;
    m_shortest = shortest;
}

void Viewport::zoom_at(double fraction, double notches, ZoomStep step, Motion motion) {
    // The point under the pointer is that of the window on the screen, not of the target.
    const double fixed = m_window.begin + fraction * m_window.length();
    const double longest =
        std::max(with_margin(m_whole, whole_margin, m_shortest).length(), m_target.length());
    const double length =
        std::clamp(m_target.length() * std::pow(factor_of(step), -notches), m_shortest, longest);
    aim({fixed - fraction * length, fixed + (1 - fraction) * length}, motion);
}

void Viewport::pan_by(double fraction, Motion motion) {
    const double by = fraction * m_target.length();
    if (motion == Motion::immediate) {
        // A drag holds a point of the picture: an animation under way must not move it.
        m_target = m_window;
    }
    aim({m_target.begin + by, m_target.end + by}, motion);
}

void Viewport::show(const Window& part, Motion motion, double margin) {
    aim(with_margin(part, margin, m_shortest), motion);
}

void Viewport::reveal(double position, Motion motion) {
    const double air = m_target.length() * 0.05;
    double by = 0;
    if (position < m_target.begin) {
        by = position - air - m_target.begin;
    } else if (position > m_target.end) {
        by = position + air - m_target.end;
    }
    if (by != 0) {
        aim({m_target.begin + by, m_target.end + by}, motion);
    }
}

bool Viewport::shows_all() const {
    return shows(m_whole, whole_margin);
}

bool Viewport::holds_all() const {
    return m_target.begin <= m_whole.begin && m_target.end >= m_whole.end;
}

bool Viewport::shows(const Window& part, double margin) const {
    return nearly_same(m_target, clamped(with_margin(part, margin, m_shortest)));
}

void Viewport::set_lanes(double total, double page) {
    m_lanes = total;
    m_page = page;
    const double last = std::max(0.0, m_lanes - m_page);
    m_scroll_target = std::clamp(m_scroll_target, 0.0, last);
    m_scroll = std::clamp(m_scroll, 0.0, last);
}

void Viewport::scroll_by(double lanes, Motion motion) {
    m_scroll_target = std::clamp(m_scroll_target + lanes, 0.0, std::max(0.0, m_lanes - m_page));
    if (motion == Motion::immediate) {
        m_scroll = m_scroll_target;
    }
}

void Viewport::reveal_lane(double lane, Motion motion) {
    if (m_page <= 0) {
        return; // not on the screen yet
    }
    if (lane < m_scroll_target) {
        scroll_by(lane - m_scroll_target, motion);
    } else if (lane + 1 > m_scroll_target + m_page) {
        scroll_by(lane + 1 - m_page - m_scroll_target, motion);
    }
}

void Viewport::reveal_most(std::span<const double> lanes, Motion motion) {
    if (m_page <= 0) {
        return; // not on the screen yet
    }
    const auto seen_from = [&](double scroll) {
        const auto first = std::lower_bound(lanes.begin(), lanes.end(), scroll);
        constexpr double rounding = 1e-6;
        return std::upper_bound(first, lanes.end(), scroll + m_page - 1 + rounding) - first;
    };
    double best = m_scroll_target;
    auto most = seen_from(best);
    const auto consider = [&](double scroll) {
        scroll = std::clamp(scroll, 0.0, std::max(0.0, m_lanes - m_page));
        const auto seen = seen_from(scroll);
        const bool is_nearer =
            std::abs(scroll - m_scroll_target) < std::abs(best - m_scroll_target);
        if (seen > most || (seen == most && is_nearer)) {
            best = scroll;
            most = seen;
        }
    };
    for (const double lane : lanes) {
        consider(lane);
        consider(lane + 1 - m_page);
    }
    scroll_by(best - m_scroll_target, motion);
}

void Viewport::tick(core::Duration elapsed) {
    const double seconds = std::chrono::duration<double>(elapsed).count();
    const double part = 1 - std::exp(-seconds / approach_seconds);
    // Begin and length approach by the same part, so a zoom's fixed point stays fixed all the way.
    m_window.begin += (m_target.begin - m_window.begin) * part;
    m_window.end += (m_target.end - m_window.end) * part;
    if (nearly_same(m_window, m_target)) {
        m_window = m_target;
    }
    m_scroll += (m_scroll_target - m_scroll) * part;
    if (std::abs(m_scroll - m_scroll_target) < 0.01) {
        m_scroll = m_scroll_target;
    }
}

void Viewport::aim(Window target, Motion motion) {
    m_target = clamped(target);
    if (motion == Motion::immediate) {
        m_window = m_target;
    }
}

Window Viewport::clamped(Window wanted) const {
    // Some of the run always stays in view: at least half a window of it, or all of a run that
    // is shorter than that.
    const double room = std::min(wanted.length() / 2, m_whole.length());
    const double by =
        std::clamp(0.0, m_whole.begin + room - wanted.end, m_whole.end - room - wanted.begin);
    return {wanted.begin + by, wanted.end + by};
}

} // namespace app
