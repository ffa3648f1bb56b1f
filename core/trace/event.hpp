#pragma once
#include "core/base/ids.hpp"
#include "core/base/time.hpp"

#include <array>
#include <string_view>

namespace core {

/// Everything that can happen in a run. The order is that of `event_infos` below.
/// Exported files carry the names, not the numbers.
enum class EventKind : std::uint8_t {
    created,
    started,
    resumed,
    thrown,
    suspended,
    done,
    failed,
    cancelled,
    cancel_requested,
    uncancelled,
    cleanup_started,
    cleanup_ended,
    queued,
    acquired,
    abandoned,
    released,
    group_entered,
    group_exiting,
    group_aborted,
    group_child_ended,
    group_ended,
    timeout_entered,
    timeout_fired,
    timeout_exited,
    signal,
    deadlock,
    bound_reached,
    loop_error,
    main_ended,
    run_ended,
    error_seen,
    counter,
    mark,
};

/// What kind of thing a suspended task waits for. Stored in `Event::value`.
enum class WaitKind : std::uint8_t {
    yield,     ///< sleep(0): one pass of the loop
    sleep,     ///< a timer
    future,    ///< a plain future
    task,      ///< another task; `Event::target()` says which
    group,     ///< the children of a TaskGroup
    gather,    ///< all tasks of a gather
    wait,      ///< wait, wait_for, shield
    permit,    ///< in line for a semaphore, lock or condition's lock
    condition, ///< event.wait, condition.wait, barrier
    queue,     ///< an item or a free place
    io,        ///< a socket (live runs)
};

/// One fact about a run. Fixed size, no pointers: a trace is an array of these.
///
/// `other` depends on the kind and is read through `by()`, `target()` or `error()`;
/// `event_infos` says what each field means for each kind.
struct Event {
    Instant at{};                     ///< since the start of the run
    TaskId task = TaskId::none;       ///< whom it is about; none: the loop
    EventId cause = EventId::none;    ///< the earlier event that led to this one
    LabelId label = LabelId::none;    ///< a name or an error text
    std::uint32_t other = 0;          ///< a TaskId or a LabelId, see the accessors
    std::int32_t value = 0;           ///< a count, a WaitKind, a flag
    EventKind kind = EventKind::mark; ///< which fields below are in use
    std::uint8_t file = 0;            ///< source file of the await, see Trace::file; 0: unknown
    std::uint16_t line = 0;           ///< line of the await; 0: unknown

    /// The task that did it (`created`, `cancel_requested`); none: the loop.
    TaskId by() const { return static_cast<TaskId>(other); }
    /// The task that a suspended task waits for; none: not a task.
    TaskId target() const { return static_cast<TaskId>(other); }
    /// The error text of scope events (`group_exiting`, `timeout_exited`, …).
    LabelId error() const { return static_cast<LabelId>(other); }
    /// What a suspended task waits for.
    WaitKind wait_kind() const { return static_cast<WaitKind>(value); }

