#pragma once
#include "app/model/run_link.hpp"
#include "core/base/result.hpp"
#include "core/trace/trace.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace app {

/// A run as it lies in a file: what was asked for, how it was looked at, and all that happened.
struct SavedRun {
    RunLink link;
    std::shared_ptr<const core::Trace> trace;
};

/// How the names of such files end.
inline constexpr std::string_view saved_run_ending = ".alab";

/// The bytes of the file. Of a comparison it holds run A, and B as what differs from it.
std::string to_alab(const RunLink& link, const core::Trace& trace);

/// Reads what to_alab() wrote. Everything else (a foreign file, a damaged one, half of one, one of
/// a later version) gives a sentence that says which of these it is.
core::Result<SavedRun> from_alab(std::string_view bytes);

/// The same from a file, whose name is in the sentence.
core::Result<SavedRun> open_alab(const std::string& path);

} // namespace app
