#pragma once
#include "core/trace/trace.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace scenarios {

// Parts of verdicts.

/// A metric of the run for use in a sentence, 0 if the trace does not have it.
std::int64_t figure(const core::Trace& trace, std::string_view metric);

/// The greatest value that a counter of the program has had; 0 if it counted nothing.
std::int64_t peak(const core::Trace& trace, std::string_view counter);

/// "400 ms", "1.3 s", "0.333 ms": as exact as the microseconds are, without zeros at the end.
std::string to_words(std::int64_t us);

/// "no task", "1 task", "4 tasks".
std::string count_of(std::int64_t count, std::string_view noun);

/// "was" or "were", to go with count_of.
std::string_view was(std::int64_t count);

} // namespace scenarios
