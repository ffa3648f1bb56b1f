#pragma once
#include "core/trace/event_sink.hpp"
#include "core/trace/trace.hpp"

#include <memory>

namespace core {

/// Collects the events of one loop into a Trace.
///
/// Appending costs a copy of 32 bytes. Not thread-safe: one loop, one recorder.
class Recorder final : public EventSink {
public:
    Recorder();

    void on_event(const Event& event) override;
    LabelId label(std::string_view text) override;
    LabelId label(const std::exception_ptr& error) override;
    LabelId default_name(TaskId task) override;
    std::uint8_t file(const char* file) override;

    /// What has been recorded so far.
    ///
    /// A reference that is kept shows later events once this is called again.
    const Trace& trace() const;

    /// A trace of its own of what has been recorded so far, at that moment of the run. It is
    /// complete if the end of the run is in it.
    std::shared_ptr<const Trace> copy(Instant now) const;

    /// Hands the trace out and starts an empty one.
    std::shared_ptr<const Trace> take();

private:
    std::shared_ptr<Trace> m_trace;
};

} // namespace core
