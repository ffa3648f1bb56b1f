#pragma once
#include "live/live_world.hpp"
#include "scenarios/live_run.hpp"

namespace live {

/// Where a live run learns of the signals that this process gets.
enum class SignalSource : std::uint8_t {
    process, ///< it takes SIGINT and SIGTERM for itself as long as it lasts
    caller,  ///< whoever handles them calls LiveRun::take_in: planned ones are sent to this process
};

/// Begins a live run of a scenario that can be live, in a thread of its own. Throws
/// std::system_error if the system has no more threads.
///
/// `raise` sends this process a signal that the parameters have planned; it is called from that
/// thread. Empty: kill(2).
std::unique_ptr<scenarios::LiveRun> start(const scenarios::RunSpec& spec, SignalSource signals,
                                          scenarios::Signalling signalling, RaiseSignal raise = {});

/// The same in the caller's thread, to its end. SIGTERM of the process goes to the program, and
/// Ctrl-C cancels it.
std::shared_ptr<const core::Trace> run(const scenarios::RunSpec& spec);

} // namespace live
