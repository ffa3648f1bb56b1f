#include "app/timeline/sign_line.hpp"

#include <algorithm>
#include <cmath>

namespace app {

void SignLine::put(float x, Extent extent) {
    const Taken place{x - extent.left, x + extent.right};
    m_widest = std::max(m_widest, place.x1 - place.x0);
    const auto after = std::upper_bound(m_taken.begin(), m_taken.end(), place.x0,
                                        [](float x0, const Taken& t) { return x0 < t.x0; });
    m_taken.insert(after, place);
}

std::optional<float> SignLine::find(float x, Extent extent) const {
    const float wish = std::clamp(x, m_left, m_right);
    std::optional<float> right;
    std::optional<float> left;
    const auto offer = [&](float at) {
        if (at < m_left || at > m_right || std::abs(at - x) > m_reach ||
            !is_free(at - extent.left, at + extent.right)) {
            return;
        }
        if (at >= wish) {
            right = std::min(right.value_or(at), at);
        } else {
            left = std::max(left.value_or(at), at);
        }
    };
    offer(wish);
    // Elsewhere the nearest free place touches a sign that stands already.
    const float from = x - m_reach - extent.left - m_widest;
    auto taken = std::partition_point(m_taken.begin(), m_taken.end(),
                                      [&](const Taken& t) { return t.x0 < from; });
    for (; taken != m_taken.end() && taken->x0 <= x + m_reach + extent.right; ++taken) {
        offer(taken->x1 + extent.left);
        offer(taken->x0 - extent.right);
    }
    return right ? right : left;
}

bool SignLine::is_free(float x0, float x1) const {
    constexpr float touch = 0.01F; // pixels: neighbours are computed by addition
    auto taken = std::partition_point(m_taken.begin(), m_taken.end(),
                                      [&](const Taken& t) { return t.x0 < x0 - m_widest; });
    for (; taken != m_taken.end() && taken->x0 < x1 - touch; ++taken) {
        if (taken->x1 > x0 + touch) {
            return false;
        }
    }
    return true;
}

} // namespace app
