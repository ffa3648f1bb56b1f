#pragma once
#include "core/trace/event_sink.hpp"

#include <cstdint>

namespace scenarios {

/// Hands the events of a run on until the scenario's process is killed (ProcessKilled). The engine
/// tears down what is left, as it must; a dead process does not, so of that nothing is told but
/// the end of the run.
class ProcessRecorder final : public core::EventSink {
public:
    /// `inner` must outlive this.
    explicit ProcessRecorder(core::EventSink& inner) : m_inner(inner) {}

    void on_event(const core::Event& event) override;
    core::LabelId label(std::string_view text) override { return m_inner.label(text); }
    core::LabelId label(const std::exception_ptr& error) override { return m_inner.label(error); }
    core::LabelId default_name(core::TaskId task) override { return m_inner.default_name(task); }
    std::uint8_t file(const char* file) override { return m_inner.file(file); }

private:
    bool is_kill(const core::Event& event);

    core::EventSink& m_inner;
    core::Instant m_end{};
    std::int32_t m_unfinished = 0;
    bool m_killed = false;
};

} // namespace scenarios
