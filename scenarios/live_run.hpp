#pragma once
#include "core/trace/recorder.hpp"
#include "scenarios/run.hpp"

#include <functional>
#include <memory>

namespace scenarios {

/// Who sends the signals of a live run.
enum class Signalling : std::uint8_t {
    by_clock, ///< the parameters, as in a simulated run
    by_hand,  ///< a person alone
};

/// A run of a scenario in the real world that is under way, in a thread of its own. Its end stops
/// the run where it stands and waits for the thread. Any thread may call; none of this waits.
class LiveRun {
public:
    virtual ~LiveRun() = default;

    /// Appends what has happened since the last call. `into` must hold all of that before, and
    /// nothing else. Gives the present time of the run, or its end; what comes later may be stamped
    /// earlier by as much as one step of the program takes.
    virtual core::Instant take_new(core::Recorder& into) = 0;

    /// True once nothing more will happen.
    virtual bool is_over() const = 0;

    /// Turns a knob of the running program (Param::adjustable).
    virtual void set(std::size_t param, std::int64_t value) = 0;

    /// The process has received this signal.
    virtual void take_in(core::Signal signal) = 0;

    /// Asks the program to end as Ctrl-C would: main is cancelled, cleanups run, then it is over.
    /// To ask again changes nothing.
    virtual void stop() = 0;
};

/// Begins a live run. Throws std::system_error if the system has no more threads.
using LiveStarter = std::function<std::unique_ptr<LiveRun>(const RunSpec&, Signalling)>;

} // namespace scenarios
