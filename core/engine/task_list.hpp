#pragma once

namespace core {

class TaskBase;
struct OfLoop;  ///< kind: tasks as the loop keeps them
struct OfGroup; ///< kind: children of a task group

/// A task's place in its list of that kind. Means nothing while it is in none.
template <class Kind>
struct TaskLink {
    TaskBase* older;
    TaskBase* younger;
};

/// Tasks in order of insertion; intrusive, owns nothing. A task is in one list of a kind at most.
template <class Kind>
class TaskList {
public:
    bool empty() const { return m_oldest == nullptr; }
    /// Null if the list is empty.
    TaskBase* oldest() const { return m_oldest; }
    TaskBase* youngest() const { return m_youngest; }
    /// The one that came in after `task`; null if it is the youngest.
    static TaskBase* after(TaskBase& task) { return link(task).younger; }

    void push_back(TaskBase& task) {
        link(task).older = m_youngest;
        link(task).younger = nullptr;
        (m_youngest == nullptr ? m_oldest : link(*m_youngest).younger) = &task;
        m_youngest = &task;
    }
    void remove(TaskBase& task) {
        TaskBase* const older = link(task).older;
        TaskBase* const younger = link(task).younger;
        (older == nullptr ? m_oldest : link(*older).younger) = younger;
        (younger == nullptr ? m_youngest : link(*younger).older) = older;
    }

private:
    // A template, because only the users of a list know what a TaskBase is.
    static TaskLink<Kind>& link(auto& task) { return task.template link<Kind>(); }

    TaskBase* m_oldest = nullptr;
    TaskBase* m_youngest = nullptr;
};

} // namespace core
