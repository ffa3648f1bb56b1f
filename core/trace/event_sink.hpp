#pragma once
#include "core/trace/event.hpp"

#include <exception>
#include <string_view>

namespace core {

/// Where a loop reports what happens. The loop never asks who is watching: with no sink
/// it skips the call and everything that would have been computed for it.
class EventSink {
public:
    virtual ~EventSink() = default;

    /// Called once per event, in order, on the loop's thread. Must not throw.
    virtual void on_event(const Event& event) = 0;

    /// Interns a text for use in later events.
    virtual LabelId label(std::string_view text) = 0;

    /// The label of "Task-N", the name of a task that was given none.
    virtual LabelId default_name(TaskId task);

    /// Interns the text of an error, which is not null.
    virtual LabelId label(const std::exception_ptr& error) = 0;

    /// Interns a source file name; `file` lives as long as the program. 0: table full.
    virtual std::uint8_t file(const char* file) = 0;

    /// A place for the next event, if the sink has one at hand: the caller fills all of it, and no
    /// call of on_event() follows. Null otherwise. Never for `created`, which wants more.
    Event* claim() { return m_free == m_free_end ? nullptr : m_free++; }

protected:
    Event* m_free = nullptr; // of a sink that only stores events; others leave both null
    Event* m_free_end = nullptr;
};

} // namespace core
