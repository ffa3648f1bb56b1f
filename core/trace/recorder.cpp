#include "core/trace/recorder.hpp"

#include "core/engine/errors.hpp"

#include <utility>

namespace core {

Recorder::Recorder() : m_trace(std::make_shared<Trace>()) {}

void Recorder::on_event(const Event& event) {
    EventBuffer& events = m_trace->m_events;
    if (m_free != nullptr) {
        events.filled_until(m_free);
    }
    events.reserve_one();
    if (event.kind == EventKind::created) {
        m_trace->m_tasks.push_back(TaskInfo{event.task, event.by(), event.label,
                                            static_cast<EventId>(events.events().size())});
    }
    m_free = events.free_begin();
    m_free_end = events.free_end();
    *m_free++ = event;
    events.filled_until(m_free);
}

const Trace& Recorder::trace() const {
    if (m_free != nullptr) {
        m_trace->m_events.filled_until(m_free);
    }
    return *m_trace;
}

std::shared_ptr<const Trace> Recorder::copy(Instant now) const {
    const auto copied = std::make_shared<Trace>(trace());
    copied->m_present = now;
    copied->m_goes_on = copied->size() == 0 || copied->events().back().kind != EventKind::run_ended;
    return copied;
}

LabelId Recorder::default_name(TaskId task) {
    return m_trace->m_labels.default_name(task);
}

LabelId Recorder::label(std::string_view text) {
    return m_trace->m_labels.intern(text);
}

LabelId Recorder::label(const std::exception_ptr& error) {
    return label(describe(error));
}

std::uint8_t Recorder::file(const char* file) {
    return m_trace->m_files.id(file);
}

std::shared_ptr<const Trace> Recorder::take() {
    trace(); // counts the events
    m_free = m_free_end = nullptr;
    return std::exchange(m_trace, std::make_shared<Trace>());
}

} // namespace core
