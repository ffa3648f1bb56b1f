#pragma once
#include "core/trace/lint.hpp"

#include <span>

namespace core {

// The rules behind `findings`. Each appends what it finds; the order does not matter.

void find_ignored_errors(const Trace& trace, std::vector<Finding>& found);
void find_outliving_tasks(const Trace& trace, std::vector<Finding>& found);
void find_swallowed_cancels(const Trace& trace, std::vector<Finding>& found);
void find_interrupted_cleanups(const Trace& trace, std::vector<Finding>& found);
void find_held_permits(const Trace& trace, std::vector<Finding>& found);
void find_deadlocks(const Trace& trace, std::vector<Finding>& found);
void find_blocked_loops(const Trace& trace, std::vector<Finding>& found);

/// Tasks to which the same happened, and where it shows first.
struct Affected {
    EventId first = EventId::none;
    std::vector<TaskId> tasks; ///< each once, in order of events

    bool empty() const { return tasks.empty(); }
    void add(EventId event, TaskId task);
};

/// "task-4", "task-4 and task-5", "task-4, task-5 and 3 others".
std::string names_of(const Trace& trace, std::span<const TaskId> tasks);

} // namespace core
