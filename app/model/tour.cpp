#include "app/model/tour.hpp"

#include <algorithm>
#include <array>

namespace app {
namespace {

constexpr std::array stops{
    TourStop{"left", "Lessons and parameters",
             "Choose a lesson above, move a slider below: the program runs again while it moves.",
             "Ctrl+PageDown"},
    TourStop{"lanes", "What every task did",
             "One lane per task: when it worked, waited, was asked to stop, learned of it and "
             "ended. Hover for the exact time and the reason; click to select.",
             ""},
    TourStop{"ruler", "The cursor",
             "Drag here to go to any moment. What lies after the cursor has not happened yet.", ""},
    TourStop{
        "play", "Play and step",
        "The arrow keys step through the events, with Ctrl from one turning point to the next. "
        "Backwards is as exact as forwards.",
        "Space"},
    TourStop{
        "code", "Lesson and code",
        "The lesson leads you in a few steps. Beside it is the program that runs, in C++ and in "
        "Python, with marks where the tasks stand.",
        "N"},
    TourStop{"inspector", "Why?",
             "The selected task: its state, and the chain of causes that led to it. Without a "
             "selection: the figures of this run.",
             ""},
    TourStop{"story", "The story", "Every event as a sentence. A click goes there.", ""},
    TourStop{
        "palette", "All commands",
        "Everything can be done by typing a part of its name. The question mark shows all keys.",
        "Ctrl+K"},
};

} // namespace

std::span<const TourStop> tour_stops() {
    return stops;
}

void Tour::step(int by) {
    if (!m_at) {
        return;
    }
    const auto wanted = static_cast<std::ptrdiff_t>(*m_at) + by;
    if (wanted >= static_cast<std::ptrdiff_t>(stops.size())) {
        end();
    } else {
        m_at = static_cast<std::size_t>(std::max<std::ptrdiff_t>(wanted, 0));
    }
}

} // namespace app
