#pragma once
#include "core/base/labels.hpp"
#include "core/trace/event_buffer.hpp"
#include "core/trace/file_table.hpp"

#include <algorithm>
#include <span>
#include <string>
#include <vector>

namespace core {

/// The main task of a run: the first one that the loop creates.
inline constexpr TaskId main_task{1};

/// What stays true of a task for the whole run.
struct TaskInfo {
    TaskId id = TaskId::none;
    TaskId parent = TaskId::none; ///< the task that created it; none: created by the loop
    LabelId name = LabelId::none;
    EventId created = EventId::none;
};

/// A run as a list of facts: finished, or the beginning of one that is under way. Immutable once
/// the recorder handed it out.
///
/// Source followed: none; the row meanings are those of tests/conformance/FORMAT.md.
class Trace {
public:
    /// Version of the event schema, written into every exported file.
    static constexpr int schema_version = 1;

    std::span<const Event> events() const { return m_events.events(); }
    std::size_t size() const { return events().size(); }
    const Event& operator[](EventId id) const { return events()[index_of(id)]; }

    /// All tasks in order of creation; `tasks()[i].id == TaskId(i + 1)`.
    std::span<const TaskInfo> tasks() const { return m_tasks; }
    const TaskInfo& task(TaskId id) const { return m_tasks[index_of(id) - 1]; }

    /// Name of a task for people, "loop" for TaskId::none.
    std::string_view name(TaskId id) const;
    /// The task of that name, or none. Names are unique in our scenarios; the first wins.
    TaskId find_task(std::string_view name) const;

    std::string_view text(LabelId id) const { return m_labels.text(id); }
    /// Source file of an await, relative to the repository, or "" for 0.
    std::string_view file(std::uint8_t id) const;

    /// Time of the last event, or the later present of a live run that goes on; 0 for an empty
    /// trace.
    Instant end() const {
        return size() == 0 ? m_present : std::max(m_present, events().back().at);
    }

    /// False for the beginning of a run that goes on: what lives at its end has not been left.
    bool is_complete() const { return !m_goes_on; }

    /// Number of events at or before `at`: the cursor that shows that moment.
    std::size_t count_until(Instant at) const;

private:
    friend class Recorder;

    Instant m_present{};
    bool m_goes_on = false;
    EventBuffer m_events;
    std::vector<TaskInfo> m_tasks;
    FileTable m_files;
    Labels m_labels;
};

} // namespace core
