#pragma once
#include <optional>
#include <vector>

namespace app {

/// Places on a line of signs, so that none covers another. Pure arithmetic.
class SignLine {
public:
    /// How far a sign reaches from its middle.
    struct Extent {
        float left = 0, right = 0;
    };

    /// Signs have their middles in [left, right] and move no further than `reach`.
    SignLine(float left, float right, float reach) : m_left(left), m_right(right), m_reach(reach) {}

    /// Puts a sign there, whatever it covers.
    void put(float x, Extent extent);
    /// The first middle from `x` on to the right at which the sign covers nothing; if there is none
    /// in reach, the first one to the left. Empty: there is none either.
    std::optional<float> find(float x, Extent extent) const;

private:
    struct Taken {
        float x0 = 0, x1 = 0;
    };

    bool is_free(float x0, float x1) const;

    float m_left;
    float m_right;
    float m_reach;
    std::vector<Taken> m_taken; // by x0
    float m_widest = 0;
};

} // namespace app
