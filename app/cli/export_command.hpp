#pragma once
#include "app/cli/output.hpp"
#include "app/cli/request.hpp"
#include "app/model/saved_run.hpp"
#include "core/export/text.hpp"

namespace app {

/// The run that a source stands for; the trace is null if somebody has yet to run it.
core::Result<SavedRun> open_source(const RunSource& source);

/// Shows a run as `run` does it, two as `compare` does, whatever comes to nothing in them.
Output show_opened(const SavedRun& run, const core::TextStyle& style);

/// Writes a run into files, or one of them to stdout. All of them are opened before the run begins,
/// and take their places once all are written: bad input or a full disk leaves the former ones.
/// What a link or a file wants of a run and comes to nothing is told; typed, it is bad input.
Output export_files(const ExportRequest& request);

} // namespace app
