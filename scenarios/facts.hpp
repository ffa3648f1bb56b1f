#pragma once
#include "core/trace/trace.hpp"

#include <cstdint>
#include <string_view>

namespace scenarios {

// What a trace says, for verdicts and questions.

/// How the task of that name ended; null: there is no such task, or it never did.
const core::Event* end_of(const core::Trace& trace, std::string_view task);

/// The last of the ends of those tasks whose names begin so; none if none has ended.
core::EventId last_end(const core::Trace& trace, std::string_view prefix);

/// How many of the tasks whose names begin so ended in this way.
std::int64_t count_ends(const core::Trace& trace, core::EventKind how, std::string_view prefix);

/// The last value of a counter, 0 if it was never counted.
std::int64_t last_count(const core::Trace& trace, std::string_view counter);

/// The id of an event of this very trace.
core::EventId id_of(const core::Trace& trace, const core::Event& event);

/// When an event happened, in microseconds; `otherwise` for none.
std::int64_t us_of(const core::Trace& trace, core::EventId event, std::int64_t otherwise = 0);

/// The first event from `from` on for which `is_it(event)` holds; none if there is no such, or
/// if `from` is none.
template <class Predicate>
core::EventId next_event(const core::Trace& trace, core::EventId from, Predicate is_it) {
    if (from != core::EventId::none) {
        for (const core::Event& event : trace.events().subspan(core::index_of(from))) {
            if (is_it(event)) {
                return id_of(trace, event);
            }
        }
    }
    return core::EventId::none;
}

} // namespace scenarios
