#pragma once
#include "app/cli/output.hpp"
#include "app/cli/request.hpp"
#include "core/export/text.hpp"

#include <memory>
#include <optional>
#include <string>

namespace app {

/// Runs the scenario and shows the run. A run that could not finish, because it reached its
/// bound or is stuck, is shown as far as it got, with one sentence and exit code 1; the
/// scenario's own exit code is a metric, not this program's. A what-if that comes to nothing is a
/// mistake of whoever typed it: nothing is shown.
Output show_run(const RunRequest& request, const core::TextStyle& style);

/// Runs both and shows them one above the other on the same time axis, then a table of their
/// metrics and the differences; csv and json give the table only.
Output show_comparison(const CompareRequest& request, const core::TextStyle& style);

struct TracePair {
    std::shared_ptr<const core::Trace> a;
    std::shared_ptr<const core::Trace> b;
};

/// The same of runs that have been run, whatever came to nothing in them.
Output show_trace(const RunRequest& request, std::shared_ptr<const core::Trace> trace,
                  const core::TextStyle& style);
Output show_pair(const CompareRequest& request, const TracePair& traces,
                 const core::TextStyle& style);

/// Runs it on its clock, to its end.
std::shared_ptr<const core::Trace> run_to_end(const scenarios::RunSpec& spec);

/// Why a run could not finish, or nothing. A deadlock from which cancelling main led out is a run
/// that ended; its finding is in the trace.
std::optional<std::string> why_unfinished(const core::Trace& trace);

/// How wide running text is: as wide as the picture, but not wider than can be read.
std::size_t text_columns(const core::TextStyle& style);

/// What a person wanted to happen in a run (--what-if) and could not, or nothing.
std::optional<std::string> what_came_to_nothing(const core::Trace& trace);

} // namespace app
