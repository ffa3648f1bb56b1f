#include "scenarios/process_recorder.hpp"

namespace scenarios {

void ProcessRecorder::on_event(const core::Event& event) {
    if (!m_killed) {
        m_unfinished += event.kind == core::EventKind::created ? 1 : 0;
        m_unfinished -= core::ends_task(event.kind) ? 1 : 0;
        m_killed = is_kill(event);
        m_end = event.at;
        m_inner.on_event(event);
    } else if (event.kind == core::EventKind::run_ended) {
        core::Event end = event;
        end.at = m_end;
        end.label = core::LabelId::none;
        end.value = m_unfinished;
        m_inner.on_event(end);
    }
}

bool ProcessRecorder::is_kill(const core::Event& event) {
    return event.kind == core::EventKind::main_ended && event.value == 1 &&
           event.label == m_inner.label("ProcessKilled");
}

} // namespace scenarios
