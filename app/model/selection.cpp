#include "app/model/selection.hpp"

namespace app {

void Selection::select(const core::Trace& trace, core::TaskId task) {
    m_task = task;
    m_event = core::EventId::none;
    m_name = task == core::TaskId::none ? std::string{} : std::string{trace.name(task)};
}

void Selection::clear() {
    m_task = core::TaskId::none;
    m_event = core::EventId::none;
    m_name.clear();
    m_line = 0;
}

void Selection::follow(const core::Trace& trace) {
    m_event = core::EventId::none;
    m_hovered = core::TaskId::none; // the pointer will tell again
    m_hovered_event = core::EventId::none;
    m_task = find_in(trace);
}

core::TaskId Selection::find_in(const core::Trace& trace) const {
    return m_name.empty() ? core::TaskId::none : trace.find_task(m_name);
}

} // namespace app
