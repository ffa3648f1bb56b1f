#pragma once
#include "live/live_run.hpp"
#include "tests/support/scenario_runs.hpp"
#include "tests/support/wait_for.hpp"

#include <memory>
#include <string_view>
#include <vector>

namespace support {

/// A live run in its thread, and what of its trace has been taken over so far.
class WatchedRun {
public:
    /// Of "shutdown-drain request_ms=20", see spec_of.
    WatchedRun(std::string_view words, live::SignalSource signals, scenarios::Signalling signalling)
        : m_spec(live_spec(words)), m_run(live::start(m_spec, signals, signalling)) {}

    scenarios::LiveRun& run() { return *m_run; }
    /// Ends the run where it stands.
    void destroy() { m_run.reset(); }

    /// All of it until now.
    const core::Trace& trace() {
        m_run->take_new(m_recorder);
        return m_recorder.trace();
    }

    /// Waits until `condition(trace)` is true.
    template <class Condition>
    void wait_until(std::string_view what, Condition condition) {
        wait_for(what, [&] { return condition(trace()); });
    }
    /// Waits until a counter of the program has had at least that value.
    void wait_for_count(std::string_view counter, std::int64_t value);
    /// Waits until the program has said that; gives the event's index.
    std::size_t wait_for_mark(std::string_view text);
    /// Waits for the end; gives the whole trace.
    const core::Trace& wait_for_end();

    /// Turns a knob.
    void set(std::string_view param, std::int64_t value);

private:
    static scenarios::RunSpec live_spec(std::string_view words);

    scenarios::RunSpec m_spec;
    core::Recorder m_recorder;
    std::unique_ptr<scenarios::LiveRun> m_run;
};

/// The values that a counter of the program takes, from the event of that index on.
std::vector<std::int64_t> counted(const core::Trace& trace, std::string_view counter,
                                  std::size_t from = 0);

/// The index of the first mark with that text; the number of events if there is none.
std::size_t index_of_mark(const core::Trace& trace, std::string_view text);

/// The event that tells how main ended.
const core::Event& main_end(const core::Trace& trace);

} // namespace support
