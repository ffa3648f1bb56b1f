#pragma once
#include "core/trace/trace.hpp"

#include <string>

namespace app {

/// What is selected and what lies under the pointer. Tasks survive another run by name.
class Selection {
public:
    core::TaskId task() const { return m_task; }
    core::TaskId hovered() const { return m_hovered; }
    core::EventId hovered_event() const { return m_hovered_event; }
    /// The line of the C++ file whose tasks are listed; 0: none.
    int line() const { return m_line; }

    /// Selects a task of `trace`; none clears.
    void select(const core::Trace& trace, core::TaskId task);
    void hover(core::TaskId task) { m_hovered = task; }
    void hover_event(core::EventId event) { m_hovered_event = event; }
    void select_line(int line) { m_line = line; }
    void clear();

    /// The selected task in another run of the same scenario, or none.
    core::TaskId find_in(const core::Trace& trace) const;
    /// Another run of the same scenario: finds the selected task again by its name.
    void follow(const core::Trace& trace);

private:
    core::TaskId m_task = core::TaskId::none;
    core::TaskId m_hovered = core::TaskId::none;
    core::EventId m_hovered_event = core::EventId::none;
    std::string m_name; // kept while a run has no such task, so that it comes back
    int m_line = 0;
};

} // namespace app
