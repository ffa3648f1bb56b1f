#pragma once
#include "app/timeline/axis.hpp"

#include <optional>
#include <vector>

namespace app {

/// What a person saw of the run.
struct Place {
    Axis axis = Axis::time;
    Window window; ///< on the axis without squeezed gaps
    friend bool operator==(const Place&, const Place&) = default;
};

/// The places that a person has looked at, to go back and forward between them.
class Navigation {
public:
    /// The view has left `from` through a movement of that kind. Movements of one kind that follow
    /// each other within a third of a second are one: a drag, the notches of a wheel.
    void note(const Place& from, std::size_t kind, core::Duration now);

    /// The place before; `present` is where a later `forward` leads. Empty: there is none.
    std::optional<Place> back(const Place& present);
    std::optional<Place> forward(const Place& present);

    void clear() { *this = {}; }

private:
    struct Last {
        std::size_t kind = 0;
        core::Duration at{};
    };

    std::vector<Place> m_back;
    std::vector<Place> m_forward;
    std::optional<Last> m_last;
};

} // namespace app