    friend bool operator==(const Event&, const Event&) = default;
};
static_assert(sizeof(Event) == 32);

/// One row per kind: legend, tooltip, exporters and tests read it.
struct EventInfo {
    EventKind kind;
    std::string_view name;    ///< in exported files; never change one that shipped
    std::string_view meaning; ///< legend and tooltip, one sentence
    std::string_view fields;  ///< which of label, other, value are used, and for what
};

inline constexpr std::array event_infos{
    EventInfo{EventKind::created, "created", "The task exists but has not run yet.",
              "label = name of the task, other = created by"},
    EventInfo{EventKind::started, "started", "The task runs for the first time.", ""},
    EventInfo{EventKind::resumed, "resumed", "What the task waited for has happened; it runs.", ""},
    EventInfo{EventKind::thrown, "thrown", "An error is thrown into the task where it waits.",
              "label = error, value = 1 if the task had never run (and now never will)"},
    EventInfo{EventKind::suspended, "suspended", "The task waits and lets others run.",
              "label = what for, other = task waited for, value = WaitKind, file and line"},
    EventInfo{EventKind::done, "done", "The task ended normally.", "label = result as text"},
    EventInfo{EventKind::failed, "failed", "The task ended with an error.", "label = error"},
    EventInfo{EventKind::cancelled, "cancelled", "The task ended by cancellation.", ""},
    EventInfo{EventKind::cancel_requested, "cancel_requested", "Someone asked the task to stop.",
              "other = by, value = requests so far, this one included"},
    EventInfo{EventKind::uncancelled, "uncancelled", "A request to stop was taken off the count.",
              "value = requests left"},
    EventInfo{EventKind::cleanup_started, "cleanup_started", "The task begins to clean up.",
              "label = error that led here, empty on a normal exit"},
    EventInfo{EventKind::cleanup_ended, "cleanup_ended", "The cleanup is over.",
              "label = error that interrupted it, empty if it completed"},
    EventInfo{EventKind::queued, "queued", "The task stands in line for a permit.",
              "label = resource, value = permits free"},
    EventInfo{EventKind::acquired, "acquired", "The task got a permit.",
              "label = resource, value = permits free afterwards"},
    EventInfo{EventKind::abandoned, "abandoned", "The task left the line without a permit.",
              "label = resource, value = permits free"},
    EventInfo{EventKind::released, "released", "The task gave its permit back.",
              "label = resource, value = permits free afterwards"},
    EventInfo{EventKind::group_entered, "group_entered", "A task group opens in this task.",
              "label = group"},
    EventInfo{EventKind::group_exiting, "group_exiting",
              "The group's body is over; it waits for children.",
              "label = group, other = error of the body, value = children still counted"},
    EventInfo{EventKind::group_aborted, "group_aborted", "The group asks all its children to stop.",
              "label = group; task = parent"},
    EventInfo{EventKind::group_child_ended, "group_child_ended",
              "The group learns that a child ended.", "label = group; task = the child"},
    EventInfo{EventKind::group_ended, "group_ended", "The group is closed: no child is left.",
              "label = group, other = error it raises"},
    EventInfo{EventKind::timeout_entered, "timeout_entered", "A time limit begins.",
              "label = limit"},
    EventInfo{EventKind::timeout_fired, "timeout_fired", "The time is up.", "label = limit"},
    EventInfo{EventKind::timeout_exited, "timeout_exited", "The time limit ends.",
              "label = limit, other = error of the body, value = 1 if it had fired"},
    EventInfo{EventKind::signal, "signal", "The process received a signal.",
              "label = SIGTERM, SIGINT"},
    EventInfo{EventKind::deadlock, "deadlock",
              "Nothing is ready and no timer is set: all wait for ever.",
              "value = unfinished tasks"},
    EventInfo{EventKind::bound_reached, "bound_reached",
              "The run was ended at its bound of loop passes.", "value = passes"},
    EventInfo{EventKind::loop_error, "loop_error", "The loop reports an error that nobody took.",
              "label = message, other = error"},
    EventInfo{EventKind::main_ended, "main_ended",
              "The main task is over; what is left is torn down.",
              "label = result or error as text, value = 1 if it is an error"},
    EventInfo{EventKind::run_ended, "run_ended", "The run is over.",
              "label = error that escaped the teardown, value = unfinished tasks"},
    EventInfo{EventKind::error_seen, "error_seen", "The caller's own code sees the error.",
              "label = error"},
    EventInfo{EventKind::counter, "counter", "A number that the program counts has changed.",
              "label = name, value = new value"},
    EventInfo{EventKind::mark, "mark", "The program says what it does.", "label = text"},
};

constexpr const EventInfo& info(EventKind kind) {
    return event_infos[static_cast<std::size_t>(kind)];
}

// A missing or misplaced row is a build error, not a wrong tooltip.
static_assert([] {
    for (std::size_t i = 0; i < event_infos.size(); ++i) {
        if (static_cast<std::size_t>(event_infos[i].kind) != i) {
            return false;
        }
    }
    return event_infos.size() == static_cast<std::size_t>(EventKind::mark) + 1;
}());

/// True for the three kinds that end a task.
constexpr bool ends_task(EventKind kind) {
    return kind == EventKind::done || kind == EventKind::failed || kind == EventKind::cancelled;
}

} // namespace core
