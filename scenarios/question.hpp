#pragma once
#include "core/base/ids.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace scenarios {

/// Something to predict before a run is played on. Which choice is right was computed from the
/// trace of that very run.
struct Question {
    core::EventId ask_before = core::EventId::none; ///< asked when this event would come next
    core::EventId reveal = core::EventId::none;     ///< seen: the answer is; never before the above
    std::string text;                               ///< "What does main see at 400 ms?"
    std::vector<std::string> choices;               ///< 2 to 4, all different
    std::size_t answer = 0;                         ///< index of the right one
    std::string because;                            ///< one sentence, shown with the answer
};

} // namespace scenarios
