#pragma once
#include "app/cli/output.hpp"
#include "app/cli/request.hpp"
#include "app/model/saved_run.hpp"
#include "core/export/text.hpp"

namespace app {

/// The run that a source stands for; the trace is null if somebody has yet to run it.
core::Result<SavedRun> open_source(const RunSource& source);

/// Shows a run as `run` does it, two as `compare` does.
Output show_opened(const SavedRun& run, const core::TextStyle& style);

/// Writes a run into files, or one of them to stdout. All of them are opened before the run begins,
/// and written once all can be: bad input writes nothing.
Output export_files(const ExportRequest& request);

} // namespace app
