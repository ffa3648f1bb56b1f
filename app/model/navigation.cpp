#include "app/model/navigation.hpp"

namespace app {
namespace {

constexpr std::size_t most_places = 200;

/// Moves the last of `from` out, and `present` to the end of `to`.
std::optional<Place> move_place(std::vector<Place>& from, std::vector<Place>& to,
                                const Place& present) {
    if (from.empty()) {
        return std::nullopt;
    }
    const Place place = from.back();
    from.pop_back();
    to.push_back(present);
    return place;
}

} // namespace

void Navigation::note(const Place& from, std::size_t kind, core::Duration now) {
    using namespace std::chrono_literals;
    const bool goes_on = m_last && m_last->kind == kind && now - m_last->at < 333ms;
    m_last = Last{kind, now};
    m_forward.clear();
    if (goes_on && !m_back.empty()) {
        return;
    }
    if (m_back.size() == most_places) {
        m_back.erase(m_back.begin());
    }
    m_back.push_back(from);
}

std::optional<Place> Navigation::back(const Place& present) {
    m_last.reset();
    return move_place(m_back, m_forward, present);
}

std::optional<Place> Navigation::forward(const Place& present) {
    m_last.reset();
    return move_place(m_forward, m_back, present);
}

} // namespace app
