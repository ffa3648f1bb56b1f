#pragma once
#include "core/engine/loop.hpp"
#include "core/trace/recorder.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

namespace support {

/// Records a run and cancels the task that suspends at one particular suspension, counted over
/// the whole run, in the next pass of the loop.
class CancelAt final : public core::EventSink {
public:
    explicit CancelAt(std::size_t suspension) : m_target(suspension) {}

    /// To be called before the run.
    void watch(core::Loop& loop) { m_loop = &loop; }

    /// Suspensions so far.
    std::size_t suspensions() const { return m_suspensions; }
    const core::Trace& trace() const { return m_recorder.trace(); }

    void on_event(const core::Event& event) override;
    core::LabelId label(std::string_view text) override { return m_recorder.label(text); }
    core::LabelId label(const std::exception_ptr& error) override {
        return m_recorder.label(error);
    }
    std::uint8_t file(const char* file) override { return m_recorder.file(file); }

private:
    void cancel(core::TaskId task) const;

    std::size_t m_target;
    std::size_t m_suspensions = 0;
    core::Loop* m_loop = nullptr;
    core::Recorder m_recorder;
};

/// What is wrong with the trace of a whole run, in one sentence; empty if it is well-formed: times
/// never go back, every task starts and ends once and does nothing afterwards, the last event is
/// the end of the run, every task that existed when main ended has ended, unless an error broke
/// off the teardown, and then as many permits were given back as taken.
std::string flaw_of(const core::Trace& trace);

/// Runs a program once to count its suspensions, then once per suspension with a cancellation
/// there, and checks every trace. `run` runs the program with that observer, which watches the
/// loop. Gives the number of runs.
std::size_t sweep_cancellations(const std::function<void(CancelAt&)>& run);

} // namespace support
