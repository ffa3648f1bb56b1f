#pragma once
#include "app/theme/role.hpp"
#include "core/trace/trace_state.hpp"

#include <string>
#include <vector>

namespace app {

/// One line of facts: "waits for" "task-3". With a task or an event the value is a link.
struct Fact {
    std::string name;
    std::string value;
    core::TaskId task = core::TaskId::none;    ///< link: SelectTask
    core::EventId event = core::EventId::none; ///< link: ShowEvent
    bool is_line = false; ///< the value is where in the C++ source the task stands
};

/// One link of "why?". The first is the nearest cause, each next one the cause of the former.
struct Cause {
    core::EventId event = core::EventId::none;
    std::string time;
    std::string text;
};

/// What the inspector says about one task at the cursor, or about one event.
struct Inspection {
    core::TaskId task = core::TaskId::none;
    core::EventId event = core::EventId::none; ///< explained by `why`; none: the task's state is
    std::string name; ///< of the task; the sentence of an event that is about none
    Role state{};
    std::string state_text; ///< "waits for task-3", "not created yet"
    std::vector<Fact> facts;
    std::vector<Cause> why;
};

/// "sleep", "waits for task-3", "in line for permits", "has ended with ValueError".
std::string state_text(const core::Trace& trace, const core::TaskState& state);

/// Everything about `task` after the events that `state` has seen; `state` must belong to
/// `trace`. With an event, the reasons are those of the event. An empty inspection for neither.
Inspection inspect(const core::Trace& trace, const core::TraceState& state, core::TaskId task,
                   core::EventId event = core::EventId::none);

} // namespace app
