#include "core/trace/trace_state.hpp"

#include "core/base/assert.hpp"

#include <algorithm>

namespace core {

namespace {

// Runs use a handful of names, so a search beats a map.
template <class Entry>
Entry& entry_named(std::vector<Entry>& table, LabelId name) {
    const auto found = std::find_if(table.begin(), table.end(),
                                    [name](const Entry& entry) { return entry.name == name; });
    return found != table.end() ? *found : table.emplace_back(Entry{.name = name});
}

TaskPhase phase_after_end(EventKind kind) {
    switch (kind) {
    case EventKind::done:
        return TaskPhase::done;
    case EventKind::failed:
        return TaskPhase::failed;
    default:
        return TaskPhase::cancelled;
    }
}

} // namespace

const TaskState& TraceState::task(TaskId id) const {
    static constexpr TaskState absent{};
    const std::size_t index = index_of(id);
    return index >= 1 && index <= m_tasks.size() ? m_tasks[index - 1] : absent;
}

TaskState& TraceState::entry(TaskId id) {
    CORE_ASSERT(id != TaskId::none);
    if (index_of(id) > m_tasks.size()) {
        m_tasks.resize(index_of(id));
    }
    return m_tasks[index_of(id) - 1];
}

void TraceState::enter(TaskState& task, TaskPhase phase) {
    task.phase = phase;
    task.since = static_cast<EventId>(m_count);
    task.wait = WaitKind::yield;
    task.waits_for = TaskId::none;
    task.wait_label = LabelId::none;
}

void TraceState::begin_step(const Event& event) {
    TaskState& task = entry(event.task);
    enter(task, TaskPhase::running);
    // A step settles an open request, whatever it brings: CancelledError is the delivery, and
    // anything else means that the awaited task took the request and swallowed or replaced it.
    task.stop_request = EventId::none;
    task.never_ran = event.kind == EventKind::thrown && event.value == 1;
    m_running = event.task;
}

void TraceState::suspend(const Event& event) {
    TaskState& task = entry(event.task);
    enter(task, TaskPhase::waiting);
    task.wait = event.wait_kind();
    task.waits_for = event.target();
    task.wait_label = event.label;
    task.file = event.file;
    task.line = event.line;
    m_running = TaskId::none;
}

void TraceState::end_task(const Event& event) {
    TaskState& task = entry(event.task);
    enter(task, phase_after_end(event.kind));
    task.outcome = event.label;
    task.stop_request = EventId::none;
    task.cleanup_depth = 0; // a cleanup that an error left has no end event of its own
    m_running = TaskId::none;
}

void TraceState::apply_permit(const Event& event) {
    Resource& resource = entry_named(m_resources, event.label);
    resource.free = event.value;
    if (event.task == TaskId::none || event.kind == EventKind::released) {
        return;
    }
    TaskState& task = entry(event.task);
    const bool queued = event.kind == EventKind::queued;
    if (task.queued != queued) {
        task.queued = queued;
        resource.waiting += queued ? 1 : -1;
    }
}

void TraceState::apply_to_task(const Event& event) {
    TaskState& task = entry(event.task);
    switch (event.kind) {
    case EventKind::created:
        enter(task, TaskPhase::created);
        break;
    case EventKind::cancel_requested:
        task.cancel_count = event.value;
        if (task.stop_request == EventId::none) { // several requests merge into one delivery
            task.stop_request = static_cast<EventId>(m_count);
        }
        break;
    case EventKind::uncancelled:
        task.cancel_count = event.value;
        break;
    case EventKind::cleanup_started:
        ++task.cleanup_depth;
        break;
    case EventKind::cleanup_ended:
        if (task.cleanup_depth > 0) {
            --task.cleanup_depth;
        }
        break;
    default:
        break;
    }
}

void TraceState::apply(const Event& event) {
    switch (event.kind) {
    case EventKind::started:
    case EventKind::resumed:
    case EventKind::thrown:
        begin_step(event);
        break;
    case EventKind::suspended:
        suspend(event);
        break;
    case EventKind::done:
    case EventKind::failed:
    case EventKind::cancelled:
        end_task(event);
        break;
    case EventKind::queued:
    case EventKind::acquired:
    case EventKind::abandoned:
    case EventKind::released:
        apply_permit(event);
        break;
    case EventKind::created:
    case EventKind::cancel_requested:
    case EventKind::uncancelled:
    case EventKind::cleanup_started:
    case EventKind::cleanup_ended:
        apply_to_task(event);
        break;
    case EventKind::counter:
        entry_named(m_counters, event.label).value = event.value;
        break;
    default:
        break; // facts about scopes and the run change no task
    }
    m_now = event.at;
    ++m_count;
}

} // namespace core
