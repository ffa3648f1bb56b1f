#pragma once
#include "core/trace/trace.hpp"

#include <vector>

namespace core {

/// Where a task stands in its life.
enum class TaskPhase : std::uint8_t {
    absent,    ///< not created yet
    created,   ///< waits for its first step
    running,   ///< its code runs (at most one task at any event)
    waiting,   ///< suspended, see TaskState::wait
    done,      ///< ended normally
    failed,    ///< ended with an error
    cancelled, ///< ended by cancellation
};

/// What is true of one task after some event.
///
/// A cancel request is open until the task's next step: that step brings the CancelledError,
/// or shows that the request was absorbed (an awaited task swallowed it).
struct TaskState {
    TaskPhase phase = TaskPhase::absent;
    WaitKind wait = WaitKind::yield;      ///< what for; only meaningful while waiting
    std::uint8_t file = 0;                ///< place of the last await
    std::uint16_t line = 0;               ///< 0: it has not awaited yet
    std::uint16_t cleanup_depth = 0;      ///< > 0: it cleans up; cleanups can nest
    bool queued = false;                  ///< stands in line for a permit
    bool never_ran = false;               ///< cancelled before its first step
    std::int32_t cancel_count = 0;        ///< asyncio's cancelling()
    TaskId waits_for = TaskId::none;      ///< the task it waits for, if it waits for one
    LabelId wait_label = LabelId::none;   ///< what it waits for, as text
    LabelId outcome = LabelId::none;      ///< result or error text once it has ended
    EventId since = EventId::none;        ///< the event that put it into this phase
    EventId stop_request = EventId::none; ///< oldest cancel request still open; none: no such

    friend bool operator==(const TaskState&, const TaskState&) = default;
};

constexpr bool has_ended(TaskPhase phase) {
    return phase >= TaskPhase::done;
}

/// What is true after the first n events of a trace: a fold, one event at a time.
///
/// Equal sequences of events give equal states, whatever the way (see Seeker).
class TraceState {
public:
    struct Counter {
        LabelId name = LabelId::none;
        std::int32_t value = 0;
        friend bool operator==(const Counter&, const Counter&) = default;
    };
    struct Resource {
        LabelId name = LabelId::none;
        std::int32_t free = 0;    ///< permits free
        std::int32_t waiting = 0; ///< tasks in line
        friend bool operator==(const Resource&, const Resource&) = default;
    };

    /// Takes the next event into account. O(1) but for the small tables of names.
    void apply(const Event& event);

    /// Number of events applied.
    std::size_t count() const { return m_count; }
    /// Time of the last event applied.
    Instant now() const { return m_now; }
    /// The task whose code runs; none: the loop.
    TaskId running() const { return m_running; }
    /// State of a task; a default TaskState for one that does not exist yet.
    const TaskState& task(TaskId id) const;
    /// Number of tasks created so far; their ids are 1 … task_count().
    std::size_t task_count() const { return m_tasks.size(); }

    const std::vector<Counter>& counters() const { return m_counters; }
    const std::vector<Resource>& resources() const { return m_resources; }

    friend bool operator==(const TraceState&, const TraceState&) = default;

private:
    TaskState& entry(TaskId id);
    void enter(TaskState& task, TaskPhase phase);
    void begin_step(const Event& event);
    void suspend(const Event& event);
    void end_task(const Event& event);
    void apply_permit(const Event& event);
    void apply_to_task(const Event& event);

    std::size_t m_count = 0;
    Instant m_now{};
    TaskId m_running = TaskId::none;
    std::vector<TaskState> m_tasks; // by id - 1
    std::vector<Counter> m_counters;
    std::vector<Resource> m_resources;
};

} // namespace core
