#include "core/trace/left_behind.hpp"

#include <algorithm>
#include <unordered_map>

namespace core {

namespace {

using Flags = std::vector<bool>; // by task id

/// "`holder` does not go on before `held` has ended."
struct Hold {
    TaskId holder = TaskId::none;
    TaskId held = TaskId::none;
};

std::size_t find_kind(const Trace& trace, EventKind kind) {
    const auto events = trace.events();
    const auto found = std::find_if(events.begin(), events.end(),
                                    [kind](const Event& event) { return event.kind == kind; });
    return static_cast<std::size_t>(found - events.begin());
}

/// By task id: the position of the event that ends the task, or the size of the trace.
std::vector<std::size_t> end_positions(const Trace& trace) {
    std::vector<std::size_t> ends(trace.tasks().size() + 1, trace.size());
    for (std::size_t i = 0; i < trace.size(); ++i) {
        const Event& event = trace.events()[i];
        if (ends_task(event.kind)) {
            ends[index_of(event.task)] = i;
        }
    }
    return ends;
}

Flags unfinished_at(const Trace& trace, const std::vector<std::size_t>& ends, std::size_t at) {
    Flags result(ends.size(), false);
    for (const TaskInfo& task : trace.tasks()) {
        result[index_of(task.id)] =
            task.id != main_task && index_of(task.created) < at && ends[index_of(task.id)] > at;
    }
    return result;
}

/// Clears the flag of every task that `caller` did not start, directly or through others.
void keep_descendants(Flags& flags, const Trace& trace, TaskId caller) {
    Flags descends(flags.size(), false);
    for (const TaskInfo& task : trace.tasks()) { // parents come before their children
        descends[index_of(task.id)] = task.parent == caller || descends[index_of(task.parent)];
        flags[index_of(task.id)] = flags[index_of(task.id)] && descends[index_of(task.id)];
    }
}

/// Who awaits whom when the event at `seen` happens.
class Holds {
public:
    Holds(const Trace& trace, std::size_t seen) : m_waits_for(trace.tasks().size() + 1) {
        for (const Event& event : trace.events().first(seen)) {
            note_before(event);
        }
        for (std::size_t id = 1; id < m_waits_for.size(); ++id) {
            add(static_cast<TaskId>(id), m_waits_for[id]);
        }
        for (const Event& event : trace.events().subspan(seen)) {
            note_after(event);
        }
    }

    const std::vector<Hold>& all() const { return m_holds; }

private:
    void note_before(const Event& event) {
        switch (event.kind) {
        case EventKind::suspended:
            m_waits_for[index_of(event.task)] = event.target();
            break;
        case EventKind::resumed:
        case EventKind::thrown:
            m_waits_for[index_of(event.task)] = TaskId::none;
            break;
        case EventKind::group_entered:
            m_group_parents[event.label] = event.task; // a name is free again once it is closed
            break;
        default:
            break;
        }
    }

    // What the events do not tell, who is a child of an open group, shows when the child ends.
    void note_after(const Event& event) {
        if (event.kind == EventKind::suspended) {
            add(event.task, event.target());
        } else if (event.kind == EventKind::group_child_ended) {
            const auto parent = m_group_parents.find(event.label);
            add(parent != m_group_parents.end() ? parent->second : TaskId::none, event.task);
        }
    }

    void add(TaskId holder, TaskId held) {
        if (held != TaskId::none) {
            m_holds.push_back({holder, held});
        }
    }

    std::vector<TaskId> m_waits_for; // by task id
    std::unordered_map<LabelId, TaskId> m_group_parents;
    std::vector<Hold> m_holds;
};

/// Clears the flag of every task that is held by one without a flag, until nothing changes.
void drop_held(Flags& flags, const std::vector<Hold>& holds) {
    bool changed = true;
    while (changed) {
        changed = false;
        for (const Hold& hold : holds) {
            if (flags[index_of(hold.held)] && !flags[index_of(hold.holder)]) {
                flags[index_of(hold.held)] = false;
                changed = true;
            }
        }
    }
}

} // namespace

LeftBehind left_behind(const Trace& trace) {
    const std::vector<std::size_t> ends = end_positions(trace);
    LeftBehind result;
    Flags left(ends.size(), false);
    if (const std::size_t seen = find_kind(trace, EventKind::error_seen); seen < trace.size()) {
        const Event& event = trace.events()[seen];
        left = unfinished_at(trace, ends, seen);
        if (event.task == TaskId::none) {
            left.assign(left.size(), false); // a callback: it has started nothing
        }
        keep_descendants(left, trace, event.task);
        drop_held(left, Holds(trace, seen).all());
        for (const TaskInfo& task : trace.tasks()) {
            const std::size_t end = ends[index_of(task.id)];
            if (left[index_of(task.id)]) {
                result.by_error.push_back(task.id);
                result.wasted +=
                    (end < trace.size() ? trace.events()[end].at : trace.end()) - event.at;
            }
        }
    }
    if (const std::size_t over = find_kind(trace, EventKind::main_ended); over < trace.size()) {
        const Flags unfinished = unfinished_at(trace, ends, over);
        for (std::size_t id = 0; id < left.size(); ++id) {
            left[id] = left[id] || unfinished[id];
        }
    }
    for (const TaskInfo& task : trace.tasks()) {
        if (left[index_of(task.id)]) {
            result.tasks.push_back(task.id);
        }
    }
    return result;
}

} // namespace core
