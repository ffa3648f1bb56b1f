#pragma once
#include <cstddef>
#include <cstdint>

namespace core {

/// Names a task within one run, counted from 1 in order of creation.
/// `none` stands for the loop itself: a callback that no task runs.
enum class TaskId : std::uint32_t { none = 0 };

/// Names an interned text, see Labels.
enum class LabelId : std::uint32_t { none = 0 };

/// Position of an event in its trace.
enum class EventId : std::uint32_t { none = UINT32_MAX };

constexpr std::size_t index_of(TaskId id) {
    return static_cast<std::size_t>(id);
}
constexpr std::size_t index_of(LabelId id) {
    return static_cast<std::size_t>(id);
}
constexpr std::size_t index_of(EventId id) {
    return static_cast<std::size_t>(id);
}
/// The event at that position of its trace.
constexpr EventId to_event_id(std::size_t index) {
    return static_cast<EventId>(index);
}

} // namespace core
