#pragma once
#include "core/trace/trace.hpp"

#include <string>

namespace app {

/// What is selected and what lies under the pointer. Tasks survive another run by name.
class Selection {
public:
    core::TaskId task() const { return m_task; }
    /// The event that is to be explained, if the cursor still stands where it was put for that;
    /// else none.
    core::EventId event(std::size_t cursor) const {
        return cursor == m_event_cursor ? m_event : core::EventId::none;
    }
    core::TaskId hovered() const { return m_hovered; }
    core::EventId hovered_event() const { return m_hovered_event; }
    /// The line of the C++ file whose tasks are listed; 0: none.
    int line() const { return m_line; }

    /// Selects a task of `trace`; none clears.
    void select(const core::Trace& trace, core::TaskId task);
    /// Explains an event as long as the cursor stays there.
    void explain(core::EventId event, std::size_t cursor) {
        m_event = event;
        m_event_cursor = cursor;
    }
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
    core::EventId m_event = core::EventId::none;
    std::size_t m_event_cursor = 0;
    core::TaskId m_hovered = core::TaskId::none;
    core::EventId m_hovered_event = core::EventId::none;
    std::string m_name; // kept while a run has no such task, so that it comes back
    int m_line = 0;
};

} // namespace app
